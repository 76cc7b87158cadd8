/** The page's side of frame encryption, on a worker and transceivers that only write down what they are given. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FrameFigures } from '../../clients/call/frame-report.ts';
import { framesIn } from '../../clients/call/frames.ts';
import type { FromFrameWorker, ToFrameWorker } from '../../clients/call/frames-protocol.ts';
import { manualClock } from '../../services/runtime/clock.ts';

class FakeWorker {
  onmessage: ((event: { data: FromFrameWorker }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly orders: ToFrameWorker[] = [];
  readonly handedOver: unknown[] = [];
  isTerminated = false;
  postMessage(order: ToFrameWorker, handedOver: unknown[]) {
    this.orders.push(order);
    this.handedOver.push(...handedOver);
  }
  terminate() {
    this.isTerminated = true;
  }
  tell = (data: FromFrameWorker) => this.onmessage?.({ data });
}

/** One end of a transceiver; `packets` is what the browser says it received. */
function end(kind: 'audio' | 'video', facts: { packets: number }, withStreams: boolean) {
  const streams = { readable: { a: kind }, writable: { b: kind } };
  return {
    track: { kind },
    transform: undefined as unknown,
    getStats: async () => new Map([['1', { type: 'inbound-rtp', packetsReceived: facts.packets }]]),
    ...(withStreams && { createEncodedStreams: () => streams }),
  };
}

function makeFrames(means: 'encoded-streams' | 'script-transform') {
  const clock = manualClock();
  const worker = new FakeWorker();
  const news: string[] = [];
  const facts = { packets: 0 };
  const open = framesIn({ means, createWorker: () => worker as unknown as Worker, clock });
  const frames = open('responder', {
    heard: (epoch) => void news.push(`heard ${epoch}`),
    spent: () => void news.push('spent'),
    figures: (all) => void news.push(`figures of ${all.length}`),
    trouble: (what) => void news.push(what),
  });
  const transceiver = (kind: 'audio' | 'video') => {
    const withStreams = means === 'encoded-streams';
    const [sender, receiver] = [end(kind, facts, withStreams), end(kind, facts, withStreams)];
    frames.attach({ sender, receiver } as unknown as RTCRtpTransceiver);
    return { sender, receiver };
  };
  return { clock, worker, news, facts, frames, transceiver };
}

const figures = (change: Partial<FrameFigures>): FrameFigures => ({
  id: 1,
  direction: 'receive',
  kind: 'audio',
  seen: 0,
  done: 0,
  bytes: 0,
  refused: { keyless: 0, replayed: 0, forged: 0, empty: 0, 'used-up': 0 },
  p50Ms: 0,
  p95Ms: 0,
  ...change,
});
const settle = async () => void (await new Promise((done) => setImmediate(done)));

afterEach(() => vi.unstubAllGlobals());

describe('the frames of a connection', () => {
  it('go to the worker as streams, sender and receiver of each kind under a number of their own', () => {
    const { frames, worker, transceiver } = makeFrames('encoded-streams');
    transceiver('audio');
    transceiver('video');
    expect(frames.encodedStreams).toBe(true);
    expect(worker.orders.map((order) => (order.do === 'streams' ? order.stream : order))).toEqual([
      { do: 'begin', role: 'responder' },
      { id: 0, direction: 'send', kind: 'audio' },
      { id: 1, direction: 'receive', kind: 'audio' },
      { id: 2, direction: 'send', kind: 'video' },
      { id: 3, direction: 'receive', kind: 'video' },
    ]);
    expect(worker.handedOver).toHaveLength(8);
  });

  it('go through a script transform elsewhere, set before the call returns', () => {
    class Transform {
      readonly given: unknown[];
      constructor(...given: unknown[]) {
        this.given = given;
      }
    }
    vi.stubGlobal('RTCRtpScriptTransform', Transform);
    const { frames, worker, transceiver } = makeFrames('script-transform');
    const { sender, receiver } = transceiver('video');
    expect(frames.encodedStreams).toBe(false);
    expect(sender.transform).toMatchObject({ given: [worker, { id: 0, direction: 'send', kind: 'video' }] });
    expect(receiver.transform).toMatchObject({ given: [worker, { id: 1, direction: 'receive', kind: 'video' }] });
  });

  it('cannot be opened where there is no way', () => {
    const open = framesIn({
      means: 'none',
      createWorker: () => new FakeWorker() as unknown as Worker,
      clock: manualClock(),
    });
    expect(() => open('initiator', { heard() {}, spent() {}, figures() {}, trouble() {} })).toThrow('cannot encrypt');
  });

  it('get their keys in order, and the worker gets nothing of the keys for data', () => {
    const { frames, worker } = makeFrames('encoded-streams');
    const key = {} as CryptoKey;
    const directions = { send: key, receive: key };
    frames.install(3, { frames: directions, data: { send: {} as CryptoKey, receive: {} as CryptoKey } });
    frames.switchTo(3);
    frames.forget(2);
    expect(worker.orders.slice(1)).toEqual([
      { do: 'install', epoch: 3, keys: directions },
      { do: 'switch', epoch: 3 },
      { do: 'forget', epoch: 2 },
    ]);
  });

  it('tell what the worker tells', () => {
    const { worker, news } = makeFrames('encoded-streams');
    worker.tell({ tell: 'heard', epoch: 2 });
    worker.tell({ tell: 'spent' });
    worker.tell({ tell: 'report', figures: [figures({})] });
    expect(news).toEqual(['heard 2', 'spent', 'figures of 1']);
  });
});

