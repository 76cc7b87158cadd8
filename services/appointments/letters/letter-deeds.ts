/** Opens the box of letters for who asks: the advisor of it, or the guest with link and code, and does one thing with it. */
import { type LetterList, type LetterQuestion, VisavisError } from '@visavis/shared';
import { ownRow } from '../book-read.ts';
import type { Advisor, Context } from '../context.ts';
import type { Transaction } from '../database.ts';
import { prove, refuse } from '../proof.ts';
import { holdRequest } from '../requests/decide.ts';
import { proveRequest } from '../requests/request-proof.ts';
import { boxOfAppointment, type LetterBox } from './letter-box.ts';
import { listLetters, markRead, type Side, writeLetter } from './letters.ts';

/** Something done with an open box before its letters are listed. */
export type Deed = { do: 'list' } | { do: 'read' } | { do: 'write'; text: string };

async function perform(context: Context, tx: Transaction, box: LetterBox, side: Side, deed: Deed): Promise<LetterList> {
  if (deed.do === 'read') await markRead(context, tx, box, side);
  if (deed.do === 'write') await writeLetter(context, tx, box, side, deed.text);
  return listLetters(context, tx, box, side);
}

function done(context: Context, side: Side, deed: Deed): void {
  if (deed.do !== 'write') return;
  context.mailQueued();
  context.log.info('letter written', { kind: side });
}

/** @throws {VisavisError} `not-found` (another advisor's too) */
async function boxOfAdvisor(
  tx: Transaction,
  advisor: Advisor,
  owner: { appointment: string } | { request: string },
): Promise<LetterBox> {
  if ('appointment' in owner) {
    await ownRow(tx, advisor, owner.appointment, true);
    const box = await boxOfAppointment(tx, owner.appointment);
    if (box !== null) return box;
  } else {
    const held = await holdRequest(tx, owner.request);
    if (held.row.advisorId === advisor.id) return { appointment: held.appointment, request: held.row };
  }
  throw new VisavisError('not-found', 'no such letters');
}

/** For the advisor of an appointment or request. @throws {VisavisError} `not-found`, `conflict`, `too-many` */
export async function asAdvisor(
  context: Context,
  advisor: Advisor,
  owner: { appointment: string } | { request: string },
  deed: Deed,
): Promise<LetterList> {
  const answer = await context.db.transaction(async (tx) =>
    perform(context, tx, await boxOfAdvisor(tx, advisor, owner), 'advisor', deed),
  );
  done(context, 'advisor', deed);
  return answer;
}

async function proveGuest(context: Context, tx: Transaction, asked: LetterQuestion, address: string) {
  const { request, appointment, code, device } = asked;
  if (request !== undefined) {
    if (code === undefined) return { outcome: 'refused' as const };
    const proof = await proveRequest(context, tx, { request, code, address });
    if (proof.outcome !== 'proven') return proof;
    const { row, appointment: made } = proof.held;
    return { outcome: 'proven' as const, box: { appointment: made, request: row } };
  }
  const proof = await prove(context, tx, { appointment, code, device, address });
  if (proof.outcome !== 'proven') return proof;
  // A companion's code opens the room and nothing that guest and advisor write to each other.
  if ('companion' in proof && proof.companion !== null) return { outcome: 'refused' as const };
  const box = await boxOfAppointment(tx, proof.row.id);
  return box === null ? { outcome: 'refused' as const } : { outcome: 'proven' as const, box };
}

/**
 * For the guest who has the link and its code. `address` is an address group.
 * @throws {VisavisError} `not-admitted`, `too-many`, `conflict`
 */
export async function asGuest(
  context: Context,
  asked: LetterQuestion,
  address: string,
  deed: Deed,
): Promise<LetterList> {
  const startedAtMs = context.clock.now();
  const found = await context.db.transaction(async (tx) => {
    const proof = await proveGuest(context, tx, asked, address);
    if (proof.outcome !== 'proven') return proof;
    return { outcome: 'done' as const, answer: await perform(context, tx, proof.box, 'guest', deed) };
  });
  if (found.outcome !== 'done') return refuse(context, startedAtMs, found);
  done(context, 'guest', deed);
  return found.answer;
}
