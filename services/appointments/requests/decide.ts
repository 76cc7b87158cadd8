/** Carries out what guest, advisor and clock decide about a request: one locked row, one step, its effects in one transaction. */
import { type Language, type NewAppointment, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import { cancelIn, cancelled, moved, moveIn } from '../book-change.ts';
import { appoint, appointed } from '../book-create.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { takenBy } from '../offers/slots.ts';
import type { AppointmentRow } from '../proof.ts';
import { appointments, requests } from '../schema.ts';
import { letters } from '../schema-letters.ts';
import { announceStep } from '../webhooks/request-news.ts';
import { announce } from '../webhooks/webhook-announce.ts';
import { hold, release } from './holds.ts';
import { fullName, notify } from './request-notice.ts';
import { columnsOf, openPerson, type RequestRow, stateOf } from './request-row.ts';
import { type RequestEffect, type RequestEvent, type RequestPhase, step } from './request-state.ts';

/** A request with the appointment it became. */
export interface Held {
  row: RequestRow;
  appointment: AppointmentRow | null;
}

/**
 * Reads a request and holds it until the transaction ends; its appointment first, as everybody does who changes one.
 * @throws {VisavisError} `not-found`
 */
export async function holdRequest(tx: Transaction, id: string): Promise<Held> {
  const [seen] = await tx.select({ appointmentId: requests.appointmentId }).from(requests).where(eq(requests.id, id));
  const appointmentId = seen?.appointmentId ?? null;
  const [appointment] =
    appointmentId === null
      ? []
      : await tx.select().from(appointments).where(eq(appointments.id, appointmentId)).for('update');
  const [row] = await tx.select().from(requests).where(eq(requests.id, id)).for('update');
  if (row === undefined) throw new VisavisError('not-found', 'no such request');
  if (row.appointmentId !== appointmentId) throw new VisavisError('conflict', 'just confirmed');
  return { row, appointment: appointment ?? null };
}

/** Confirmed: the appointment and its invitation, as when an advisor makes one. */
async function appointFor(context: Context, tx: Transaction, row: RequestRow, startsAtMs: number): Promise<string> {
  const person = openPerson(context.vault, row);
  const language: Language = row.language;
  const advisor = { id: row.advisorId, name: await advisorName(tx, row.advisorId) };
  const wish: NewAppointment = {
    guest: { name: fullName(person), email: person.email, phone: person.phone },
    startsAt: new Date(startsAtMs).toISOString(),
    durationMinutes: row.durationMinutes,
    language,
    ...(person.subject === undefined ? {} : { subject: person.subject }),
    code: 'with-link',
    mail: 'service',
    mode: row.mode,
    ...(row.place === null ? {} : { place: row.place }),
  };
  const made = await appoint(context, tx, advisor, wish, row.serviceId);
  return made.id;
}

/** @throws {VisavisError} `conflict` when the time is taken */
async function carryOut(
  context: Context,
  tx: Transaction,
  row: RequestRow,
  effect: RequestEffect,
): Promise<RequestRow> {
  switch (effect.do) {
    case 'release':
      await release(tx, { request: row.id });
      return row;
    case 'forget':
      await tx.delete(requests).where(eq(requests.id, row.id));
      return row;
    case 'hold':
      if (!(await hold(tx, row.id, row.advisorId, takenBy(row, effect.startsAtMs), effect.isBeside))) {
        throw new VisavisError('conflict', 'startsAt: taken');
      }
      return row;
    case 'mail':
      await notify(context, tx, row, effect.kind, effect.reason);
      return row;
    case 'appoint': {
      const appointmentId = await appointFor(context, tx, row, effect.startsAtMs);
      await tx.update(requests).set({ appointmentId }).where(eq(requests.id, row.id));
      await tx.update(letters).set({ appointmentId }).where(eq(letters.requestId, row.id));
      await announce(tx, { event: 'appointment.confirmed', appointment: appointmentId }, context.clock.now());
      return { ...row, appointmentId };
    }
    case 'move-appointment':
      if (row.appointmentId !== null) {
        const advisor = { id: row.advisorId, name: await advisorName(tx, row.advisorId) };
        await moveIn(context, tx, advisor, row.appointmentId, effect.startsAtMs);
      }
      return row;
    case 'cancel-appointment':
      if (row.appointmentId !== null) {
        const advisor = { id: row.advisorId, name: await advisorName(tx, row.advisorId) };
        await cancelIn(context, tx, advisor, row.appointmentId);
      }
      return row;
    default:
      return effect satisfies never;
  }
}

/** What has been decided; `phase` is null when nothing has changed. */
export interface Decided {
  row: RequestRow;
  phase: RequestPhase | null;
  effects: readonly RequestEffect[];
  isRefused: boolean;
}

/** One step of a request that {@link holdRequest} holds. A refusal may still have let it expire. */
export async function decideIn(
  context: Context,
  tx: Transaction,
  row: RequestRow,
  event: RequestEvent,
): Promise<Decided> {
  const now = context.clock.now();
  const before = stateOf(row);
  const { state, effects, isRefused } = step(before, event, now, context.settings.requestTermMs);
  if (state === before) return { row, phase: null, effects, isRefused };
  const [changed] = await tx.update(requests).set(columnsOf(state, now)).where(eq(requests.id, row.id)).returning();
  if (changed === undefined) throw new VisavisError('not-found', 'no such request');
  // The mail that tells of an end may still be made with the code.
  let after = { ...changed, codeEnc: row.codeEnc };
  for (const effect of effects) after = await carryOut(context, tx, after, effect);
  await announceStep(tx, before, after, now);
  return { row: { ...after, codeEnc: changed.codeEnc }, phase: state.phase, effects, isRefused };
}

/** After the commit: mails may go, and what has changed is counted. */
export function decided(context: Context, { phase, effects }: Decided): void {
  if (phase === null) return;
  context.mailQueued();
  if (effects.some((effect) => effect.do === 'appoint')) appointed(context, 'service');
  // Still confirmed: what has changed is the appointment.
  if (effects.some((effect) => effect.do === 'move-appointment')) {
    moved(context);
    return;
  }
  if (effects.some((effect) => effect.do === 'cancel-appointment')) cancelled(context);
  context.metrics.booking(phase);
  context.log.info('request decided', { phase });
}
