/**
 * Sends what waits in the outbox. A mail goes out at least once, and twice only when a worker dies between the mail
 * server's yes and the note of it: then with the same Message-ID, so that receivers can drop the copy.
 */
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import * as v from 'valibot';
import { CompanionFacts, tellCompanion } from '../companions/companion-facts.ts';
import { composeCompanionMail } from '../companions/companion-mail.ts';
import type { Database } from '../database.ts';
import type { Vault } from '../encryption.ts';
import { gathered } from '../gathered.ts';
import { LetterFacts } from '../letters/letter-facts.ts';
import { composeLetterMail } from '../letters/letter-mail.ts';
import { payloadPlace } from '../outbox.ts';
import { RequestFacts } from '../requests/request-facts.ts';
import { composeRequestMail } from '../requests/request-mail.ts';
import { InvitationFacts, type InvitationSettings } from './facts.ts';
import { composeInvitation } from './invitation.ts';
import { MailError, type Mailer } from './mailer.ts';
import type { OutboxMetrics } from './outbox-metrics.ts';
import { afterFailure, tellAll, type WaitingMail } from './outbox-step.ts';
import { backlog, type ClaimedMail, claimMails, finish, putBack } from './outbox-store.ts';

export interface OutboxDeps extends Pick<Database, 'db' | 'ask'> {
  vault: Pick<Vault, 'open'>;
  mailer: Mailer;
  /** Read for each mail: what holds when it is sent. */
  settings: InvitationSettings;
  /** Brings `settings` up to date, before each look at what waits. */
  refresh?(): Promise<void>;
  clock: Clock;
  log: Log;
  metrics: OutboxMetrics;
}

export interface OutboxWorker {
  /** Something was just queued: look now instead of at the next turn. */
  kick(): void;
  /** Sends all that is due; resolves when nothing is. @throws what the database throws */
  drain(): Promise<void>;
  /** Stops looking and waits for what is being sent. The mailer stays open: who made it closes it. Idempotent. */
  close(): Promise<void>;
}

const pollMs = 15_000;
/** Who kicks again so soon waits until this is over, so that mails of a busy moment are claimed together, milliseconds. */
const gatherMs = 1_500;
const atOnce = 10;

type MailFacts = InvitationFacts | RequestFacts | CompanionFacts | LetterFacts;
/** Whose mail it is says which facts it has: a union would try them one after the other, and name every fault of each. */
const schemas = { request: RequestFacts, letter: LetterFacts, companion: CompanionFacts } as const;

/** @throws {SealBroken} or a valibot error: then nobody can ever send it */
function factsOf(vault: Pick<Vault, 'open'>, { id, payloadEnc }: WaitingMail): MailFacts {
  const json: unknown = JSON.parse(vault.open(payloadEnc ?? '', payloadPlace(id)));
  const isObject = typeof json === 'object' && json !== null;
  const owner = (['request', 'letter', 'companion'] as const).find((one) => isObject && one in json);
  return v.parse(owner === undefined ? InvitationFacts : schemas[owner], json);
}

/** @throws {MailError} permanent, for a mail that cannot be made */
function compose(deps: OutboxDeps, { mail, older }: ClaimedMail) {
  try {
    const facts = factsOf(deps.vault, mail);
    if ('request' in facts) return composeRequestMail(facts, deps.settings);
    if ('letter' in facts) return composeLetterMail(facts, deps.settings);
    const readable = older.filter(({ payloadEnc }) => payloadEnc !== null);
    const earlier = readable.map((one) => factsOf(deps.vault, one));
    if ('companion' in facts) {
      const unsaid = earlier.filter((one) => 'companion' in one);
      return composeCompanionMail(tellCompanion(facts, unsaid), deps.settings);
    }
    const unsaid = earlier.filter((one) => 'appointment' in one);
    return composeInvitation(tellAll(facts, unsaid), deps.settings);
  } catch {
    throw new MailError('permanent', 'unreadable');
  }
}

async function fail(deps: OutboxDeps, claimed: ClaimedMail, error: MailError): Promise<void> {
  const { clock, log, metrics, db } = deps;
  const { kind, createdAtMs } = claimed.mail;
  const now = clock.now();
  const verdict = afterFailure(error.code, claimed.attempt, now - createdAtMs);
  const fields = { kind, attempt: claimed.attempt, reason: error.reason };
  if (verdict.outcome === 'failed') {
    await finish(deps, claimed, now, error.reason);
    metrics.attempt(kind, 'failed');
    log.error('mail given up', fields);
    return;
  }
  await putBack(db, claimed, now + verdict.inMs, error.reason);
  metrics.attempt(kind, 'postponed');
  log.warn('mail postponed', { ...fields, retryInMs: verdict.inMs });
}

async function deliver(deps: OutboxDeps, claimed: ClaimedMail): Promise<void> {
  const { clock, log, metrics, mailer } = deps;
  const { kind, createdAtMs } = claimed.mail;
  const startedAt = clock.now();
  try {
    if (claimed.uselessFromMs <= startedAt) throw new MailError('permanent', 'over');
    await mailer.send(compose(deps, claimed));
  } catch (error) {
    await fail(deps, claimed, error instanceof MailError ? error : new MailError('temporary', errorKind(error)));
    return;
  }
  const sentAt = clock.now();
  await finish(deps, claimed, sentAt, null);
  metrics.attempt(kind, 'sent');
  metrics.delivered(sentAt - createdAtMs);
  log.info('mail sent', { kind, attempt: claimed.attempt, durationMs: sentAt - startedAt });
}

/** Sends all that is due, as far as `isClosed` lets it, and counts what waits. */
async function sendDue(deps: OutboxDeps, isClosed: () => boolean): Promise<void> {
  const { clock, db, metrics } = deps;
  await deps.refresh?.();
  let claimed = await claimMails(db, clock.now(), atOnce);
  while (claimed.length > 0) {
    const results = await Promise.allSettled(claimed.map((one) => deliver(deps, one)));
    const broken = results.find((result) => result.status === 'rejected');
    if (broken) throw broken.reason;
    claimed = isClosed() ? [] : await claimMails(db, clock.now(), atOnce);
  }
  const { waiting, oldestMs } = await backlog(db);
  metrics.waiting(waiting, oldestMs === null ? 0 : clock.now() - oldestMs);
}

/** Looks every 15 seconds and whenever kicked. */
export function createOutboxWorker(deps: OutboxDeps): OutboxWorker {
  const { clock, log } = deps;
  let underway: Promise<void> | null = null;
  let again = false;
  let isClosed = false;

  const turns = async (): Promise<void> => {
    try {
      do {
        again = false;
        await sendDue(deps, () => isClosed);
      } while (again && !isClosed);
    } finally {
      // Together with the last look at `again`: whoever asks from here on begins anew.
      underway = null;
      if (again) kick();
    }
  };

  const drain = (): Promise<void> => {
    if (isClosed) return underway ?? Promise.resolve();
    again = true;
    underway ??= turns();
    return underway;
  };

  const kick = () => {
    drain().catch((error: unknown) => log.warn('outbox not readable', { kind: errorKind(error), retryInMs: pollMs }));
  };

  const kicks = gathered(clock, gatherMs, kick);
  const stopPolling = clock.every(pollMs, kick);
  return {
    kick: kicks.ask,
    drain,
    async close() {
      isClosed = true;
      stopPolling();
      kicks.close();
      await underway?.catch(() => undefined);
    },
  };
}
