/** How a seat is written in Redis, and what the scripts' answers say about a room. */
import type { ConnectionId, DeviceThumbprint, Incarnation, RoomId } from '@visavis/shared';
import { roomSeats } from '@visavis/shared';
import { ownText } from './own-text.ts';
import type { PodId, RoomSnapshot, SeatHold, SeatRecord } from './seat-store.ts';

/** What the text of a seat begins with as long as this holder sits there. */
export const holder = ({ record }: SeatHold): string => `${record.epoch} ${record.connection} `;
/** The whole text of a seat. */
export const written = ({ epoch, connection, incarnation, device, pod }: SeatRecord): string =>
  `${epoch} ${connection} ${incarnation} ${device} ${pod}`;

/** @throws {Error} for a text that no pod of ours wrote */
export function recordOf(text: string): SeatRecord {
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

/** A script answered what it never answers. */
export function unexpected(): never {
  throw new Error('unexpected answer of the store');
}

/** A script's answer as words. */
export function textsOf(answer: unknown): string[] {
  if (!Array.isArray(answer)) return unexpected();
  return answer.map(String);
}

/** Of `own` the record that the caller has, and not a copy of it: one set of words a line is enough. */
export function snapshotOf(
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

/** The same with the script's word on whether it has told the pods in it. */
export const announced = (told: string | undefined, snapshot: RoomSnapshot): RoomSnapshot =>
  told === '1' ? { ...snapshot, isTold: true } : snapshot;
