/** The seat store that many pods share: seats, marks and rates in Redis, every decision one script, every key with its end. */
import { hash } from 'node:crypto';
import type { Log } from '@visavis/runtime';
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import { roomSeats } from '@visavis/shared';
import { ownText } from './own-text.ts';
import { openRedisLink, type RedisLink } from './redis-link.ts';
import type { RedisPlace } from './redis-place.ts';
import { runScript } from './redis-script.ts';
import type {
  Entering,
  Entrance,
  PodId,
  Rate,
  Renewal,
  RoomSnapshot,
  SeatClaim,
  SeatHold,
  SeatKey,
  SeatRecord,
  SeatStore,
  Taking,
  Withdrawal,
} from './seat-store.ts';
import * as scripts from './seat-store-redis-scripts.ts';

const dayMs = 24 * 3_600_000;
/** How long opening waits for the first connection; without one the store is there and says no. */
const openMs = 3_000;

/** Redis wants whole milliseconds, one at least; and nothing may stay longer than a day. */
const ttlOf = (ttlMs: number): number => Math.max(1, Math.min(dayMs, Math.ceil(ttlMs)));

/** The braces put all keys of a room into one slot of a cluster. */
const key = (room: RoomId, what: string): string => `vv:{${room}}:${what}`;
const seatKeys = (room: RoomId): string[] => [...roomSeats.map((seat) => key(room, seat)), key(room, 'watchers')];
const placeOf = (seat: SeatKey['seat']): number => roomSeats.indexOf(seat) + 1;
const dismissedKey = (room: RoomId, incarnation: Incarnation): string => key(room, `dismissed:${incarnation}`);
/** An address may be in it, so it is not kept as it is. */
const rateKey = (text: string): string => `vv:rate:${hash('sha256', text, 'base64url').slice(0, 22)}`;

const holder = ({ record }: SeatHold): string => `${record.epoch} ${record.connection} `;
const written = ({ epoch, connection, incarnation, device, pod }: SeatRecord): string =>
  `${epoch} ${connection} ${incarnation} ${device} ${pod}`;

function recordOf(text: string): SeatRecord {
  const [epoch, connection, incarnation, device, pod, ...rest] = text.split(' ');
  if (pod === undefined || rest.length > 0) throw new Error('a seat in the store is not one of ours');
  return {
    epoch: Number(epoch),
    connection: ownText(connection) as ConnectionId,
    incarnation: ownText(incarnation) as Incarnation,
    device: ownText(device) as DeviceThumbprint,
    pod: ownText(pod) as PodId,
  };
}

const refusals = ['replaced', 'moved', 'room-over', 'dismissed', 'vanished'] as const;

function unexpected(): never {
  throw new Error('unexpected answer of the store');
}

function textsOf(answer: unknown): string[] {
  if (!Array.isArray(answer)) return unexpected();
  return answer.map(String);
}

/** Of `own` the record that the caller has, and not a copy of it: one set of words a line is enough. */
function snapshotOf(
  room: RoomId,
  [advisor, guest, companion, ...watchers]: string[],
  own: SeatHold | undefined = undefined,
): RoomSnapshot {
  const texts = { advisor, guest, companion };
  const seats: RoomSnapshot['seats'] = [];
  for (const seat of roomSeats) {
    const text = texts[seat];
    if (text) seats.push({ seat, record: own?.seat === seat ? own.record : recordOf(text) });
  }
  return { room, seats, watchers: watchers as PodId[] };
}

const takingKeys = ({ room, incarnation }: SeatClaim): string[] => [
  ...seatKeys(room),
  key(room, 'epochs'),
  key(room, 'over'),
  dismissedKey(room, incarnation),
];
const wishOf = (claim: SeatClaim): (string | number)[] => {
  const { seat, connection, incarnation, device, pod, ttlMs, resumes = 0, replaces = '', lastsMs = dayMs } = claim;
  return [placeOf(seat), ttlOf(ttlMs), ttlOf(lastsMs), connection, incarnation, device, pod, resumes, replaces];
};

function takingOf(claim: SeatClaim, [outcome, first = '', previous, ...found]: string[]): Taking {
  switch (outcome) {
    case 'taken': {
      const { room, seat, connection, incarnation, device, pod } = claim;
      const epoch = Number(first);
      const own = { room, seat, record: { epoch, connection, incarnation, device, pod } };
      const snapshot = snapshotOf(room, found, own);
      return { outcome, epoch, previous: previous ? recordOf(previous) : undefined, snapshot };
    }
    case 'held':
      return { outcome, by: ownText(first) as ConnectionId };
    case 'seat-taken':
      return { outcome, retryAfterMs: Math.max(1, Number(first)) };
    case 'replaced':
    case 'stale':
    case 'room-over':
    case 'dismissed':
      return { outcome };
    default:
      return unexpected();
  }
}

interface EntranceRate {
  of: 'address' | 'room';
  key: string;
  rate: Rate;
}

/** Opened by {@link openRedisSeatStore}. */
export class RedisSeatStore implements SeatStore {
  readonly #link: RedisLink;

  constructor(link: RedisLink) {
    this.#link = link;
  }

