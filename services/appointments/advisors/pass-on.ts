/** Gives what lies ahead of one advisor to another: times and links stay, guests are told, and what does not fit is left where it is. */
import { errorKind } from '@visavis/runtime';
import { type PassedOn, type PassOn, VisavisError } from '@visavis/shared';
import { and, eq, sql } from 'drizzle-orm';
import { readAdvisor } from '../advisors.ts';
import { tellOfChange } from '../companions/companion-book.ts';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { invite } from '../invitation-facts.ts';
import { followAppointment } from '../requests/follow.ts';
import { holdAnyway } from '../requests/holds.ts';
import { newChangeId, noteChange } from '../rules/write-rules.ts';
import { advisors, appointments, requests } from '../schema.ts';
import { announce } from '../webhooks/webhook-announce.ts';
import { isOpenRequest, liesAhead } from './advisor-list.ts';
import {
  type Ahead,
  aheadOfAppointment,
  aheadOfRequest,
  checkSuccessor,
  isTold,
  itemOf,
  readAhead,
  readFree,
} from './ahead.ts';

/** What became of one: it may have begun, been cancelled or answered since it was read. */
type Outcome = 'given' | 'stays' | 'gone' | 'failed';

interface Step {
  from: string;
  to: Advisor;
}

/**
 * Whether the successor has nothing at `span`. Asked after the cells were taken: whoever was taking the same at this moment has been waited
 * for and is seen, and whoever comes later finds them taken. @throws {VisavisError} `conflict`, which gives the cells back
 */
async function checkFree(tx: Transaction, { to }: Step, span: Ahead): Promise<void> {
  if (!(await readFree(tx, to.id, [span]))(span)) throw new VisavisError('conflict', 'the successor is not free');
}

/** The same time and link, one more in SEQUENCE; its request and what it holds follow. @throws {VisavisError} `conflict` */
async function passAppointment(context: Context, tx: Transaction, id: string, step: Step): Promise<boolean> {
  const { from, to } = step;
  const now = context.clock.now();
  const isIt = and(eq(appointments.id, id), eq(appointments.advisorId, from), liesAhead(now));
  const [before] = await tx.select().from(appointments).where(isIt).for('update');
  if (before === undefined) return false;
  await followAppointment(tx, { ...before, advisorId: to.id });
  await checkFree(tx, step, aheadOfAppointment(before));
  const [row] = await tx
    .update(appointments)
    .set({ advisorId: to.id, sequence: sql`${appointments.sequence} + 1` })
    .where(eq(appointments.id, id))
    .returning();
  if (row === undefined) return false;
  await tx.update(requests).set({ advisorId: to.id }).where(eq(requests.appointmentId, id));
  if (isTold(row)) await invite(context, tx, { kind: 'advisor', row, advisor: to.name, code: null });
  await tellOfChange(context, tx, { kind: 'advisor', appointment: row, advisor: to.name });
  await announce(tx, { event: 'appointment.moved', appointment: id }, now);
  return true;
}

/** Nobody is told: until somebody answers, the guest has no advisor. @throws {VisavisError} `conflict` */
async function passRequest(tx: Transaction, id: string, step: Step, nowMs: number): Promise<boolean> {
  const isIt = and(eq(requests.id, id), eq(requests.advisorId, step.from), isOpenRequest);
  const [row] = await tx.select().from(requests).where(isIt).for('update');
  if (row === undefined) return false;
  const span = aheadOfRequest(row);
  await holdAnyway(tx, { request: id }, step.to.id, span);
  await checkFree(tx, step, span);
  const [after = row] = await tx.update(requests).set({ advisorId: step.to.id }).where(eq(requests.id, id)).returning();
  if (after.phase !== 'unconfirmed') await announce(tx, { event: 'appointment.moved', request: after }, nowMs);
  return true;
}

/** Held, so that nobody is deactivated while something is given to them. */
async function isStillActive(tx: Transaction, id: string): Promise<boolean> {
  const isIt = and(eq(advisors.id, id), eq(advisors.isActive, true));
  return (await tx.select({ is: advisors.id }).from(advisors).where(isIt).for('share')).length > 0;
}

/** In the same transaction `note` says in the history that it was passed on: one is never true without the other. */
async function passOne(
  context: Context,
  one: Ahead,
  step: Step,
  note: (tx: Transaction) => Promise<void>,
): Promise<Outcome> {
  try {
    return await context.db.transaction(async (tx) => {
      if (!(await isStillActive(tx, step.to.id))) return 'stays';
      const isGiven =
        'appointment' in one
          ? await passAppointment(context, tx, one.appointment.id, step)
          : await passRequest(tx, one.request.id, step, context.clock.now());
      if (isGiven) await note(tx);
      return isGiven ? 'given' : 'gone';
    });
  } catch (error) {
    if (error instanceof VisavisError && error.code === 'conflict') return 'stays';
    context.log.warn('an appointment was not passed on', { kind: errorKind(error) });
    return 'failed';
  }
}

/** After so many in a row whatever is wrong is wrong with the next one too: nobody waits for five hundred. */
const mostFailures = 3;

/** Each in a transaction of its own: five hundred together would keep guests waiting who change one of them, and one could undo all. */
async function passAll(context: Context, by: Advisor, names: { from: string }, all: readonly Ahead[], step: Step) {
  const id = newChangeId();
  const outcomes: { one: Ahead; outcome: Outcome }[] = [];
  const given = () => outcomes.filter(({ outcome }) => outcome === 'given').length;
  // One line of the history for all, whose count rises with each: it is right also when nobody lives to see the end.
  const note = (tx: Transaction) => {
    const line = { name: 'passed-on', before: names.from, after: `${step.to.name} (${given() + 1})` };
    return noteChange(tx, { id, by, what: 'advisors', lines: [line], nowMs: context.clock.now() });
  };
  for (const one of all) {
    const last = outcomes.slice(-mostFailures);
    const isHopeless = last.length === mostFailures && last.every(({ outcome }) => outcome === 'failed');
    outcomes.push({ one, outcome: isHopeless ? 'failed' : await passOne(context, one, step, note) });
  }
  return outcomes;
}

/**
 * Answers `POST /api/v1/advisors/:id/pass-on`: what became of each. What is `only` asked for and no longer lies ahead is neither counted nor named.
 * @throws {VisavisError} `not-found`, `bad-request` (the successor)
 */
export async function passOn(
  context: Context,
  by: Advisor,
  from: string,
  { successor, only }: PassOn,
): Promise<PassedOn> {
  const before = await readAdvisor(context.db, from);
  if (before === null) throw new VisavisError('not-found', 'no such advisor');
  const step: Step = { from, to: await checkSuccessor(context.db, from, successor) };
  const ahead = await readAhead(context.db, from, context.clock.now());
  const wanted = only && new Set(only);
  const all = ahead.filter((one) => wanted?.has('appointment' in one ? one.appointment.id : one.request.id) !== false);
  const outcomes = await passAll(context, by, { from: before.name }, all, step);
  const found = (wished: Outcome, fits: boolean | null) =>
    outcomes.filter(({ outcome }) => outcome === wished).map(({ one }) => itemOf(one, fits));
  const given = found('given', true);
  context.mailQueued();
  context.log.info('appointments passed on', { count: given.length });
  return { passedOn: given.length, given, stayed: found('stays', false), failed: found('failed', null) };
}