describe('a worker', () => {
  it('that owes four reports is gone: said once, and it is ended', () => {
    const { clock, worker, news } = makeFrames('encoded-streams');
    for (let second = 0; second < 3; second++) clock.advance(1_000);
    worker.tell({ tell: 'report', figures: [] });
    for (let second = 0; second < 3; second++) clock.advance(1_000);
    expect(news).toEqual(['figures of 0']);
    for (let second = 0; second < 9; second++) clock.advance(1_000);
    expect([news, worker.isTerminated]).toEqual([['figures of 0', 'worker'], true]);
  });

  it('whose code takes six seconds to come is kept, and held to its reports from the first one on', () => {
    const { clock, worker, news } = makeFrames('encoded-streams');
    for (let second = 0; second < 6; second++) clock.advance(1_000);
    expect([news, worker.isTerminated]).toEqual([[], false]);
    worker.tell({ tell: 'report', figures: [] });
    for (let second = 0; second < 4; second++) clock.advance(1_000);
    expect([news, worker.isTerminated]).toEqual([['figures of 0', 'worker'], true]);
  });

  it('that has never reported is gone after fifteen seconds', () => {
    const { clock, worker, news } = makeFrames('encoded-streams');
    for (let second = 0; second < 14; second++) clock.advance(1_000);
    expect([news, worker.isTerminated]).toEqual([[], false]);
    clock.advance(1_000);
    expect([news, worker.isTerminated]).toEqual([['worker'], true]);
  });

  it('that fails is gone at once', () => {
    const { worker, news } = makeFrames('encoded-streams');
    worker.onerror?.();
    worker.onerror?.();
    expect([news, worker.isTerminated]).toEqual([['worker'], true]);
  });

  it('that sees no frame while packets come is passed by', async () => {
    const { clock, worker, news, facts, transceiver } = makeFrames('encoded-streams');
    transceiver('audio');
    for (let second = 0; second <= 3; second++) {
      facts.packets += 50;
      worker.tell({ tell: 'report', figures: [figures({})] });
      await settle();
      clock.advance(1_000);
    }
    expect(news.filter((one) => !one.startsWith('figures'))).toEqual(['missing']);
  });

  it('that refuses most frames has other keys, but frames that came twice are no trouble', async () => {
    for (const [reason, expected] of [
      ['forged', ['failing']],
      ['keyless', ['failing']],
      ['replayed', []],
    ] as const) {
      const { clock, worker, news, transceiver } = makeFrames('encoded-streams');
      transceiver('audio');
      for (let second = 0; second <= 3; second++) {
        const refused = { ...figures({}).refused, [reason]: 40 * second };
        worker.tell({ tell: 'report', figures: [figures({ seen: 50 * second, done: 10 * second, refused })] });
        await settle();
        clock.advance(1_000);
      }
      expect(news.filter((one) => !one.startsWith('figures'))).toEqual(expected);
    }
  });

  it('ends with its connection, and nothing is heard of it afterwards', () => {
    const { clock, worker, news, frames, transceiver } = makeFrames('encoded-streams');
    frames.close();
    frames.close();
    worker.tell({ tell: 'heard', epoch: 1 });
    expect(() => transceiver('audio')).toThrow('are over');
    frames.switchTo(0);
    clock.advance(60_000);
    expect([news, worker.isTerminated, worker.orders.length]).toEqual([[], true, 1]);
  });
});
