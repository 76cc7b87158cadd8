/** The worker itself, a sealing and an opening one side by side: streams in, streams out, orders and reports between. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameStream, FromFrameWorker, ToFrameWorker } from '../../clients/call/frames-protocol.ts';
import type { Role } from '../../clients/call/roles.ts';
import { importBaseKey } from '../../clients/call/sframe.ts';
import { decodeHeader } from '../../clients/call/sframe-header.ts';

/** A worker of its own: the module is loaded anew for each. */
async function startWorker(role: Role) {
  const told: FromFrameWorker[] = [];
  const scope = {
    postMessage: (message: FromFrameWorker) => void told.push(message),
    onmessage: (_event: { data: ToFrameWorker }) => undefined,
    onrtctransform: (_event: { transformer: object }) => undefined,
  };
  vi.stubGlobal('self', scope);
  vi.resetModules();
  await import('../../clients/call/frames-worker.ts');
  const order = (data: ToFrameWorker) => scope.onmessage({ data });
  order({ do: 'begin', role });
  const stream = (options: FrameStream, byEvent = false) => {
    const [into, out] = [new TransformStream(), new TransformStream()];
    const ends = { readable: into.readable, writable: out.writable };
    if (byEvent) scope.onrtctransform({ transformer: { options, ...ends } });
    else order({ do: 'streams', stream: options, ...ends });
    const [writer, reader] = [into.writable.getWriter(), out.readable.getReader()];
    return {
      put: (data: Uint8Array) => void writer.write({ data: data.slice().buffer }),
      take: async () => new Uint8Array((await reader.read()).value.data),
    };
  };
  const keys = async (epoch = 0) => {
    const key = (from: number) => importBaseKey(new Uint8Array(16).fill(2 * epoch + from + 1));
    const [ofInitiator, ofResponder] = await Promise.all([key(0), key(1)]);
    const [own, theirs] = role === 'initiator' ? [ofInitiator, ofResponder] : [ofResponder, ofInitiator];
    order({ do: 'install', epoch, keys: { send: own, receive: theirs } });
    order({ do: 'switch', epoch });
  };
  /** Waits for a second in which it says this of itself: cryptography takes real time, however little. */
  const reports = async (expected: object) => {
    for (let second = 0; second < 200; second++) {
      told.length = 0;
      await vi.advanceTimersByTimeAsync(1_000);
      const found = told.find((one) => one.tell === 'report');
      const figures = found?.tell === 'report' ? found.figures : [];
      if (second === 199) expect(figures).toMatchObject(expected);
      else if (isLike(figures, expected)) return;
      await new Promise((done) => setImmediate(done));
    }
  };
  return { told, stream, keys, order, reports };
}

function isLike(found: unknown, expected: object): boolean {
  try {
    expect(found).toMatchObject(expected);
    return true;
  } catch {
    return false;
  }
}

const frame = (first: number) => Uint8Array.from({ length: 50 }, (_, at) => (at === 0 ? first : at));
const [keyFrame, otherFrame] = [frame(0x10), frame(0x11)];
const send: FrameStream = { id: 0, direction: 'send', kind: 'video' };
const receive: FrameStream = { id: 1, direction: 'receive', kind: 'video' };

/** A worker that seals under epoch 0: frames in, sealed ones out. */
async function sealing() {
  const worker = await startWorker('initiator');
  const sender = worker.stream(send);
  await worker.keys();
  const seal = async (plain: Uint8Array) => {
    sender.put(plain);
    return sender.take();
  };
  return { ...worker, seal };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the worker', () => {
  it.each([false, true])('seals and opens, in order, told of streams by an event: %s', async (byEvent) => {
    const { seal, reports } = await sealing();
    const sealed = [await seal(keyFrame), await seal(otherFrame)];
    await reports([{ id: 0, direction: 'send', kind: 'video', seen: 2, done: 2 }]);
    const worker = await startWorker('responder');
    const receiver = worker.stream(receive, byEvent);
    await worker.keys();
    for (const one of sealed) receiver.put(one);
    expect([await receiver.take(), await receiver.take()]).toEqual([keyFrame, otherFrame]);
    expect(worker.told).toContainEqual({ tell: 'heard', epoch: 0 });
  });

  it('holds the very first frames until there are keys: the picture that all others build on is among them', async () => {
    const { seal } = await sealing();
    const sealed = [await seal(keyFrame), await seal(otherFrame)];
    const worker = await startWorker('responder');
    const receiver = worker.stream(receive);
    for (const one of sealed) receiver.put(one);
    await vi.advanceTimersByTimeAsync(1_500);
    await worker.keys();
    expect([await receiver.take(), await receiver.take()]).toEqual([keyFrame, otherFrame]);
  });

  it('drops them when there are none in two seconds, and opens what comes once there are', async () => {
    const { seal } = await sealing();
    const worker = await startWorker('responder');
    const receiver = worker.stream(receive);
    receiver.put(await seal(keyFrame));
    await vi.advanceTimersByTimeAsync(2_500);
    await worker.reports([{ seen: 1, done: 0, refused: { keyless: 1 } }]);
    await worker.keys();
    receiver.put(await seal(otherFrame));
    expect(await receiver.take()).toEqual(otherFrame);
  });

  it('lets nothing out without a key, and nothing in that is not sealed', async () => {
    const worker = await startWorker('responder');
    const sender = worker.stream(send);
    sender.put(keyFrame);
    await worker.reports([{ seen: 1, done: 0, refused: { keyless: 1 } }]);
    const receiver = worker.stream(receive);
    await worker.keys();
    receiver.put(keyFrame);
    receiver.put(otherFrame);
    await worker.reports([{ seen: 1 }, { seen: 2, done: 0, bytes: 0 }]);
  });

  it('opens nothing under a key that it was told to forget', async () => {
    const { seal } = await sealing();
    const [first, late] = [await seal(keyFrame), await seal(otherFrame)];
    const worker = await startWorker('responder');
    const receiver = worker.stream(receive);
    await worker.keys();
    receiver.put(first);
    expect(await receiver.take()).toEqual(keyFrame);
    await worker.keys(1);
    worker.order({ do: 'forget', epoch: 0 });
    const sender = worker.stream(send);
    const epoch = async () => {
      sender.put(otherFrame);
      return decodeHeader((await sender.take()).subarray(3))?.kid;
    };
    while ((await epoch()) !== 3n);
    receiver.put(late);
    await worker.reports([{ seen: 2, done: 1, refused: { keyless: 1 } }, { direction: 'send' }]);
  });
});
