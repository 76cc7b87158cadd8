/** Makes an appointment: identifiers, code, link and invitation, all or nothing. */

import type { DialInCode } from '@visavis/shared';
import { type CreatedAppointment, type LinkSecret, type NewAppointment, VisavisError } from '@visavis/shared';
import { mailStatuses, viewOf } from './appointment-view.ts';
import type { Advisor, Context } from './context.ts';
import type { Transaction } from './database.ts';
import { newDialInCode } from './dial-in-code.ts';
import { newAppointmentId, newAppointmentNumber, newLinkSecret, newRoomId } from './identifiers.ts';
import { invite, joinLink } from './invitation-facts.ts';
import { keepAppointmentMail } from './mail-keys.ts';
import type { AppointmentRow } from './proof.ts';
import { holdAnyway } from './requests/holds.ts';
import { roomState, roomWindow } from './room-window.ts';
import { appointments } from './schema.ts';
import { sealFor } from './sealed-columns.ts';
import { count, happening } from './statistics/count.ts';
import { announce } from './webhooks/webhook-announce.ts';

/** Nobody plans a conversation further ahead; it also keeps times within what every part can count. */
export const furthestAheadMs = 2 * 366 * 86_400_000;

/** @throws {VisavisError} `bad-request` for a time whose room is over already, or that is two years ahead */
export function checkTime(startsAtMs: number, durationMinutes: number, nowMs: number): void {
  if (roomState(roomWindow(startsAtMs, durationMinutes), nowMs) === 'over') {
    throw new VisavisError('bad-request', 'startsAt: lies in the past');
  }
  if (startsAtMs > nowMs + furthestAheadMs) throw new VisavisError('bad-request', 'startsAt: too far ahead');
}

/** A wish whose guest may have no address, because nobody mails them. */
export type Plan = Omit<NewAppointment, 'guest'> & {
  guest: Omit<NewAppointment['guest'], 'email'> & { email: string | null };
};

function rowOf(
  context: Context,
  advisor: Advisor,
  wish: Plan,
  code: DialInCode,
  secret: LinkSecret | null,
): typeof appointments.$inferInsert {
  const id = newAppointmentId();
  const { vault } = context;
  const startsAt = new Date(wish.startsAt);
  const digest = context.codes.digest(id, code);
  const isCodeMailed = wish.code === 'with-link' && wish.mail === 'service';
  return {
    id,
    number: newAppointmentNumber(),
    room: newRoomId(),
    advisorId: advisor.id,
    status: 'confirmed',
    startsAt,
    endsAt: new Date(startsAt.getTime() + wish.durationMinutes * 60_000),
    durationMinutes: wish.durationMinutes,
    language: wish.language,
    guestNameEnc: sealFor(vault, id, 'guest_name_enc', wish.guest.name),
    emailEnc: sealFor(vault, id, 'email_enc', wish.guest.email),
    phoneEnc: sealFor(vault, id, 'phone_enc', wish.guest.phone ?? null),
    subjectEnc: sealFor(vault, id, 'subject_enc', wish.subject ?? null),
    codeHmac: digest.hmac,
    codePepper: digest.pepper,
    codeEnc: sealFor(vault, id, 'code_enc', isCodeMailed ? code : null),
    linkSecretEnc: sealFor(vault, id, 'link_secret_enc', secret),
    codeMode: wish.code,
    mailMode: wish.mail,
    linkSecretMode: wish.linkSecret ?? 'service',
    relayOnly: wish.relayOnly ?? false,
    mode: wish.mode ?? 'video',
    place: wish.place ?? null,
    createdAt: new Date(context.clock.now()),
  };
}

/** A number that is taken is drawn again: one in a million appointments would meet another's. */
async function insert(tx: Transaction, values: typeof appointments.$inferInsert): Promise<AppointmentRow> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const number = attempt === 0 ? values.number : newAppointmentNumber();
    const [row] = await tx
      .insert(appointments)
      .values({ ...values, number })
      .onConflictDoNothing({ target: appointments.number })
      .returning();
    if (row !== undefined) return row;
  }
  throw new VisavisError('unavailable', 'no free number');
}

/** Puts an appointment into the book inside `tx` and tells nobody: its row, code and `k`. @throws {VisavisError} `bad-request` */
export async function writeDown(
  context: Context,
  tx: Transaction,
  advisor: Advisor,
  plan: Plan,
  serviceId: string | null,
) {
  checkTime(Date.parse(plan.startsAt), plan.durationMinutes, context.clock.now());
  const code = newDialInCode();
  const secret = plan.mode === 'in-person' || plan.linkSecret === 'browser' ? null : newLinkSecret();
  const row = await insert(tx, { ...rowOf(context, advisor, plan, code, secret), serviceId });
  await count(context, tx, [happening(serviceId, 'appointments', 'made')]);
  return { row, code, secret };
}

/**
 * Makes it inside `tx`. With `linkSecret: "browser"` the link ends after the appointment, and no server ever knows the rest.
 * `serviceId` of the offer, where one was chosen. After the commit: {@link appointed}.
 * @throws {VisavisError} `bad-request`
 */
export async function appoint(
  context: Context,
  tx: Transaction,
  advisor: Advisor,
  wish: NewAppointment,
  serviceId: string | null = null,
): Promise<CreatedAppointment> {
  const isInPerson = wish.mode === 'in-person';
  const { row, code, secret } = await writeDown(context, tx, advisor, wish, serviceId);
  await keepAppointmentMail(tx, context.vault, row.id, wish.guest.email);
  const draft = await invite(context, tx, { kind: 'invite', row, advisor: advisor.name, code });
  const mailStatus = (await mailStatuses(tx, [row.id])).get(row.id) ?? 'none';
  return {
    ...viewOf(context, row, advisor.name, mailStatus),
    joinLink: isInPerson
      ? ''
      : joinLink(context.settings.publicUrl, row.id, secret, wish.code === 'with-link' ? code : null),
    dialInCode: code,
    ...(draft === undefined ? {} : { draft }),
  };
}

/** Says, after the commit, that there is a new appointment. */
export function appointed(context: Context, kind: NewAppointment['mail']): void {
  context.mailQueued();
  context.metrics.change('created');
  context.log.info('appointment created', { kind });
}

/** Answers `POST /api/v1/appointments`, the only answer that holds link and code. @throws {VisavisError} `bad-request` */
export async function createAppointment(
  context: Context,
  advisor: Advisor,
  wish: NewAppointment,
): Promise<CreatedAppointment> {
  const created = await context.db.transaction(async (tx) => {
    const made = await appoint(context, tx, advisor, wish);
    const fromMs = Date.parse(made.startsAt);
    // A guest who saw the time free before this is written down shall not get it after.
    const span = { fromMs, toMs: fromMs + made.durationMinutes * 60_000 };
    await holdAnyway(tx, { appointment: made.id }, advisor.id, span);
    await announce(tx, { event: 'appointment.confirmed', appointment: made.id }, context.clock.now());
    return made;
  });
  appointed(context, wish.mail);
  return created;
}
