/** The small parts by themselves: ICE servers, buckets, room labels, resume keys, and the view of a room. */
import { manualClock } from '@visavis/runtime';
import { expect, test } from 'vitest';
import { iceServersFor } from '../../services/signalling/ice.ts';
import { resumeTokens } from '../../services/signalling/resume.ts';
import { emptyRoom, presentSeats, stepRoom } from '../../services/signalling/room.ts';
import { roomLabel, roomLabels } from '../../services/signalling/room-label.ts';
import { Throttle } from '../../services/signalling/throttle.ts';
import { bytes } from '../support/signalling-world.ts';

test('hands out STUN first, then the relay over UDP, TCP and TLS, with one credential', () => {
  const turnUrls = ['turns:t:443?transport=tcp', 'turn:t:3478?transport=tcp', 'turn:t:3478?transport=udp'];
  const { iceServers, iceTtlS } = iceServersFor(
    { stunUrls: ['stun:t:3478'], turnUrls, turnSecret: 'north', ttlMs: 3_600_000 },
    1_800_000_000_000,
    () => Buffer.from('0011223344556677', 'hex'),
  );
  expect(iceServers.flatMap(({ urls }) => urls)).toEqual(['stun:t:3478', ...turnUrls.toReversed()]);
  expect(iceServers[1]?.username).toBe('1800003600:0011223344556677');
  expect(iceServers[1]?.credential).toBe('ktyyYbO/3Uf7jFnZa0WYeZ4pEzg=');
  expect(iceTtlS).toBe(3600);
});

test('hands out no relay without its secret, and nothing when nothing is configured', () => {
  const none = { stunUrls: [], turnUrls: [], turnSecret: undefined, ttlMs: 1 };
  expect(iceServersFor(none, 0)).toEqual({ iceServers: [], iceTtlS: 0 });
  expect(iceServersFor({ ...none, turnUrls: ['turn:t'] }, 0)).toEqual({ iceServers: [], iceTtlS: 0 });
});

test('names a room the same all day with one secret, and otherwise next day or with another', () => {
  const room = bytes(16) as never;
  const morning = Date.parse('2027-01-05T00:00:00Z');
  const label = roomLabel('secret', room, morning);
  expect(label).toMatch(/^[A-Za-z0-9_-]{8}$/);
  expect(roomLabel('secret', room, morning + 23 * 3_600_000)).toBe(label);
  expect(roomLabel('secret', room, morning + 24 * 3_600_000)).not.toBe(label);
  expect(roomLabel('other', room, morning)).not.toBe(label);
});

test('a pod that names many rooms again and again names each as it is named for the first time, on every day', () => {
  const labelOf = roomLabels('secret');
  const morning = Date.parse('2027-01-05T00:00:00Z');
  const rooms = Array.from({ length: 400 }, () => bytes(16) as never);
  for (const now of [morning, morning, morning + 24 * 3_600_000, morning]) {
    expect(rooms.filter((room) => labelOf(room, now) !== roomLabel('secret', room, now))).toEqual([]);
  }
});

test('accepts resume tokens of the key before, and signs with the new one', async () => {
  const clock = manualClock();
  const [old, current] = [bytes(32), bytes(32)];
  const options = { ttlMs: 300_000, clockToleranceMs: 10_000 };
  const incarnation = bytes(16) as never;
  const seat = {
    ...{ room: bytes(16), seat: 'guest', incarnation, device: bytes(32), connection: bytes(16), epoch: 1 },
    ...{ until: Math.floor(clock.now() / 1000) + 600, sealed: true, relayOnly: false },
  } as never;
  const before = resumeTokens({ ...options, keys: [old] }, clock);
  const during = resumeTokens({ ...options, keys: [current, old] }, clock);
  const after = resumeTokens({ ...options, keys: [current] }, clock);
  await expect(during.check(await before.issue(seat), incarnation)).resolves.toMatchObject({ epoch: 1 });
  await expect(after.check(await during.issue(seat), incarnation)).resolves.toMatchObject({ epoch: 1 });
  await expect(after.check(await before.issue(seat), incarnation)).rejects.toMatchObject({ code: 'ticket-invalid' });
  expect(() => resumeTokens({ ...options, keys: [bytes(16)] }, clock)).toThrow(RangeError);
  expect(() => resumeTokens({ ...options, keys: [] }, clock)).toThrow(RangeError);
});

