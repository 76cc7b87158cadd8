/** Turns what happens between the two browsers into events of the call and facts of its view. */
import type { CallEvent } from './call-state.ts';
import type { CallWatch } from './call-watch.ts';
import type { Line } from './line.ts';
import { type PairEvents, standingOf } from './pair.ts';
import type { RoomRequest } from './signalling.ts';

export interface PairListener {
  watch: CallWatch;
  /** The present line, asked at every event. */
  line(): Line | undefined;
  handle(event: CallEvent): void;
  relay(request: RoomRequest): boolean;
  sayMedia(): void;
}

export const pairEvents = ({ watch, line, handle, relay, sayMedia }: PairListener): PairEvents => ({
  relay,
  told(message) {
    watch.surround({ peerUnsealed: false });
    handle({ type: 'told', message });
  },
  lineChanged() {
    watch.surround({ line: line()?.state });
    handle({ type: 'line', line: standingOf(line()) });
  },
  lineBuilt() {
    handle({ type: 'line-built' });
    sayMedia();
  },
  remoteStream: (remoteStream) => watch.surround({ remoteStream }),
  media: () => handle({ type: 'media' }),
  stats: ({ path, codec }) => watch.surround({ path, codec }),
  refused(reason) {
    const { dropped, peerUnsealed } = watch.around;
    watch.surround({ dropped: dropped + 1, peerUnsealed: peerUnsealed || reason === 'unsealed' });
  },
});
