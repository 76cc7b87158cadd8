/** Lines to a pod: the contract on the double and over WebSockets to real pods, and what only a socket can suffer. */
import type { BrowserMessage, RoomSeat } from '@visavis/shared';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectWebSocket } from '../../clients/call/signalling.ts';
import { memoryPod } from '../../clients/call/signalling-memory.ts';
import { systemClock } from '../../services/runtime/clock.ts';
import { type SignallingBench, signallingContract } from '../contracts/signalling.ts';
import { bytes, type Person, World } from '../support/signalling-world.ts';
import { hiddenTabClock, PageSocket, scripted, welcome } from './scripted-pod.ts';

beforeAll(() => void vi.stubGlobal('WebSocket', PageSocket));
afterAll(() => void vi.unstubAllGlobals());

async function realPods(pods: number): Promise<SignallingBench> {
  const world = await World.create({ pods });
  const people = new Map<RoomSeat, Person>();
  const room = bytes(16);
  let entries = 0;
  return {
    connect: connectWebSocket(systemClock),
    async admit(seat, incarnation) {
      const person = people.get(seat) ?? world.person(seat, room);
      people.set(seat, person);
      return { url: world.url(entries++), ticket: await world.ticket({ ...person, incarnation }) };
    },
    close: () => world.close(),
  };
}

async function memory(): Promise<SignallingBench> {
  const pod = memoryPod(systemClock, Math.random);
  const admit: SignallingBench['admit'] = async (seat, incarnation) => ({
    url: 'wss://pod.test',
    ticket: pod.ticket(seat, incarnation),
  });
  return { connect: pod.connect, admit, close: async () => {} };
}

describe('a line in memory', () => signallingContract(memory));
describe('a WebSocket to a real pod', () => signallingContract(() => realPods(1)));
describe('WebSockets to two real pods', () => signallingContract(() => realPods(2)));

describe('a socket', () => {
  it('says its heartbeat with whether media flows, and counts a silent pod as gone', async () => {
    const heard: BrowserMessage[] = [];
    const { clock, told, closed, until, stop } = await scripted((message, socket) => {
      heard.push(message);
      if (message.type === 'hello') socket.send(JSON.stringify(welcome));
    });
    await until(() => told.includes('welcome'));
    clock.advance(20_000);
    await until(() => heard.length === 2);
    expect(heard[1]).toEqual({ type: 'ping', c: 0, inCall: true });
    clock.advance(40_000);
    expect((await closed).code).toBe(1006);
    stop();
  });

  it('stays on in a tab that beats once a minute only', async () => {
    const pings: number[] = [];
    const { clock, line, told, until, stop } = await scripted((message, socket) => {
      if (message.type === 'hello') socket.send(JSON.stringify(welcome));
      if (message.type !== 'ping') return;
      pings.push(message.c);
      socket.send(JSON.stringify({ type: 'pong', c: message.c, now: 0 }));
    }, hiddenTabClock());
    await until(() => told.includes('welcome'));
    for (const minute of [1, 2, 3]) {
      clock.advance(60_000);
      await until(() => told.length === minute + 1);
    }
    expect(pings).toEqual([0, 1, 2]);
    expect(line.send({ type: 'ice-servers' })).toBe(true);
    line.close();
    stop();
  });

  it('asks once more after the device slept, and gives a pod up that is silent for eight seconds then', async () => {
    const heard: string[] = [];
    const { clock, told, closed, until, stop } = await scripted(({ type }, socket) => {
      heard.push(type);
      if (type === 'hello') socket.send(JSON.stringify(welcome));
    }, hiddenTabClock());
    await until(() => told.includes('welcome'));
    clock.advance(60_000);
    await until(() => heard.length === 2);
    clock.advance(8_000);
    expect((await closed).code).toBe(1006);
    stop();
  });

  it('gives an address up that does not answer within ten seconds', async () => {
    const heard: string[] = [];
    const { clock, closed, until, stop } = await scripted(({ type }) => heard.push(type));
    await until(() => heard.length === 1);
    clock.advance(10_000);
    expect((await closed).code).toBe(1006);
    stop();
  });

  it('waits on when it was told that the seat is taken', async () => {
    const heard: string[] = [];
    const { clock, told, until, stop, line } = await scripted(({ type }, socket) => {
      heard.push(type);
      if (type === 'hello') socket.send(JSON.stringify({ type: 'error', code: 'seat-taken', retryAfterMs: 5_000 }));
      else socket.send(JSON.stringify(welcome));
    });
    await until(() => told.includes('error'));
    clock.advance(20_000);
    await until(() => told.includes('welcome'));
    expect(heard).toEqual(['hello', 'ping']);
    line.close();
    stop();
  });

  it('says to a pod of version 1.0 only what that understands', async () => {
    const heard: BrowserMessage[] = [];
    const { told, until, stop, line } = await scripted((message, socket) => {
      heard.push(message);
      if (message.type === 'hello') socket.send(JSON.stringify(welcome));
    });
    await until(() => told.includes('welcome'));
    const none = { restarts: 0, rebuilds: 0, reconnects: 0 } as const;
    expect(line.send({ type: 'call-report', path: 'direct', talkedMinutes: 1, ...none })).toBe(false);
    expect(line.send({ type: 'ice-servers', elsewhere: true })).toBe(true);
    await until(() => heard.length === 2);
    expect(heard[1]).toEqual({ type: 'ice-servers' });
    line.close();
    stop();
  });

  it('is not shaken by texts and bytes that are no message', async () => {
    const { told, until, stop, line } = await scripted((_message, socket) => {
      for (const bad of ['', 'null', '{', '{"type":"welcome"}', '{"type":"peer","x":1}']) socket.send(bad);
      socket.send(Buffer.from([1, 2, 3]));
      socket.send(JSON.stringify(welcome));
    });
    await until(() => told.length > 0);
    expect(told).toEqual(['welcome']);
    line.close();
    stop();
  });
});
