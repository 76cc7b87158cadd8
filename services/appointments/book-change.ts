/** Moves, corrects, re-sends and cancels an appointment: same link, one mail for whatever changed; what went to a wrong address opens nothing. */
import type { Appointment, AppointmentChange, AppointmentId, ChangedAppointment, DialInCode } from '@visavis/shared';
import { VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { mailStatuses, viewOf, windowOf } from './appointment-view.ts';
import { clearCounter } from './attempt-counters.ts';
import { checkTime } from './book-create.ts';
import { ownRow } from './book-read.ts';
import { tellOfChange } from './companions/companion-book.ts';
import { companionViews } from './companions/companion-row.ts';
import type { Advisor, Context } from './context.ts';
import type { Transaction } from './database.ts';
import { newDialInCode } from './dial-in-code.ts';
import { invite } from './invitation-facts.ts';
import type { InvitationKind } from './invitations/facts.ts';
import { unreadBy } from './letters/letter-counts.ts';
import { keepAppointmentMail } from './mail-keys.ts';
import type { AppointmentRow } from './proof.ts';
import { followAddress, followAppointment } from './requests/follow.ts';
import { roomState, roomWindow } from './room-window.ts';
import { appointments } from './schema.ts';
import { openContact, sealFor } from './sealed-columns.ts';
import { count, happening } from './statistics/count.ts';
import { forgetOutcome } from './webhooks/outcome-news.ts';
import { announce } from './webhooks/webhook-announce.ts';

type Columns = Partial<typeof appointments.$inferInsert>;

/** @throws {VisavisError} `conflict` when cancelled, `appointment-over` when its time has passed */
function checkChangeable(row: AppointmentRow, nowMs: number): void {
  if (row.status === 'cancelled') throw new VisavisError('conflict', 'the appointment is cancelled');
  if (roomState(windowOf(row), nowMs) === 'over') throw new VisavisError('appointment-over', 'the appointment is over');
}

/** What was said and seen of the time before says nothing of one that is still to come. */
function forgotten(startsAtMs: number, durationMinutes: number, nowMs: number): Columns {
  const isEarly = roomState(roomWindow(startsAtMs, durationMinutes), nowMs) === 'early';
  return { ...(startsAtMs > nowMs ? { outcome: null } : {}), ...(isEarly ? { admittedAt: null } : {}) };
}

/** New start, end and sequence, or nothing when the time stays. */
function movedColumns(row: AppointmentRow, change: AppointmentChange, nowMs: number): Columns {
  const startsAt = change.startsAt === undefined ? row.startsAt : new Date(change.startsAt);
  const durationMinutes = change.durationMinutes ?? row.durationMinutes;
  const isMoved = startsAt.getTime() !== row.startsAt.getTime();
  if (!isMoved && durationMinutes === row.durationMinutes) return {};
  checkTime(startsAt.getTime(), durationMinutes, nowMs);
  return {
    startsAt,
    durationMinutes,
    endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000),
    sequence: row.sequence + 1,
    movedFrom: isMoved ? row.startsAt : row.movedFrom,
    ...(isMoved ? forgotten(startsAt.getTime(), durationMinutes, nowMs) : {}),
  };
}

/** The service mailed link and code to an address that was not the guest's. */
function isMisdirected(context: Context, row: AppointmentRow, change: AppointmentChange): boolean {
  if (change.guest?.email === undefined || row.codeMode !== 'with-link' || row.mailMode !== 'service') return false;
  const { email } = openContact(context.vault, row);
  return row.mode === 'video' && email !== null && email !== change.guest.email;
}

/** Only what is given; null erases telephone number or subject. */
function contactColumns(context: Context, id: string, change: AppointmentChange): Columns {
  const { vault } = context;
  const { name, email, phone } = change.guest ?? {};
  return {
    ...(name === undefined ? {} : { guestNameEnc: sealFor(vault, id, 'guest_name_enc', name) }),
    ...(email === undefined ? {} : { emailEnc: sealFor(vault, id, 'email_enc', email) }),
    ...(phone === undefined ? {} : { phoneEnc: sealFor(vault, id, 'phone_enc', phone) }),
    ...(change.subject === undefined ? {} : { subjectEnc: sealFor(vault, id, 'subject_enc', change.subject) }),
  };
}

