/** The page's side of frame encryption: one worker for each peer connection, and every sender and receiver goes through it. */
import type { Capabilities } from '@visavis/shared';
import type { Clock } from './clock.ts';
import type { FrameFigures } from './frame-report.ts';
import { type FrameStream, type FromFrameWorker, reportEveryMs, type ToFrameWorker } from './frames-protocol.ts';
import { type FrameTrouble, type FrameWatch, type ReceiverFacts, watchFrames } from './frames-watch.ts';
import type { KeyHolder } from './ratchet-keys.ts';
import type { Role } from './roles.ts';

export interface FramesEvents {
  /** The first frame of this epoch was opened. */
  heard(epoch: number): void;
  /** A counter comes near its end: keys have to change. */
  spent(): void;
  /** Once a second. */
  figures(figures: readonly FrameFigures[]): void;
  /** Frames are lost; `worker` it does not answer any more. Only a new peer connection helps. */
  trouble(what: FrameTrouble | 'worker'): void;
}

/** The frame encryption of one peer connection. A native `SFrameTransform` would be another one of these. */
export interface Frames extends KeyHolder {
  /** `encodedInsertableStreams` of the connection: without a transform nothing passes. */
  readonly encodedStreams: boolean;
  /** Synchronously as soon as the transceiver exists, see `PeerEvents.transceiver`. Throws after `close`: it must not be used. */
  attach(transceiver: RTCRtpTransceiver): void;
  close(): void;
}

/** Throws where this browser cannot encrypt frames. */
export type OpenFrames = (role: Role, events: FramesEvents) => Frames;

/** How long a worker that has reported may owe its next report, milliseconds. */
const silenceMs = 4_000;

/** And its first: over a slow line its code takes longer than that, and whoever fetches it anew begins from nothing. */
const firstReportMs = 15_000;

/** Chromium's own face of senders and receivers (W3C webrtc-encoded-transform, before its renaming). */
interface EncodedStreams {
  createEncodedStreams(): { readable: ReadableStream; writable: WritableStream };
}
const hasEncodedStreams = (
  end: RTCRtpSender | RTCRtpReceiver,
): end is (RTCRtpSender | RTCRtpReceiver) & EncodedStreams => 'createEncodedStreams' in end;

export interface FramesParts {
  means: Capabilities['frames'];
  createWorker(): Worker;
  clock: Clock;
}

/** Frames through a worker of the browser. */
export const framesIn =
  (parts: FramesParts): OpenFrames =>
  (role, events) =>
    new WorkerFrames(parts, role, events);

class WorkerFrames implements Frames {
  readonly encodedStreams: boolean;
  readonly #worker: Worker;
  readonly #clock: Clock;
  readonly #events: FramesEvents;
  readonly #receivers = new Map<number, RTCRtpReceiver>();
  readonly #stopTimer: () => void;
  #streams = 0;
  #owedMs = 0;
  #patienceMs = firstReportMs;
  #watch: FrameWatch = [];
  #closed = false;

  constructor({ means, createWorker, clock }: FramesParts, role: Role, events: FramesEvents) {
    if (means === 'none') throw new Error('this browser cannot encrypt frames');
    this.encodedStreams = means === 'encoded-streams';
    this.#clock = clock;
    this.#events = events;
    this.#worker = createWorker();
    this.#worker.onmessage = ({ data }: MessageEvent<FromFrameWorker>) => this.#hear(data);
    this.#worker.onerror = () => this.#trouble('worker');
    this.#order({ do: 'begin', role });
    this.#stopTimer = clock.every(reportEveryMs, () => {
      this.#owedMs += reportEveryMs;
      if (this.#owedMs >= this.#patienceMs) this.#trouble('worker');
    });
  }

  attach({ sender, receiver }: RTCRtpTransceiver): void {
    if (this.#closed) throw new Error('frames of this connection are over');
    const kind = receiver.track.kind === 'audio' ? 'audio' : 'video';
    this.#take(sender, { id: this.#streams++, direction: 'send', kind });
    this.#receivers.set(this.#streams, receiver);
    this.#take(receiver, { id: this.#streams++, direction: 'receive', kind });
  }

  install: KeyHolder['install'] = (epoch, { frames }) => this.#order({ do: 'install', epoch, keys: frames });
  switchTo: KeyHolder['switchTo'] = (epoch) => this.#order({ do: 'switch', epoch });
  forget: KeyHolder['forget'] = (epoch) => this.#order({ do: 'forget', epoch });

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTimer();
    this.#worker.terminate();
  }

  #take(end: RTCRtpSender | RTCRtpReceiver, stream: FrameStream): void {
    if (!this.encodedStreams) {
      end.transform = new RTCRtpScriptTransform(this.#worker, stream);
      return;
    }
    if (!hasEncodedStreams(end)) throw new Error('this browser cannot encrypt frames');
    const { readable, writable } = end.createEncodedStreams();
    this.#order({ do: 'streams', stream, readable, writable }, [readable, writable]);
  }

  #order(order: ToFrameWorker, handedOver: Transferable[] = []): void {
    if (!this.#closed) this.#worker.postMessage(order, handedOver);
  }

  #hear(message: FromFrameWorker): void {
    if (this.#closed) return;
    switch (message.tell) {
      case 'heard':
        this.#events.heard(message.epoch);
        break;
      case 'spent':
        this.#events.spent();
        break;
      case 'report':
        this.#owedMs = 0;
        this.#patienceMs = silenceMs;
        this.#events.figures(message.figures);
        void this.#look(message.figures);
        break;
      default:
        message satisfies never;
    }
  }

  async #look(figures: readonly FrameFigures[]): Promise<void> {
    const facts = await Promise.all(
      figures.filter(({ direction }) => direction === 'receive').map((one) => this.#factsOf(one)),
    );
    const { watch, trouble } = watchFrames(this.#watch, facts, this.#clock.now());
    this.#watch = watch;
    if (trouble !== undefined) this.#trouble(trouble);
  }

  async #factsOf({ id, seen, refused }: FrameFigures): Promise<ReceiverFacts> {
    const packets = await packetsOf(this.#receivers.get(id));
    // Repeated ones are no trouble: Chromium fills a line that it measures with packets it has sent before.
    return { id, packets, seen, failed: refused.keyless + refused.forged };
  }

  /** Once: whoever hears it closes this. */
  #trouble(what: FrameTrouble | 'worker'): void {
    if (this.#closed) return;
    this.close();
    this.#events.trouble(what);
  }
}

async function packetsOf(receiver: RTCRtpReceiver | undefined): Promise<number> {
  const report = await receiver?.getStats().catch(() => undefined);
  let packets = 0;
  report?.forEach((entry: { type: string; packetsReceived?: number }) => {
    if (entry.type === 'inbound-rtp') packets += entry.packetsReceived ?? 0;
  });
  return packets;
}
