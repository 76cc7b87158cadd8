/** Gives what lies ahead of one advisor to another: times and links stay, guests are told, and what does not fit is left where it is. */
import { type PassedOn, type PassOn, VisavisError } from '@visavis/shared';
import { and, eq, sql } from 'drizzle-orm';
import { readAdvisor } from '../advisors.ts';
import { tellOfChange } from '../companions/companion-book.ts';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { invite } from '../invitation-facts.ts';
import { followAppointment } from '../requests/follow.ts';
import { hold } from '../requests/holds.ts';
import { noteChange } from '../rules/write-rules.ts';
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
type Outcome = 'passed-on' | 'stays' | 'gone';

interface Step {
  from: string;
  to: Advisor;
}

/** The same time and link, one more in SEQUENCE; its request and what it holds follow. */
async function passAppointment(context: Context, tx: Transaction, id: string, { from, to }: Step): Promise<Outcome> {
  const now = context.clock.now();
  const isIt = and(eq(appointments.id, id), eq(appointments.advisorId, from), liesAhead(now));
  const [before] = await tx.select().from(appointments).where(isIt).for('update');
  if (before === undefined) return 'gone';
  const span = aheadOfAppointment(before);
  if (!(await readFree(tx, to.id, [span]))(span)) return 'stays';
  const [row] = await tx
    .update(appointments)
    .set({ advisorId: to.id, sequence: sql`${appointments.sequence} + 1` })
    .where(eq(appointments.id, id))
    .returning();
  if (row === undefined) return 'gone';
  await tx.update(requests).set({ advisorId: to.id }).where(eq(requests.appointmentId, id));
  await followAppointment(tx, row);
  if (isTold(row)) await invite(context, tx, { kind: 'advisor', row, advisor: to.name, code: null });
  await tellOfChange(context, tx, { kind: 'advisor', appointment: row, advisor: to.name });
  await announce(tx, { event: 'appointment.moved', appointment: id }, now);
  return 'passed-on';
}

/** Nobody is told: until somebody answers, the guest has no advisor. */
async function passRequest(tx: Transaction, id: string, { from, to }: Step, nowMs: number): Promise<Outcome> {
  const isIt = and(eq(requests.id, id), eq(requests.advisorId, from), isOpenRequest);
  const [row] = await tx.select().from(requests).where(isIt).for('update');
  if (row === undefined) return 'gone';
  const span = aheadOfRequest(row);
  if (!(await readFree(tx, to.id, [span]))(span)) return 'stays';
  // What another takes at this very moment is seen by its cells.
  if (!(await hold(tx, id, to.id, span))) throw new VisavisError('conflict', 'just taken');
  const [after = row] = await tx.update(requests).set({ advisorId: to.id }).where(eq(requests.id, id)).returning();
  if (after.phase !== 'unconfirmed') await announce(tx, { event: 'appointment.moved', request: after }, nowMs);
  return 'passed-on';
}

/** Held, so that nobody is deactivated while something is given to them. */
async function isStillActive(tx: Transaction, id: string): Promise<boolean> {
  const isIt = and(eq(advisors.id, id), eq(advisors.isActive, true));
  return (await tx.select({ is: advisors.id }).from(advisors).where(isIt).for('share')).length > 0;
}

/** Each in a transaction of its own: five hundred together would keep guests waiting who change one of them. */
async function passOne(context: Context, one: Ahead, step: Step): Promise<Outcome> {
  try {
    return await context.db.transaction(async (tx) => {
      if (!(await isStillActive(tx, step.to.id))) return 'stays';
      if ('appointment' in one) return passAppointment(context, tx, one.appointment.id, step);
      return passRequest(tx, one.request.id, step, context.clock.now());
    });
  } catch (error) {
    if (error instanceof VisavisError && error.code === 'conflict') return 'stays';
    throw error;
  }
}

/** Whose time it was, and whose it is now, with how many. */
async function note(context: Context, by: Advisor, names: { from: string; to: string }, passedOn: number) {
  const line = { name: 'passed-on', before: names.from, after: `${names.to} (${passedOn})` };
  const change = { by, what: 'advisors', lines: [line], nowMs: context.clock.now() } as const;
  await context.db.transaction((tx) => noteChange(tx, change));
}

/**
 * Answers `POST /api/v1/advisors/:id/pass-on`. What is `only` asked for and no longer lies ahead is neither counted nor named.
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
  const outcomes: { one: Ahead; outcome: Outcome }[] = [];
  for (const one of ahead) {
    const { id } = 'appointment' in one ? one.appointment : one.request;
    if (wanted?.has(id) === false) continue;
    outcomes.push({ one, outcome: await passOne(context, one, step) });
  }
  const passedOn = outcomes.filter(({ outcome }) => outcome === 'passed-on').length;
  if (passedOn > 0) await note(context, by, { from: before.name, to: step.to.name }, passedOn);
  context.mailQueued();
  context.log.info('appointments passed on', { count: passedOn });
  const stayed = outcomes.filter(({ outcome }) => outcome === 'stays');
  return { passedOn, stayed: stayed.map(({ one }) => itemOf(one, false)) };
}
