/** What the day view shows: which appointment matters now, the others in their order, and what may be done with each. */
import { type Appointment, limits } from '@visavis/shared';
import { type Day, dayRange, wallClock } from './dates.ts';
import { type Lights, lightsOf } from './lights.ts';

/** Since when, on the server's clock, a seat of a room is taken. */
export interface RoomPresence {
  guestSince: number | undefined;
  advisor: boolean;
}

/**
 * `waiting` the guest is in the room and nobody talks yet · `talking` the advisor is in it too · `now` its time has come and
 * nobody is there · `soon` the room is open · `later` · `over` · `cancelled`.
 */
export type Standing = 'waiting' | 'talking' | 'now' | 'soon' | 'later' | 'over' | 'cancelled';

export interface DayEntry {
  appointment: Appointment;
  startsAt: number;
  endsAt: number;
  opensAt: number;
  standing: Standing;
  waitingSince: number | undefined;
  lights: Lights;
  mail: MailLine;
  /** The room is open: it may be entered. */
  canOpen: boolean;
  /** May still be moved, corrected, cancelled or sent again. */
  canChange: boolean;
}

/** What became of the invitation. `own`: the advisor sends it, so that nobody but the advisor knows. */
export type MailLine = 'queued' | 'sent' | 'failed' | 'own' | 'none';

export interface DayPlan {
  day: Day;
  isToday: boolean;
  /** The one appointment to act on now; absent on other days and when the day is done. */
  current: DayEntry | undefined;
  /** All the others, by time. */
  rest: DayEntry[];
  /** Guests that wait for an appointment of another day than the one shown. */
  waitingElsewhere: number;
}

export type PresenceByRoom = ReadonlyMap<string, RoomPresence>;

/** Until when an appointment's room can be entered (PROTOCOL.md §1, room). */
export function closesAt(startsAt: number, durationMinutes: number): number {
  const end = startsAt + durationMinutes * 60_000;
  const opens = startsAt - limits.roomOpensBeforeMs;
  return Math.min(end + limits.roomClosesAfterMs, opens + limits.roomMaxMs);
}

function standingOf(appointment: Appointment, presence: RoomPresence | undefined, now: number): Standing {
  if (appointment.status !== 'confirmed') return appointment.status;
  const startsAt = Date.parse(appointment.startsAt);
  if (presence?.guestSince !== undefined) return presence.advisor ? 'talking' : 'waiting';
  if (now >= startsAt + appointment.durationMinutes * 60_000) return 'over';
  if (now >= startsAt) return 'now';
  return now >= startsAt - limits.roomOpensBeforeMs ? 'soon' : 'later';
}

function mailLine(appointment: Appointment): MailLine {
  if (appointment.mail === 'advisor') return 'own';
  return appointment.mailStatus;
}

/** One appointment as the day view shows it at `now` (milliseconds of the server's clock). */
export function entryOf(appointment: Appointment, presence: RoomPresence | undefined, now: number): DayEntry {
  const startsAt = Date.parse(appointment.startsAt);
  const closes = closesAt(startsAt, appointment.durationMinutes);
  const opensAt = startsAt - limits.roomOpensBeforeMs;
  const standing = standingOf(appointment, presence, now);
  return {
    appointment,
    startsAt,
    endsAt: startsAt + appointment.durationMinutes * 60_000,
    opensAt,
    standing,
    waitingSince: standing === 'waiting' ? presence?.guestSince : undefined,
    lights: lightsOf(appointment.check),
    mail: mailLine(appointment),
    canOpen: appointment.mode === 'video' && appointment.status === 'confirmed' && now >= opensAt && now < closes,
    canChange: appointment.status === 'confirmed' && now < closes,
  };
}

const urgency: Partial<Record<Standing, number>> = { waiting: 0, talking: 1, now: 2, soon: 3, later: 4 };

/** The entry to act on: who waits longest, else what runs, else what comes next. */
function mostUrgent(entries: readonly DayEntry[]): DayEntry | undefined {
  const open = entries.filter((entry) => urgency[entry.standing] !== undefined);
  const key = (entry: DayEntry) => urgency[entry.standing] ?? 9;
  return open.sort((a, b) => key(a) - key(b) || (a.waitingSince ?? a.startsAt) - (b.waitingSince ?? b.startsAt))[0];
}

/** The whole day view from the list, who is where, the chosen day and the server's time. */
export function planOf(
  appointments: readonly Appointment[],
  presence: PresenceByRoom,
  day: Day,
  zone: string,
  now: number,
): DayPlan {
  const { from, to } = dayRange(day, zone);
  const all = appointments
    .map((appointment) => entryOf(appointment, presence.get(appointment.room), now))
    .sort((a, b) => a.startsAt - b.startsAt || a.appointment.number.localeCompare(b.appointment.number));
  const entries = all.filter((entry) => entry.startsAt >= from && entry.startsAt < to);
  const isToday = wallClock(now, zone).day === day;
  const current = isToday ? mostUrgent(entries) : undefined;
  return {
    day,
    isToday,
    current,
    rest: entries.filter((entry) => entry !== current),
    waitingElsewhere: all.filter((entry) => entry.standing === 'waiting' && !entries.includes(entry)).length,
  };
}

/** Whole minutes between two moments, never negative: "wartet seit 2 Minuten". */
export function minutesBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 60_000));
}
