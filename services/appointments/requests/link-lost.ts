/** "Send me my link again": the answer and its time are the same for every address; what there is to send goes by mail. */
import { errorKind } from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { advisorName } from '../advisors.ts';
import { countAttempt, holdCounters } from '../attempt-counters.ts';
import { attemptRules, waitMs } from '../attempts.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { invite } from '../invitation-facts.ts';
import { mailKeysOf } from '../mail-keys.ts';
import { appointments, requests } from '../schema.ts';
import { appointmentMailKeys, requestMailKeys } from '../schema-mail-keys.ts';
import { notify } from './request-notice.ts';

/** More than anybody has at once. */
const mostMails = 10;

/** Counts a question by the address group it came from, whatever it asks. @throws {VisavisError} `too-many` */
export async function countLost(context: Context, address: string): Promise<void> {
  const retryAfterMs = await context.db.transaction((tx) => countedWait(context, tx, 'lost', address));
  if (retryAfterMs > 0) throw new VisavisError('too-many', 'too many questions', { retryAfterMs });
}

/** Counts one, or answers how long to wait. */
async function countedWait(context: Context, tx: Transaction, kind: 'lost' | 'lost-mail', value: string) {
  const now = context.clock.now();
  const key = context.attemptKeys(kind, value);
  const counter = (await holdCounters(tx, [key])).get(key) ?? null;
  const wait = waitMs(attemptRules[kind], counter, now);
  if (wait === 0) await countAttempt(tx, kind, key, counter, now);
  return wait;
}

/** The invitation once more for every appointment to come that the service mails; a code told separately is not in it. */
async function mailAppointments(context: Context, tx: Transaction, keys: string[]): Promise<number> {
  const mine = tx
    .select({ id: appointmentMailKeys.appointmentId })
    .from(appointmentMailKeys)
    .where(inArray(appointmentMailKeys.key, keys));
  const rows = await tx
    .select()
    .from(appointments)
    .where(
      and(
        inArray(appointments.id, mine),
        eq(appointments.status, 'confirmed'),
        eq(appointments.mailMode, 'service'),
        gt(appointments.endsAt, new Date(context.clock.now())),
      ),
    )
    .orderBy(appointments.id)
    .limit(mostMails)
    .for('no key update');
  for (const row of rows) {
    const advisor = await advisorName(tx, row.advisorId);
    await invite(context, tx, { kind: 'invite', row, advisor, code: null });
  }
  return rows.length;
}

/** The link of every request that waits for an answer or has become an appointment, which then says when. Never of one that nobody has confirmed by mail. */
async function mailRequests(context: Context, tx: Transaction, keys: string[]): Promise<number> {
  const mine = tx
    .select({ id: requestMailKeys.requestId })
    .from(requestMailKeys)
    .where(inArray(requestMailKeys.key, keys));
  const now = new Date(context.clock.now());
  const isAsked = and(isNull(requests.appointmentId), gt(requests.startsAt, now));
  const isMade = and(eq(appointments.status, 'confirmed'), gt(appointments.endsAt, now));
  const rows = await tx
    .select({ row: requests, startsAt: appointments.startsAt })
    .from(requests)
    .leftJoin(appointments, eq(appointments.id, requests.appointmentId))
    .where(
      and(
        inArray(requests.id, mine),
        inArray(requests.phase, ['requested', 'proposed', 'confirmed']),
        or(isAsked, isMade),
      ),
    )
    .orderBy(requests.id)
    .limit(mostMails)
    .for('no key update', { of: requests });
  for (const { row, startsAt } of rows) {
    if (row.codeEnc === null) continue;
    await notify(context, tx, startsAt === null ? row : { ...row, startsAt, wishedFor: startsAt }, 'link');
  }
  return rows.length;
}

/** Mails what there is, and answers how many. */
export async function mailLostLinks(context: Context, email: string): Promise<number> {
  const keys = mailKeysOf(context.vault, email);
  const count = await context.db.transaction(async (tx) => {
    // Beyond the limit of the address that is named nothing is sent, and nobody is told.
    if ((await countedWait(context, tx, 'lost-mail', email.toLowerCase())) > 0) return 0;
    return (await mailAppointments(context, tx, keys)) + (await mailRequests(context, tx, keys));
  });
  if (count > 0) context.mailQueued();
  return count;
}

export interface LostLinks {
  /** Returns at once, whatever there is. */
  ask(email: string): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Looks after the answer has gone, so that its time tells nothing either. */
export function createLostLinks(context: Context): LostLinks {
  const underWay = new Set<Promise<void>>();
  return {
    ask(email) {
      const looking = mailLostLinks(context, email).then(
        () => context.log.info('lost link asked for'),
        (error: unknown) => context.log.error('lost link failed', { job: 'lost-link', kind: errorKind(error) }),
      );
      underWay.add(looking);
      void looking.finally(() => underWay.delete(looking));
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}
