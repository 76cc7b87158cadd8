/** What the seat store of one process keeps of a room. */
import type { Incarnation } from '@visavis/shared';
import type { PodId, SeatRecord } from './seat-store.ts';
import type { TtlSet } from './ttl-set.ts';

/** A seat ever taken: its last epoch, and whose it is until when. */
export interface Place {
  epoch: number;
  record: SeatRecord | undefined;
  until: number;
}

/**
 * One room: its seats, and the marks of its end and of dismissed pages. Small, because there may be many; so all times here
 * count from the start of the store: small numbers live in the object itself, moments since 1970 beside it.
 */
export interface Room {
  advisor: Place | undefined;
  guest: Place | undefined;
  companion: Place | undefined;
  watchers: TtlSet<PodId> | undefined;
  dismissed: TtlSet<Incarnation> | undefined;
  overUntil: number;
  /** When the room is forgotten. */
  until: number;
}