test('forgives strikes after a minute, and a clock that steps back fills no bucket', () => {
  const limits = { messagesPerSecond: 1, messagesBurst: 1, messageStrikes: 3, bytesPerSecond: 1e6, bytesBurst: 1e6 };
  const throttle = new Throttle({ ...limits, maxFrameBytes: 1 }, 100_000);
  const kinds = [100_000, 100_000, 50_000, 60_000, 60_000, 130_000, 130_000, 130_001].map(
    (now) => throttle.count(1, now).kind,
  );
  expect(kinds).toEqual(['ok', 'refuse', 'refuse', 'ok', 'close', 'ok', 'refuse', 'refuse']);
});

test('a throttle has rested once both buckets are full again and every strike is forgotten', () => {
  const limits = { messagesPerSecond: 1, messagesBurst: 2, messageStrikes: 3, bytesPerSecond: 10, bytesBurst: 100 };
  const at = (sizes: number[], ...moments: number[]) => {
    const throttle = new Throttle({ ...limits, maxFrameBytes: 1 }, 100_000);
    for (const size of sizes) throttle.count(size, 100_000);
    return moments.map((now) => throttle.hasRested(now));
  };
  expect(at([1], 99_999, 100_999, 101_000)).toEqual([false, false, true]);
  expect(at([50], 104_999, 105_000)).toEqual([false, true]);
  expect(at([1, 1, 1], 160_000, 160_001)).toEqual([false, true]);
});

const record = (epoch: number, page = `I${epoch}`) => ({
  ...{ epoch, connection: `C${epoch}`, incarnation: page, pod: 'P', device: 'D' },
});
const taken = (epoch: number, page?: string) =>
  ({ type: 'taken', seat: 'guest', record: record(epoch, page) }) as never;

test('a room view ignores what an older epoch says', () => {
  const now = stepRoom(emptyRoom, taken(3), 0).state;
  expect(stepRoom(now, taken(2), 0)).toEqual({ state: now, effects: [] });
  expect(stepRoom(now, { type: 'left', seat: 'guest', epoch: 2 }, 0)).toEqual({ state: now, effects: [] });
  const gone = stepRoom(now, { type: 'left', seat: 'guest', epoch: 3 }, 0);
  expect(gone.effects.map(({ event }) => event)).toEqual(['left']);
  expect(presentSeats(stepRoom(gone.state, taken(3), 0).state)).toEqual([]);
});

test('whoever has the epoch of one who is gone is somebody else, unless it is not known who is gone', () => {
  const other = { type: 'taken', seat: 'guest', record: { ...record(3), connection: 'D' } } as never;
  const present = (leftAt: number) => {
    const gone = stepRoom(stepRoom(emptyRoom, taken(leftAt), 0).state, { type: 'left', seat: 'guest', epoch: 3 }, 0);
    return presentSeats(stepRoom(gone.state, other, 0).state).map(([, { connection }]) => connection);
  };
  expect(present(3)).toEqual(['D']);
  expect(present(2)).toEqual([]);
});

test('a snapshot of the store overrules what was learnt before it was asked for, and not what came since', () => {
  const at = (learntAt: number) => stepRoom(emptyRoom, taken(3), learntAt).state;
  const empty = { room: 'R', seats: [], watchers: [] } as never;
  const other = { room: 'R', seats: [{ seat: 'guest', record: record(1) }], watchers: [] } as never;
  const see = (learntAt: number, snapshot: never, held: never[] = []) =>
    stepRoom(at(learntAt), { type: 'snapshot', snapshot, askedAt: 10, held }, 11).effects.map(({ event }) => event);
  expect(see(5, empty)).toEqual(['left']);
  expect(see(10, empty)).toEqual([]);
  expect(see(5, empty, ['guest' as never])).toEqual([]);
  expect(see(5, other)).toEqual(['replaced']);
  expect(see(10, other)).toEqual([]);
});