/** A new code ends what devices earned with the older one. */
function codeColumns(context: Context, row: AppointmentRow, code: DialInCode | null): Columns {
  if (code === null) return {};
  const { hmac, pepper } = context.codes.digest(row.id, code);
  const isCodeMailed = row.codeMode === 'with-link' && row.mailMode === 'service';
  return {
    codeHmac: hmac,
    codePepper: pepper,
    codeVersion: row.codeVersion + 1,
    codeEnc: sealFor(context.vault, row.id, 'code_enc', isCodeMailed ? code : null),
  };
}

/**
 * The one mail that tells everything: the most important reason names it. A new code that is told separately is not a
 * matter for a mail; another address gets the invitation.
 */
function mailKind(
  context: Context,
  row: AppointmentRow,
  change: AppointmentChange,
  columns: Columns,
): InvitationKind | null {
  const email = change.guest?.email;
  if (columns.sequence !== undefined) return 'move';
  if (email !== undefined && email !== openContact(context.vault, row).email) return 'invite';
  if (change.newCode === true && row.codeMode === 'with-link' && row.mode === 'video') return 'code';
  return change.resend === true ? 'invite' : null;
}

async function update(tx: Transaction, row: AppointmentRow, columns: Columns): Promise<AppointmentRow> {
  if (Object.keys(columns).length === 0) return row;
  if (columns.outcome === null) await forgetOutcome(tx, row.id);
  const [changed] = await tx.update(appointments).set(columns).where(eq(appointments.id, row.id)).returning();
  if (changed === undefined) throw new VisavisError('not-found', 'no such appointment');
  return changed;
}

/** What of the view lies in other tables. */
const standing = async (context: Context, tx: Transaction, id: string) => ({
  mailStatus: (await mailStatuses(tx, [id])).get(id) ?? 'none',
  companion: (await companionViews(tx, context.vault, [id])).get(id),
  unread: (await unreadBy(tx, 'appointmentId', [id])).get(id),
});

/**
 * Answers `PATCH /api/v1/appointments/:id`. A move keeps the link, raises the sequence and mails the new time. A new code
 * also forgets the failures of the old one; another address has one where the code went with the link.
 * @throws {VisavisError} `not-found`, `conflict`, `appointment-over`, `bad-request`
 */
export async function changeAppointment(
  context: Context,
  advisor: Advisor,
  id: AppointmentId,
  change: AppointmentChange,
): Promise<ChangedAppointment> {
  const now = context.clock.now();
  const done = await context.db.transaction(async (tx) => {
    const before = await ownRow(tx, advisor, id, true);
    checkChangeable(before, now);
    const code = change.newCode === true || isMisdirected(context, before, change) ? newDialInCode() : null;
    const columns = {
      ...movedColumns(before, change, now),
      ...contactColumns(context, id, change),
      ...codeColumns(context, before, code),
    };
    const row = await update(tx, before, columns);
    const email = change.guest?.email;
    if (email !== undefined) {
      await keepAppointmentMail(tx, context.vault, id, email);
      await followAddress(context, tx, row, email);
    }
    if (columns.sequence !== undefined) await followAppointment(tx, row);
    if (code !== null) await clearCounter(tx, context.attemptKeys('appointment', id));
    const kind = mailKind(context, before, change, columns);
    const draft = kind === null ? undefined : await invite(context, tx, { kind, row, advisor: advisor.name, code });
    const isMoved = columns.sequence !== undefined;
    if (isMoved) await tellOfChange(context, tx, { kind: 'move', appointment: row, advisor: advisor.name });
    if (isMoved) await announce(tx, { event: 'appointment.moved', appointment: id, movedFrom: before.startsAt }, now);
    return { row, draft, code, isMoved, ...(await standing(context, tx, id)) };
  });
  context.mailQueued();
  context.metrics.change(done.isMoved ? 'moved' : 'changed');
  context.log.info(done.isMoved ? 'appointment moved' : 'appointment changed');
  return {
    ...viewOf(context, done.row, advisor.name, done.mailStatus, done.companion, done.unread),
    ...(done.code === null ? {} : { dialInCode: done.code }),
    ...(done.draft === undefined ? {} : { draft: done.draft }),
  };
}

