/** The baseline of the frame benchmark: the frame worker's way of streams and counts, with a copy in place of the cipher. */
import { FrameCount } from '../../../clients/call/frame-report.ts';
import { type FrameStream, reportEveryMs, type ToFrameWorker } from '../../../clients/call/frames-protocol.ts';

const counts: FrameCount[] = [];

function copy({ id, direction, kind }: FrameStream, readable: ReadableStream, writable: WritableStream): void {
  const count = new FrameCount(id, direction, kind);
  counts.push(count);
  const pass = async (frame: { data: ArrayBuffer }, controller: TransformStreamDefaultController): Promise<void> => {
    const from = performance.now();
    count.came();
    const data = new Uint8Array(frame.data).slice();
    frame.data = data.buffer;
    controller.enqueue(frame);
    count.went({ ok: true, data }, performance.now() - from);
  };
  void readable
    .pipeThrough(new TransformStream({ transform: pass }))
    .pipeTo(writable)
    .catch(() => undefined);
}

self.onmessage = ({ data }: MessageEvent<ToFrameWorker>) => {
  if (data.do === 'streams') copy(data.stream, data.readable, data.writable);
};
setInterval(() => self.postMessage({ tell: 'report', figures: counts.map((count) => count.take()) }), reportEveryMs);
