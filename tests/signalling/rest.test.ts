/** A line that rests costs the sweep one look; whatever happens to it wakes it before its rest is over. */
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import { defaultLimits } from '@visavis/signalling';
import { expect, it } from 'vitest';
import { Connection } from '../../services/signalling/connection.ts';
import type { Pod } from '../../services/signalling/pod.ts';
import type { Socket } from '../../services/signalling/socket.ts';
import { Standstill } from '../../services/signalling/standstill.ts';
import { bytes } from '../support/signalling-world.ts';

const hourMs = 3_600_000;
/** Nothing is due by itself for an hour. */
const limits = { ...defaultLimits, seatRenewMs: hourMs, pingMs: hourMs };
const startedAt = 1_800_000_000_000;

/** A seated line on a pod of which there is only what such a line asks for. */
function resting() {
  const told: string[] = [];
  let now = startedAt;
  const unread = { bytes: 0 };
  const pod = {
    ...{ id: bytes(16), limits, startedAt, label: () => '', standstill: new Standstill<never>(startedAt) },
    clock: { now: () => now, after: () => () => {}, every: () => () => {} },
    log: { info: () => {}, debug: () => {}, warn: () => {} },
    metrics: { limit: (name: string) => told.push(name) },
    trace: { span: () => new Promise(() => {}) },
    rooms: { stand: () => {}, linger: () => {} },
    store: {
      renew: async () => told.push('renewed') && { outcome: 'moved' },
      shorten: async () => true,
    },
  } as unknown as Pod;
  const socket = {
    ...{ protocol: 'visavis.v1', isOpen: true, listen: () => {}, send: () => {}, ping: () => {} },
    close: (code: number) => told.push(`closed ${code}`),
    get bufferedAmount() {
      return unread.bytes;
    },
  } as unknown as Socket;
  const line = new Connection(pod, socket, '192.0.2.1', { onHello: () => {}, onClosed: () => {} });
  const incarnation = bytes(16) as Incarnation;
  line.handle({ type: 'message', message: { type: 'hello', version: 1, ticket: 'a.b.c', incarnation } });
  const grant = {
    ...{ seat: 'guest' as const, room: bytes(16) as RoomId, incarnation, device: bytes(32) as DeviceThumbprint },
    ...{ until: startedAt + 2 * hourMs, sealed: true, relayOnly: false },
  };
  line.handle({ type: 'seated', grant, connection: bytes(16) as ConnectionId, epoch: 1 });
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      now += 1_000;
      line.tick(now);
    }
  };
  pass(3);
  return { line, pass, told, unread, now: () => now };
}

it('rests when nothing is due', () => {
  const { pass, told } = resting();
  pass(60);
  expect(told).toEqual([]);
});

it('is woken by what is handed to it: a browser that does not read is let go in time', () => {
  const { line, pass, told, unread } = resting();
  unread.bytes = limits.unreadSoftBytes + 1;
  expect(line.deliver(Buffer.from('{}'))).toBe(false);
  pass(limits.unreadSoftMs / 1_000 + 1);
  expect(told).toEqual(['unread', 'unread-for-good', 'closed 4411']);
});

it('is woken by what is fast enough to be handed over and is never read', () => {
  const { line, pass, told, unread } = resting();
  expect(line.deliver(Buffer.from('{}'))).toBe(true);
  unread.bytes = limits.unreadHardBytes + 1;
  pass(1);
  expect(told).toEqual(['unread-for-good', 'closed 4411']);
});

it('is woken by what becomes due sooner: a seat that has to be announced again is, at the moment named', () => {
  const { line, pass, told, now } = resting();
  line.handle({ type: 'announce', at: now() + 2_000 });
  pass(1);
  expect(told).toEqual([]);
  pass(1);
  expect(told).toEqual(['renewed']);
});
