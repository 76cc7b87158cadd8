/** What the holder of a join link may know before any code: when, not who. Reads only, so that mail scanners may ask. */
import { type LinkAnswer, type LinkQuestion, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type * as v from 'valibot';
import { advisorName } from './advisors.ts';
import { windowOf } from './appointment-view.ts';
import type { Context } from './context.ts';
import { publicFacts } from './invitation-facts.ts';
import { calendarOf } from './invitations/calendar.ts';
import type { AppointmentRow } from './proof.ts';
import { roomState } from './room-window.ts';
import { appointments } from './schema.ts';

/** The file has the placeholder `{link}` where the page puts its own link; nothing of the guest is in it. */
function calendarFile(context: Context, row: AppointmentRow, advisor: string): string {
  const facts = publicFacts(context, row, advisor);
  return calendarOf(facts, context.invitations, 'file');
}

/** @throws {VisavisError} `link-unknown` */
export async function readLink(context: Context, question: v.InferOutput<typeof LinkQuestion>): Promise<LinkAnswer> {
  const [row] = await context.db.select().from(appointments).where(eq(appointments.id, question.appointment));
  if (row === undefined || row.mode === 'in-person') throw new VisavisError('link-unknown', 'no such link');
  const now = context.clock.now();
  const advisor = await advisorName(context.db, row.advisorId);
  const window = windowOf(row);
  return {
    state: row.status === 'cancelled' ? 'cancelled' : roomState(window, now),
    now,
    opensAt: new Date(window.opensAtMs).toISOString(),
    startsAt: row.startsAt.toISOString(),
    durationMinutes: row.durationMinutes,
    movedFrom: row.movedFrom?.toISOString() ?? null,
    language: row.language,
    advisor,
    calendar: row.status === 'cancelled' ? null : calendarFile(context, row, advisor),
    codeInLink: row.codeMode === 'with-link',
  };
}
