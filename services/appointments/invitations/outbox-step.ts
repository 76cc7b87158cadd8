/** What is decided about waiting mails, without database or network: what one mail tells, when to try again, when to give up. */
import type { RequestMailKind } from '../requests/request-state.ts';
import type { InvitationFacts, InvitationKind } from './facts.ts';
import type { MailErrorCode } from './mailer.ts';

/** Mails of an appointment, and of the request before it. */
export type MailKind = InvitationKind | RequestMailKind | 'letter';

/** One unfinished row of the outbox. */
export interface WaitingMail {
  id: string;
  kind: MailKind;
  payloadEnc: string | null;
  attempts: number;
  nextAttemptAtMs: number;
  lastErrorCode: string | null;
  createdAtMs: number;
}

/** How long a claimed mail is nobody else's; longer than any mailer's timeouts together. */
export const leaseMs = 10 * 60_000;
const firstDelayMs = 60_000;
const longestDelayMs = 60 * 60_000;
/** After this the mail is given up: who has not been reached in a day is reached by telephone. */
export const giveUpAfterMs = 24 * 60 * 60_000;

/** A claim clears the last error, a result sets it: between the two the mail is in somebody's hands. */
export function isUnderway(mail: WaitingMail, nowMs: number): boolean {
  return mail.attempts > 0 && mail.lastErrorCode === null && mail.nextAttemptAtMs > nowMs;
}

/**
 * All unfinished mails of one appointment or request, oldest first → the one to send now, which tells everything (see
 * {@link tellAll}); null while one of them is underway or the newest is not due.
 */
export function mailToSend(waiting: readonly WaitingMail[], nowMs: number): WaitingMail | null {
  const newest = waiting.at(-1);
  if (!newest || newest.nextAttemptAtMs > nowMs || waiting.some((mail) => isUnderway(mail, nowMs))) return null;
  return newest;
}

/**
 * One mail for all that is still unsaid: a guest never gets news that are already old. Who has not even been invited is
 * invited, to the new time; who missed a move is told of it, from the time he knows; every
 * mail names who advises now. A cancellation stays one.
 * @param older the facts of the unsent mails before `newest`, oldest first
 */
export function tellAll(newest: InvitationFacts, older: readonly InvitationFacts[]): InvitationFacts {
  if (newest.kind === 'cancel') return newest;
  if (older.some(({ kind }) => kind === 'invite')) return { ...newest, kind: 'invite', movedFromMs: null };
  const known = older.find(({ kind }) => kind === 'move');
  if (!known) return newest;
  return { ...newest, kind: 'move', movedFromMs: known.movedFromMs };
}

export type Verdict = { outcome: 'again'; inMs: number } | { outcome: 'failed' };

/** After attempt number `attempts` (from 1) failed: 1 min, doubling to 1 h, for 24 h since the mail was made. */
export function afterFailure(code: MailErrorCode, attempts: number, ageMs: number): Verdict {
  if (code === 'permanent') return { outcome: 'failed' };
  const inMs = Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 10), longestDelayMs);
  return ageMs + inMs > giveUpAfterMs ? { outcome: 'failed' } : { outcome: 'again', inMs };
}
