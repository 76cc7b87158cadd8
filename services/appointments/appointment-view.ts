/** How a stored appointment looks to its advisor. */
import {
  type Appointment,
  AppointmentId,
  AppointmentNumber,
  CheckResult,
  type Companion,
  RoomId,
} from '@visavis/shared';
import { desc, inArray } from 'drizzle-orm';
import * as v from 'valibot';
import type { Context } from './context.ts';
import type { Db } from './database.ts';
import type { AppointmentRow } from './proof.ts';
import { roomState, roomWindow } from './room-window.ts';
import { outbox } from './schema-mails.ts';
import { openContact } from './sealed-columns.ts';

export type MailStatus = Appointment['mailStatus'];

/** The window of a stored appointment's room. */
export const windowOf = (row: Pick<AppointmentRow, 'startsAt' | 'durationMinutes'>) =>
  roomWindow(row.startsAt.getTime(), row.durationMinutes);

/** What became of the latest mail of each appointment; none is missing from the answer. */
export async function mailStatuses(db: Pick<Db, 'selectDistinctOn'>, ids: string[]): Promise<Map<string, MailStatus>> {
  const statuses = new Map<string, MailStatus>(ids.map((id) => [id, 'none']));
  if (ids.length === 0) return statuses;
  const rows = await db
    .selectDistinctOn([outbox.appointmentId], {
      id: outbox.appointmentId,
      sentAt: outbox.sentAt,
      failedAt: outbox.failedAt,
    })
    .from(outbox)
    .where(inArray(outbox.appointmentId, ids))
    .orderBy(outbox.appointmentId, desc(outbox.createdAt));
  for (const row of rows) statuses.set(row.id ?? '', row.sentAt ? 'sent' : row.failedAt ? 'failed' : 'queued');
  return statuses;
}

function statusOf(row: AppointmentRow, nowMs: number): Appointment['status'] {
  if (row.status === 'cancelled') return 'cancelled';
  return roomState(windowOf(row), nowMs) === 'over' ? 'over' : 'confirmed';
}

function checkOf(row: AppointmentRow): Appointment['check'] {
  if (row.checkedAt === null) return null;
  return { at: row.checkedAt.toISOString(), result: v.parse(CheckResult, row.checkResult) };
}

/** What the advisor said, else whether the guest came to the room; nobody sees who comes to a place. */
export function wasHeld({
  outcome,
  mode,
  admittedAt,
}: Pick<AppointmentRow, 'outcome' | 'mode' | 'admittedAt'>): boolean {
  return outcome === null ? mode === 'in-person' || admittedAt !== null : outcome === 'held';
}

/** Link and code are not part of it. @throws {SealBroken} */
export function viewOf(
  context: Context,
  row: AppointmentRow,
  advisor: string,
  mailStatus: MailStatus,
  companion: Companion | null = null,
  unread = 0,
): Appointment {
  const { subject, ...guest } = openContact(context.vault, row);
  return {
    id: v.parse(AppointmentId, row.id),
    number: v.parse(AppointmentNumber, row.number),
    room: v.parse(RoomId, row.room),
    status: statusOf(row, context.clock.now()),
    startsAt: row.startsAt.toISOString(),
    durationMinutes: row.durationMinutes,
    language: row.language,
    subject,
    guest,
    advisor: { name: advisor },
    code: row.codeMode,
    mail: row.mailMode,
    mailStatus,
    linkSecret: row.linkSecretMode,
    relayOnly: row.relayOnly,
    sealed: !row.byNumber,
    check: checkOf(row),
    admittedAt: row.admittedAt?.toISOString() ?? null,
    sequence: row.sequence,
    companion,
    mode: row.mode,
    place: row.place,
    outcome: row.outcome,
    unread,
  };
}
