/** Erases everything of one person on request, at once and for good; what is left is a signed line that names nobody. */
import { randomBytes } from 'node:crypto';
import { type PersonErased, type PersonFound, type PersonQuestion, VisavisError } from '@visavis/shared';
import { inArray } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { SignJWT } from 'jose';
import { windowOf } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import type { AppointmentRow } from '../proof.ts';
import type { RequestRow } from '../requests/request-row.ts';
import { proofHeader } from '../retention-proof.ts';
import { roomState } from '../room-window.ts';
import { appointments, attemptCounters, requests, retentionProofs } from '../schema.ts';
import type { SigningKeys } from '../signing-keys.ts';
import { countGone } from '../statistics/over.ts';
import { announceErased } from '../webhooks/erased-news.ts';
import { personTables } from './column-texts.ts';
import { findRoots, type PersonRoots, rowsOf } from './person-rows.ts';

/** `typ` of the proof: never to be taken for a ticket (RFC 8725 §3.11). */
export const erasureProofType = 'visavis-erasure+jwt';

/** What erasing needs beside the book. */
export interface EraseParts {
  context: Context;
  keys: SigningKeys;
  /** Deletes mails kept as files that were for one of these addresses; answers how many. */
  forgetMails(emails: readonly string[]): Promise<number>;
}

/** Appointments that are to come or whose room is open: nobody pulls a running conversation from under two people. */
const standingOf = (rows: readonly AppointmentRow[], nowMs: number): AppointmentRow[] =>
  rows.filter((row) => row.status === 'confirmed' && roomState(windowOf(row), nowMs) !== 'over');

/** What there is of the person, in counts. @throws {SealBroken} */
export async function searchPerson(context: Context, { person, language }: PersonQuestion): Promise<PersonFound> {
  return context.db.transaction(async (tx) => {
    const roots = await findRoots(tx, context.vault, person);
    const found = await rowsOf(tx, roots);
    return {
      records: found.map(({ table, rows }) => {
        const { name } = getTableConfig(table);
        return { table: name, title: personTables[name]?.[language] ?? name, count: rows.length };
      }),
      names: roots.names.length,
      standing: standingOf(roots.appointments, context.clock.now()).map(({ number, startsAt }) => ({
        number,
        startsAt: startsAt.toISOString(),
      })),
    };
  });
}

/** Holds the person's appointments and requests, always in this order, as whoever changes them does. */
async function lock(tx: Transaction, roots: PersonRoots): Promise<{ held: AppointmentRow[]; asked: RequestRow[] }> {
  const ids = roots.appointments.map(({ id }) => id);
  const held =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(appointments)
          .where(inArray(appointments.id, ids))
          .orderBy(appointments.id)
          .for('update');
  const requestIds = roots.requests.map(({ id }) => id);
  if (requestIds.length === 0) return { held, asked: [] };
  const asked = await tx
    .select()
    .from(requests)
    .where(inArray(requests.id, requestIds))
    .orderBy(requests.id)
    .for('update');
  if (asked.some(({ appointmentId }) => appointmentId !== null && !ids.includes(appointmentId)))
    throw new VisavisError('conflict', 'an appointment was confirmed at this moment');
  return { held, asked };
}

/** Counters of tries hold no address, but whoever has the data key could ask them for one. */
async function forgetCounters({ attemptKeys }: Context, tx: Transaction, roots: PersonRoots): Promise<number> {
  const keys = [
    ...roots.appointments.map(({ id }) => attemptKeys('appointment', id)),
    ...roots.requests.map(({ id }) => attemptKeys('request', id)),
    ...roots.emails.flatMap((one) => [
      attemptKeys('lost-mail', one.toLowerCase()),
      attemptKeys('booking-mail', one.toLowerCase()),
    ]),
  ];
  if (keys.length === 0) return 0;
  return (
    await tx.delete(attemptCounters).where(inArray(attemptCounters.key, keys)).returning({ is: attemptCounters.key })
  ).length;
}

async function eraseRows(context: Context, tx: Transaction, person: PersonQuestion['person']) {
  const roots = await findRoots(tx, context.vault, person);
  const { held, asked } = await lock(tx, roots);
  const standing = standingOf(held, context.clock.now()).length;
  if (standing > 0) throw new VisavisError('conflict', `${standing} appointments stand: cancel them first`);
  const found = await rowsOf(tx, roots);
  if (found.length === 0) throw new VisavisError('not-found', 'nothing is known of this person');
  await announceErased(tx, { appointments: held, requests: asked }, context.clock.now());
  const deleted: Record<string, number> = {};
  // From the last to the first: what refers to something goes before it, and is counted.
  for (const { table, where } of found.toReversed()) {
    const gone = await tx.delete(table).where(where).returning();
    deleted[getTableConfig(table).name] = gone.length;
  }
  const counters = await forgetCounters(context, tx, roots);
  return {
    deleted: { ...deleted, ...(counters > 0 ? { attempt_counters: counters } : {}) },
    emails: roots.emails,
    held,
  };
}

/**
 * Erases in one transaction, and the mails kept as files after it. The proof is kept with those of retention.
 * @throws {VisavisError} `conflict` while an appointment stands, `not-found` when there is nothing
 */
export async function erasePerson(parts: EraseParts, person: PersonQuestion['person']): Promise<PersonErased> {
  const { context, keys } = parts;
  const nowMs = context.clock.now();
  const id = randomBytes(16).toString('base64url');
  const done = await context.db.transaction(async (tx) => {
    const { deleted, emails, held } = await eraseRows(context, tx, person);
    const proof = await new SignJWT({ deleted })
      .setProtectedHeader(proofHeader(keys, erasureProofType))
      .setJti(id)
      .setIssuedAt(Math.floor(nowMs / 1000))
      .sign(keys.current().key);
    await tx.insert(retentionProofs).values({ id, ranAt: new Date(nowMs), jws: proof });
    await countGone(context, tx, held);
    return { deleted, emails, proof };
  });
  context.mailQueued();
  const files = await parts.forgetMails(done.emails);
  const deleted = files === 0 ? done.deleted : { ...done.deleted, mail_files: files };
  for (const [table, count] of Object.entries(deleted)) context.metrics.retention(table, count);
  context.log.info('person erased', {
    job: 'erasure',
    count: Object.values(deleted).reduce((sum, one) => sum + one, 0),
  });
  return { erasedAt: new Date(nowMs).toISOString(), deleted, proof: done.proof };
}
