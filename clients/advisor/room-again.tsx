/** From a reload in a room straight back into it: its ticket is asked for while the day's list is still on its way. */
import type { Appointment } from '@visavis/shared';
import { StepHeading } from '@visavis/ui';
import { closesAt } from './day.ts';
import type { DaySnapshot } from './day-store.ts';
import type { Parts } from './parts.ts';
import { RoomFrame } from './room-frame.tsx';
import type { KeptRoom } from './room-return.ts';
import { type FirstTicket, firstTicket } from './room-ticket.ts';
import { useTexts } from './texts/index.ts';

/** Until the list says what kind of appointment it is. */
export interface ReturnPlace {
  at: 'return';
  room: KeptRoom;
  ticket: Promise<FirstTicket>;
}

/** What a room is entered with for the second time. */
export interface RoomAgain {
  resumes: boolean;
  ticket: Promise<FirstTicket>;
}

/** Undefined where the page was not loaded again in a room. */
export function returnPlace(parts: Parts): ReturnPlace | undefined {
  const { before } = parts.roomReturn;
  if (!before) return undefined;
  const ticket = firstTicket(parts, before.appointment);
  // Whoever enters the room hears of it.
  ticket.catch(() => undefined);
  return { at: 'return', room: before, ticket };
}

/** The room as soon as the list has it; undefined when it is not to be entered any more. */
export function againIn({ room, ticket }: ReturnPlace, { appointments, now }: DaySnapshot) {
  const isOpen = ({ status, startsAt, durationMinutes }: Appointment) =>
    status === 'confirmed' && now < closesAt(Date.parse(startsAt), durationMinutes);
  const appointment = appointments.find((one) => one.id === room.appointment && isOpen(one));
  if (!appointment) return undefined;
  return { at: 'room' as const, appointment, start: false, visit: now, resumes: room.started, ticket };
}

export function ReturnWait() {
  const { room } = useTexts();
  return (
    <RoomFrame>
      <StepHeading title={room.opening} />
    </RoomFrame>
  );
}
