/** Asks the store who sits in a room, when a message shows that this pod does not know; each room once at a time. */
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import type { RoomId } from '@visavis/shared';
import type { Rooms } from './rooms.ts';
import type { RoomSnapshot, SeatStore } from './seat-store.ts';

interface ReaderParts {
  store: SeatStore;
  rooms: Rooms;
  clock: Clock;
  log: Log;
}

/** Takes over what the store says and answers it; `undefined` while the room is being read already, or cannot be. */
export function roomReader({ store, rooms, clock, log }: ReaderParts) {
  const reading = new Set<RoomId>();
  return async (room: RoomId): Promise<RoomSnapshot | undefined> => {
    if (reading.has(room)) return undefined;
    reading.add(room);
    try {
      const askedAt = clock.now();
      const [snapshot] = await store.readRooms([room]);
      if (snapshot) rooms.see(snapshot, askedAt);
      return snapshot;
    } catch (error) {
      log.debug('room not read', { kind: errorKind(error) });
      return undefined;
    } finally {
      reading.delete(room);
    }
  };
}