  async take(claim: SeatClaim): Promise<Taking> {
    const answer = await runScript(this.#link, scripts.takeScript, takingKeys(claim), wishOf(claim));
    return takingOf(claim, textsOf(answer));
  }

  /** One script in the room's slot. Only in a cluster the rate of the address, which is another slot's, is asked before. */
  async enter({ claim, address, room, once }: Entrance): Promise<Entering> {
    const rates: EntranceRate[] = [{ of: 'room', key: key(claim.room, 'rate'), rate: room }];
    const askedAt = this.#link.isOneServer ? undefined : performance.now();
    if (this.#link.isOneServer) {
      rates.unshift({ of: 'address', key: rateKey(address.key), rate: address });
    } else {
      const waitMs = await this.throttle(address.key, address);
      if (waitMs > 0) return { outcome: 'too-many', of: 'address', waitMs };
    }
    const ticket = once ? [key(claim.room, `once:${once.id}`)] : [];
    const keys = [...takingKeys(claim), ...ticket, ...rates.map((rate) => rate.key)];
    const counted = rates.flatMap(({ rate }) => [rate.burst, rate.everyMs]);
    const wish = [...wishOf(claim), once ? ttlOf(once.ttlMs) : 0, ...counted];
    const answer = textsOf(await runScript(this.#link, scripts.enterScript, keys, wish, askedAt));
    const [outcome, place, waitMs] = answer;
    if (outcome === 'ticket-used') return { outcome };
    if (outcome !== 'too-many') return takingOf(claim, answer);
    const { of } = rates[Number(place) - 1] ?? unexpected();
    return { outcome, of, waitMs: Number(waitMs) };
  }

  async renew(hold: SeatHold, ttlMs: number, restores = true): Promise<Renewal> {
    const { room, seat, record } = hold;
    const marks = [key(room, 'epochs'), key(room, 'over'), dismissedKey(room, record.incarnation)];
    const args = [holder(hold), ttlOf(ttlMs), dayMs, placeOf(seat), record.epoch, written(record), restores ? 1 : 0];
    const answer = await runScript(this.#link, scripts.renewScript, [...seatKeys(room), ...marks], args);
    const [outcome, ...found] = textsOf(answer);
    if (outcome === 'kept') return { outcome, snapshot: snapshotOf(room, found, hold) };
    return { outcome: refusals.find((known) => known === outcome) ?? unexpected() };
  }

  async shorten(hold: SeatHold, ttlMs: number): Promise<boolean> {
    const args = [holder(hold), ttlOf(ttlMs)];
    return (await runScript(this.#link, scripts.shortenScript, [key(hold.room, hold.seat)], args)) === 1;
  }

  async release(hold: SeatHold): Promise<RoomSnapshot | undefined> {
    const { room, seat } = hold;
    const answer = await runScript(this.#link, scripts.releaseScript, seatKeys(room), [holder(hold), placeOf(seat)]);
    return answer === null ? undefined : snapshotOf(room, textsOf(answer));
  }

  async withdraw({ room, seat, connection }: Parameters<SeatStore['withdraw']>[0]): Promise<Withdrawal | undefined> {
    const args = [connection, placeOf(seat)];
    const answer = await runScript(this.#link, scripts.withdrawScript, seatKeys(room), args);
    if (answer === null) return undefined;
    const [record = '', ...rest] = textsOf(answer);
    return { record: recordOf(record), snapshot: snapshotOf(room, rest) };
  }

  async dismiss(
    room: RoomId,
    incarnation: Incarnation,
    ttlMs: number,
  ): Promise<(SeatKey & { record: SeatRecord }) | undefined> {
    const keys = [...seatKeys(room), dismissedKey(room, incarnation)];
    const answer = await runScript(this.#link, scripts.dismissScript, keys, [incarnation, ttlOf(ttlMs)]);
    const [place, record] = textsOf(answer);
    const seat = roomSeats[Number(place) - 1];
    return seat && record ? { room, seat, record: recordOf(record) } : undefined;
  }

  async endRoom(room: RoomId, ttlMs: number): Promise<RoomSnapshot> {
    const keys = [...seatKeys(room), key(room, 'over')];
    return snapshotOf(room, textsOf(await runScript(this.#link, scripts.endRoomScript, keys, [ttlOf(ttlMs)])));
  }

  /** Sent together, so that each node gets its share in one go. */
  readRooms(rooms: readonly RoomId[]): Promise<RoomSnapshot[]> {
    const read = async (room: RoomId): Promise<RoomSnapshot> =>
      snapshotOf(room, textsOf(await runScript(this.#link, scripts.readRoomScript, seatKeys(room), [])));
    return Promise.all(rooms.map(read));
  }

  async watch(rooms: readonly RoomId[], pod: PodId, ttlMs: number): Promise<void> {
    const args = [pod, ttlOf(ttlMs)];
    await Promise.all(rooms.map((room) => runScript(this.#link, scripts.watchScript, [key(room, 'watchers')], args)));
  }

  async useOnce(id: string, ttlMs: number): Promise<boolean> {
    return (await this.#link.call('SET', `vv:once:${id}`, '1', 'PX', ttlOf(ttlMs), 'NX')) !== null;
  }

  async throttle(text: string, { burst, everyMs }: Rate): Promise<number> {
    return Number(await runScript(this.#link, scripts.throttleScript, [rateKey(text)], [burst, everyMs]));
  }

  ping(): Promise<void> {
    return this.#link.ping();
  }

  onReturn(listener: () => void): void {
    this.#link.onReturn(listener);
  }

  async close(): Promise<void> {
    this.#link.close();
  }
}

/** Waits a moment for the first connection, and answers a store in any case: without one every call rejects until it stands. */
export async function openRedisSeatStore(place: RedisPlace, log: Log): Promise<RedisSeatStore> {
  const link = openRedisLink(place, 'visavis-seats', log);
  await link.opened(openMs);
  return new RedisSeatStore(link);
}
