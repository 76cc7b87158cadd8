/** Invites a companion to an appointment, takes the invitation back, and tells them when the appointment changes. */
import { randomBytes } from 'node:crypto';
import {
  type AppointmentId,
  type CreatedCompanion,
  type DialInCode,
  type NewCompanion,
  VisavisError,
} from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { windowOf } from '../appointment-view.ts';
import { ownRow } from '../book-read.ts';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { newDialInCode } from '../dial-in-code.ts';
import { newLinkSecret } from '../identifiers.ts';
import { joinLink } from '../invitation-facts.ts';
import { enqueue } from '../outbox.ts';
import type { AppointmentRow } from '../proof.ts';
import { roomState } from '../room-window.ts';
import { companions } from '../schema-companions.ts';
import type { CompanionFacts, CompanionMailKind } from './companion-facts.ts';
import { companionDraft } from './companion-mail.ts';
import {
  type CompanionRow,
  companionHolder,
  companionRow,
  companionView,
  openCompanion,
  sealCompanion,
} from './companion-row.ts';

/** A code that is not the guest's, so that it always says who comes. */
function anotherCode(context: Context, row: AppointmentRow): DialInCode {
  const stored = { hmac: row.codeHmac, pepper: row.codePepper };
  const code = newDialInCode();
  return context.codes.matches(row.id, code, stored) ? anotherCode(context, row) : code;
}

/** Mailed by the service: it needs an address, and a secret that the service knows. */
const isMailed = (wish: NewCompanion): boolean => wish.email !== undefined && wish.linkSecret !== 'browser';

function valuesOf(context: Context, row: AppointmentRow, wish: NewCompanion, code: DialInCode) {
  const { vault, codes, clock } = context;
  const id = randomBytes(16).toString('base64url');
  const { hmac, pepper } = codes.digest(companionHolder(id), code);
  const secret = wish.linkSecret === 'browser' ? null : newLinkSecret();
  return {
    id,
    appointmentId: row.id,
    kind: wish.kind,
    language: wish.language ?? row.language,
    nameEnc: sealCompanion(vault, id, 'name_enc', wish.name),
    emailEnc: sealCompanion(vault, id, 'email_enc', wish.email ?? null),
    codeHmac: hmac,
    codePepper: pepper,
    codeEnc: sealCompanion(vault, id, 'code_enc', isMailed(wish) ? code : null),
    linkSecretEnc: sealCompanion(vault, id, 'link_secret_enc', secret),
    linkSecretMode: wish.linkSecret ?? 'service',
    createdAt: new Date(clock.now()),
  } satisfies typeof companions.$inferInsert;
}

function factsOf(
  context: Context,
  occasion: { kind: CompanionMailKind; appointment: AppointmentRow; companion: CompanionRow; advisor: string },
  link: string | null,
): CompanionFacts {
  const { kind, appointment, companion, advisor } = occasion;
  const { name, email } = openCompanion(context.vault, companion);
  return {
    kind,
    companion: companion.id,
    language: companion.language,
    startsAtMs: appointment.startsAt.getTime(),
    durationMinutes: appointment.durationMinutes,
    issuedAtMs: context.clock.now(),
    to: { name, email: email ?? '' },
    advisor: { name: advisor },
    joinLink: kind === 'cancel' ? null : link,
  };
}

/** @throws {VisavisError} `conflict` when cancelled or in person, `appointment-over` */
function checkOpen(row: AppointmentRow, nowMs: number): void {
  if (row.status === 'cancelled') throw new VisavisError('conflict', 'the appointment is cancelled');
  if (row.mode === 'in-person') throw new VisavisError('conflict', 'a meeting in person has no link');
  if (roomState(windowOf(row), nowMs) === 'over') throw new VisavisError('appointment-over', 'the appointment is over');
}

/**
 * Answers `POST /api/v1/appointments/:id/companion`: a link of their own for one companion; the link before it is void from now
 * on. The only answer that holds link and code.
 * @throws {VisavisError} `not-found`, `conflict`, `appointment-over`
 */
export async function inviteCompanion(
  context: Context,
  advisor: Advisor,
  id: AppointmentId,
  wish: NewCompanion,
): Promise<CreatedCompanion> {
  const { settings, vault } = context;
  const answer = await context.db.transaction(async (tx) => {
    const appointment = await ownRow(tx, advisor, id, true);
    checkOpen(appointment, context.clock.now());
    const code = anotherCode(context, appointment);
    await tx.delete(companions).where(eq(companions.appointmentId, id));
    const [companion] = await tx
      .insert(companions)
      .values(valuesOf(context, appointment, wish, code))
      .returning();
    if (companion === undefined) throw new VisavisError('unavailable', 'not stored');
    const link = joinLink(settings.publicUrl, id, openCompanion(vault, companion).linkSecret, code);
    const occasion = { kind: 'invite', appointment, companion, advisor: advisor.name } as const;
    const mailed = isMailed(wish);
    if (mailed) await enqueue(tx, vault, factsOf(context, occasion, link), context.clock.now());
    return {
      companion: companionView(vault, companion, mailed ? 'queued' : 'none'),
      joinLink: link,
      dialInCode: code,
      ...(mailed ? {} : { draft: companionDraft(factsOf(context, occasion, null), context.invitations) }),
    };
  });
  context.mailQueued();
  context.log.info('companion invited', { kind: wish.kind });
  return answer;
}

/**
 * Answers `DELETE /api/v1/appointments/:id/companion`: the link is void, its mail is not sent any more, and nothing of the
 * person is kept. Twice is the same as once.
 * @throws {VisavisError} `not-found`
 */
export async function withdrawCompanion(context: Context, advisor: Advisor, id: AppointmentId): Promise<void> {
  await context.db.transaction(async (tx) => {
    await ownRow(tx, advisor, id, true);
    await tx.delete(companions).where(eq(companions.appointmentId, id));
  });
  context.log.info('companion withdrawn');
}

/** Queues the mail that tells a companion of a move, another advisor or a cancellation, if the service mails them. @throws {SealBroken} */
export async function tellOfChange(
  context: Context,
  tx: Transaction,
  change: { kind: Exclude<CompanionMailKind, 'invite'>; appointment: AppointmentRow; advisor: string },
): Promise<void> {
  const companion = await companionRow(tx, change.appointment.id);
  if (companion === null) return;
  const { email, linkSecret, code } = openCompanion(context.vault, companion);
  if (email === null || linkSecret === null || code === null) return;
  const link = joinLink(context.settings.publicUrl, change.appointment.id, linkSecret, code);
  await enqueue(tx, context.vault, factsOf(context, { ...change, companion }, link), context.clock.now());
}