/**
 * Moves inside `tx`, as the guest asked for it: same link, rising sequence, a mail with the new time. After the commit: {@link moved}.
 * @throws {VisavisError} `not-found`, `conflict`, `appointment-over`, `bad-request`
 */
export async function moveIn(context: Context, tx: Transaction, advisor: Advisor, id: string, startsAtMs: number) {
  const now = context.clock.now();
  const before = await ownRow(tx, advisor, id, true);
  checkChangeable(before, now);
  const columns = movedColumns(before, { startsAt: new Date(startsAtMs).toISOString() }, now);
  if (columns.sequence === undefined) return;
  const row = await update(tx, before, columns);
  await followAppointment(tx, row);
  await invite(context, tx, { kind: 'move', row, advisor: advisor.name, code: null });
  await tellOfChange(context, tx, { kind: 'move', appointment: row, advisor: advisor.name });
  await announce(tx, { event: 'appointment.moved', appointment: id, movedFrom: before.startsAt }, now);
}

/** Says, after the commit, that an appointment has another time. */
export function moved(context: Context): void {
  context.mailQueued();
  context.metrics.change('moved');
  context.log.info('appointment moved');
}

/** Cancels inside `tx`; `isFirst` is false when it was cancelled before. After the commit: {@link cancelled}. */
export async function cancelIn(context: Context, tx: Transaction, advisor: Advisor, id: string) {
  const before = await ownRow(tx, advisor, id, true);
  const isFirst = before.status !== 'cancelled';
  if (isFirst) checkChangeable(before, context.clock.now());
  const columns: Columns = isFirst ? { status: 'cancelled', sequence: before.sequence + 1 } : {};
  const row = await update(tx, before, columns);
  if (isFirst) await followAppointment(tx, row);
  const occasion = { kind: 'cancel', row, advisor: advisor.name, code: null } as const;
  const draft = isFirst ? await invite(context, tx, occasion) : undefined;
  if (isFirst) await tellOfChange(context, tx, { kind: 'cancel', appointment: row, advisor: advisor.name });
  const news = { event: 'appointment.cancelled', appointment: id, cause: 'cancelled' } as const;
  if (isFirst) await announce(tx, news, context.clock.now());
  if (isFirst) await count(context, tx, [happening(row.serviceId, 'appointments', 'cancelled')]);
  return { row, draft, isFirst };
}

/** Says, after the commit, that an appointment is cancelled. */
export function cancelled(context: Context): void {
  context.mailQueued();
  context.metrics.change('cancelled');
  context.log.info('appointment cancelled');
}

/**
 * Answers `DELETE /api/v1/appointments/:id`: nobody is admitted any more, and the guest gets a mail (or the advisor a
 * draft). Cancelling twice changes nothing.
 * @throws {VisavisError} `not-found`, `appointment-over`
 */
export async function cancelAppointment(
  context: Context,
  advisor: Advisor,
  id: AppointmentId,
): Promise<Appointment & Pick<ChangedAppointment, 'draft'>> {
  const done = await context.db.transaction(async (tx) => ({
    ...(await cancelIn(context, tx, advisor, id)),
    ...(await standing(context, tx, id)),
  }));
  if (done.isFirst) cancelled(context);
  return {
    ...viewOf(context, done.row, advisor.name, done.mailStatus, done.companion, done.unread),
    ...(done.draft === undefined ? {} : { draft: done.draft }),
  };
}
