/** Whose letters: of a request, of an appointment, or of both once the one became the other. Who may write, and until when. */
import { eq } from 'drizzle-orm';
import { windowOf } from '../appointment-view.ts';
import type { Transaction } from '../database.ts';
import type { AppointmentRow } from '../proof.ts';
import type { RequestRow } from '../requests/request-row.ts';
import { roomState } from '../room-window.ts';
import { appointments, requests } from '../schema.ts';

/** At least one of the two; held until the transaction ends. */
export type LetterBox =
  | { appointment: AppointmentRow; request: RequestRow | null }
  | { appointment: null; request: RequestRow };

/** The box of an appointment, which is locked here, with the request it came from. Null when it is gone. */
export async function boxOfAppointment(tx: Transaction, id: string): Promise<LetterBox | null> {
  const [appointment] = await tx.select().from(appointments).where(eq(appointments.id, id)).for('update');
  if (appointment === undefined) return null;
  const [request] = await tx.select().from(requests).where(eq(requests.appointmentId, id));
  return { appointment, request: request ?? null };
}

/** The advisor of the box, its language and its time. */
export function factsOfBox({ appointment, request }: LetterBox) {
  const { advisorId, language, startsAt } = appointment ?? request;
  return { advisorId, language, startsAt };
}

/**
 * Letters may be written while a request is open, and until the appointment's time is over. A guest who meets in person
 * without ever having asked has no page to read on, so that nobody may write there.
 */
export function isOpenBox({ appointment, request }: LetterBox, nowMs: number): boolean {
  if (appointment === null) {
    const isAsked = request.phase === 'requested' || request.phase === 'proposed';
    return isAsked && nowMs < request.expiresAt.getTime();
  }
  if (appointment.mode === 'in-person' && request === null) return false;
  return appointment.status === 'confirmed' && roomState(windowOf(appointment), nowMs) !== 'over';
}
