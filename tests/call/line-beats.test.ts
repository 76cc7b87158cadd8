/** How often a page speaks to its pod although it has nothing to say, and how soon it finds out that nobody hears it. */
import type { BrowserMessage } from '@visavis/shared';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createReconnecting } from '../../clients/call/reconnect.ts';
import type { SignallingEvents } from '../../clients/call/signalling.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { PageSocket, scripted, welcome } from './scripted-pod.ts';

beforeAll(() => void vi.stubGlobal('WebSocket', PageSocket));
afterAll(() => void vi.unstubAllGlobals());

/** A pod that answers heartbeats as long as it is told to; `beats` are the page's seconds at which it heard one. */
async function listening(inCall: () => boolean) {
  const clock = manualClock();
  const startedAt = clock.now();
  const heard: BrowserMessage[] = [];
  const beats: number[] = [];
  const pod = { answers: true };
  let answered = 0;
  let tell = (_message: object): void => {};
  const onMessage: Parameters<typeof scripted>[0] = (message, socket) => {
    tell = (word) => {
      if ('type' in word && word.type === 'pong') answered += 1;
      socket.send(JSON.stringify(word));
    };
    if (message.type === 'hello') return socket.send(JSON.stringify(welcome));
    heard.push(message);
    if (message.type !== 'ping') return;
    beats.push((clock.now() - startedAt) / 1_000);
    if (!pod.answers) return;
    answered += 1;
    socket.send(JSON.stringify({ type: 'pong', c: message.c, now: 0 }));
  };
  const page = await scripted(onMessage, clock, inCall);
  await page.until(() => page.told.includes('welcome'));
  /** Second by second to that second of the test, so that the pod's word is heard before the next. */
  const passTo = async (second: number) => {
    while ((clock.now() - startedAt) / 1_000 < second) {
      clock.advance(1_000);
      for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
      await page.until(() => page.told.filter((type) => type === 'pong').length === answered);
    }
  };
  return { ...page, pod, heard, beats, passTo, tell: (message: object) => tell(message) };
}

it('beats every 20 s, and every 40 s once the pod knows that the call runs', async () => {
  let inCall = false;
  const { beats, heard, passTo, line, stop } = await listening(() => inCall);
  await passTo(41);
  inCall = true;
  await passTo(185);
  inCall = false;
  await passTo(245);
  expect(beats).toEqual([20, 40, 60, 100, 140, 180, 200, 220, 240]);
  expect(heard.map((message) => message.type === 'ping' && message.inCall)).toEqual([
    ...[false, false, true, true, true, true, false, false, false],
  ]);
  line.close();
  stop();
});

it('beats every 20 s again in a running call when the pod does not answer, and gives it up after the second', async () => {
  const { beats, pod, passTo, closed, stop } = await listening(() => true);
  await passTo(30);
  pod.answers = false;
  await passTo(100);
  expect((await closed).code).toBe(1006);
  expect(beats).toEqual([20, 60, 80]);
  stop();
});

it('asks when it says something into a silence, and gives the line up after eight seconds without the answer', async () => {
  const { heard, pod, passTo, line, closed, until, stop } = await listening(() => true);
  let isOver = false;
  void closed.then(() => (isOver = true));
  const types = () => heard.map(({ type }) => type);
  await passTo(23);
  line.send({ type: 'ice-servers' });
  await until(() => heard.length === 2);
  await passTo(27);
  line.send({ type: 'ice-servers' });
  await until(() => heard.length === 4);
  await passTo(40);
  expect(types()).toEqual(['ping', 'ice-servers', 'ice-servers', 'ping']);
  pod.answers = false;
  line.send({ type: 'ack', to: 'advisor', a: 1 });
  line.send({ type: 'ack', to: 'advisor', a: 2 });
  await until(() => heard.length === 7);
  expect(types().slice(4)).toEqual(['ack', 'ping', 'ack']);
  await passTo(47);
  expect(isOver).toBe(false);
  await passTo(48);
  expect((await closed).code).toBe(1006);
  stop();
});

it('asks when the network changed or the page was away, and goes on when it is answered', async () => {
  const { beats, pod, passTo, line, closed, until, stop } = await listening(() => false);
  await passTo(2);
  line.probe?.();
  line.probe?.();
  await until(() => beats.length === 1);
  await passTo(12);
  expect(beats).toEqual([2]);
  pod.answers = false;
  line.probe?.();
  await passTo(20);
  expect((await closed).code).toBe(1006);
  stop();
});

it('takes its own answer alone for one, and no word that may have waited on the way', async () => {
  const { pod, passTo, line, closed, until, heard, tell, told, stop } = await listening(() => false);
  await passTo(2);
  pod.answers = false;
  line.probe?.();
  await until(() => heard.length === 1);
  tell({ type: 'error', code: 'peer-absent' });
  await until(() => told.includes('error'));
  await passTo(10);
  expect((await closed).code).toBe(1006);
  stop();
});

it('has its line tried within two seconds when the page is seen again, and not in the same moment as everybody', async () => {
  const clock = manualClock();
  const lines: { events: SignallingEvents; probed: number; isClosed: boolean }[] = [];
  let wake = () => {};
  const line = createReconnecting(
    {
      incarnation: 'i'.repeat(22) as never,
      admit: async () => ({ ticket: 'a.b.c', signalling: 'wss://pod.test' }),
      connect: (_entry, events) => {
        const own = { events, probed: 0, isClosed: false };
        lines.push(own);
        return { send: () => true, probe: () => (own.probed += 1), close: () => (own.isClosed = true) };
      },
      inCall: () => false,
      clock,
      wake: {
        listen: (listener) => {
          wake = () => listener('visible');
          return () => {};
        },
        onLeaving: () => () => {},
      },
      jitter: () => 0.5,
    },
    { welcome: () => {}, message: () => {}, closed: () => {} },
  );
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  lines[0]?.events.welcome({ ...welcome, resume: 'token' } as never);
  wake();
  expect(lines[0]?.probed).toBe(0);
  clock.advance(1_000);
  expect(lines[0]?.probed).toBe(1);
  line.close();
  expect(lines.map(({ isClosed }) => isClosed)).toEqual([true]);
});

it('goes on over a slow line: an answer after seven seconds is one, and pings that ask are no heartbeats', async () => {
  const { pod, passTo, line, until, heard, beats, tell, told, stop } = await listening(() => false);
  const pongs = () => told.filter((type) => type === 'pong');
  await passTo(18);
  pod.answers = false;
  for (const second of [26, 34, 42, 50]) {
    line.probe?.();
    const c = heard.length;
    await until(() => heard.length > c);
    await passTo(second - 1);
    const late = heard.flatMap((message) => (message.type === 'ping' ? [message.c] : [])).slice(pongs().length);
    for (const one of late) tell({ type: 'pong', c: one, now: 0 });
    await until(() => pongs().length === beats.length);
    await passTo(second);
  }
  expect(beats.length).toBeGreaterThan(4);
  expect(line.send({ type: 'ice-servers' })).toBe(true);
  line.close();
  stop();
});
