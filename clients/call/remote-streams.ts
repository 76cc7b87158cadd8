/** What the other side sends, shown as far as the proof goes; while a line is built anew the last picture stays. */
import { flowOf } from './proof-snapshot.ts';
import type { ProofView } from './proof-view.ts';

/** Told what may be seen and heard; undefined when it may not. */
export interface RemoteStreamsEvents {
  remoteStream(stream: MediaStream | undefined): void;
  remoteScreen(stream: MediaStream | undefined): void;
}

/** The streams of one line at a time. */
export class RemoteStreams {
  readonly #events: RemoteStreamsEvents;
  #face: MediaStream | undefined;
  #screen: MediaStream | undefined;

  constructor(events: RemoteStreamsEvents) {
    this.#events = events;
  }

  receive(stream: MediaStream, of: 'face' | 'screen', view: ProofView): void {
    if (of === 'face') this.#face = stream;
    else this.#screen = stream;
    this.show(view);
  }

  /** The line they came from is gone. */
  forget(): void {
    this.#face = undefined;
    this.#screen = undefined;
  }

  show(view: ProofView): void {
    const flow = flowOf(view);
    if (flow === 'none' && view.state === 'pending') return;
    for (const track of this.#face?.getVideoTracks() ?? []) track.enabled = flow === 'all';
    this.#events.remoteStream(flow === 'none' ? undefined : this.#face);
    this.#events.remoteScreen(flow === 'all' ? this.#screen : undefined);
  }
}
