/** When a room is open: from 15 minutes before the appointment to 2 hours after its end, 8 hours at most (PROTOCOL.md §1). */
import { limits } from '@visavis/shared';

export interface RoomWindow {
  /** Milliseconds since 1970. */
  opensAtMs: number;
  /** The first moment at which the room is over. */
  closesAtMs: number;
}

export function roomWindow(startsAtMs: number, durationMinutes: number): RoomWindow {
  const opensAtMs = startsAtMs - limits.roomOpensBeforeMs;
  const wanted = startsAtMs + durationMinutes * 60_000 + limits.roomClosesAfterMs;
  return { opensAtMs, closesAtMs: Math.min(wanted, opensAtMs + limits.roomMaxMs) };
}

export type RoomState = 'early' | 'open' | 'over';

export function roomState(window: RoomWindow, nowMs: number): RoomState {
  if (nowMs < window.opensAtMs) return 'early';
  return nowMs < window.closesAtMs ? 'open' : 'over';
}
