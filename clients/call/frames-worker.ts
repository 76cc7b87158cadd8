/** The worker through which every encoded frame passes: sealed on its way out, opened on its way in, or gone. */
import { FrameCipher } from './frame-cipher.ts';
import { FrameCount } from './frame-report.ts';
import { type FrameStream, type FromFrameWorker, reportEveryMs, type ToFrameWorker } from './frames-protocol.ts';

/** `RTCEncodedVideoFrame` and its sister for sound (W3C webrtc-encoded-transform §3, §4). */
interface EncodedFrame {
  data: ArrayBuffer;
}

/** What a dedicated worker has that a window has not. */
interface FrameWorkerScope {
  postMessage(message: FromFrameWorker): void;
  onmessage: ((event: MessageEvent<ToFrameWorker>) => void) | null;
  onrtctransform:
    | ((event: { transformer: { options: FrameStream; readable: ReadableStream; writable: WritableStream } }) => void)
    | null;
}

/** How long the very first frames wait for the first keys: the picture that all others build on is among them. */
const firstKeysMs = 2_000;

const scope = self as unknown as FrameWorkerScope;
const counts: FrameCount[] = [];
let cipher: FrameCipher | undefined;
let keysAreHere = (): void => undefined;
const firstKeys = new Promise<void>((resolve) => {
  keysAreHere = resolve;
});

/** Resolves with the cipher as soon as it has keys, or after {@link firstKeysMs}; then what comes is refused for want of one. */
let patience: Promise<void> | undefined;
function untilKeys(): Promise<void> {
  patience ??= Promise.race([firstKeys, new Promise<void>((resolve) => void setTimeout(resolve, firstKeysMs))]);
  return patience;
}

function protect({ id, direction, kind }: FrameStream, readable: ReadableStream, writable: WritableStream): void {
  const count = new FrameCount(id, direction, kind);
  counts.push(count);
  const pass = async (frame: EncodedFrame, controller: TransformStreamDefaultController): Promise<void> => {
    const from = performance.now();
    count.came();
    if (direction === 'receive') await untilKeys();
    const data = new Uint8Array(frame.data);
    const result = (await (direction === 'send' ? cipher?.seal(kind, data) : cipher?.open(kind, data))) ?? {
      ok: false,
      reason: 'keyless',
    };
    if (result.ok) {
      frame.data = result.data.buffer;
      controller.enqueue(frame);
    }
    count.went(result, performance.now() - from);
  };
  // Ends with the connection; there is nobody to tell.
  readable
    .pipeThrough(new TransformStream({ transform: pass }))
    .pipeTo(writable)
    .catch(() => undefined);
}

function obey(order: ToFrameWorker): void {
  switch (order.do) {
    case 'begin':
      cipher ??= new FrameCipher(order.role, {
        heard: (epoch) => scope.postMessage({ tell: 'heard', epoch }),
        spent: () => scope.postMessage({ tell: 'spent' }),
      });
      break;
    case 'install':
      cipher?.install(order.epoch, order.keys);
      void cipher?.settled.then(keysAreHere);
      break;
    case 'switch':
      cipher?.switchTo(order.epoch);
      break;
    case 'forget':
      cipher?.forget(order.epoch);
      break;
    case 'streams':
      protect(order.stream, order.readable, order.writable);
      break;
    default:
      order satisfies never;
  }
}

scope.onmessage = ({ data }) => obey(data);
scope.onrtctransform = ({ transformer }) => protect(transformer.options, transformer.readable, transformer.writable);
setInterval(() => scope.postMessage({ tell: 'report', figures: counts.map((count) => count.take()) }), reportEveryMs);
