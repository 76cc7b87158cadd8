/** Decisions about waiting mails, with plain values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  giveUpAfterMs,
  isUnderway,
  leaseMs,
  mailToSend,
  tellAll,
  type WaitingMail,
} from '../../services/appointments/invitations/outbox-step.ts';
import { invitationFacts } from '../support/invitation-facts.ts';

const now = 1_800_000_000_000;
const minute = 60_000;
const waiting = (changes: Partial<WaitingMail> = {}): WaitingMail => ({
  id: 'a',
  kind: 'invite',
  payloadEnc: '',
  attempts: 0,
  nextAttemptAtMs: now,
  lastErrorCode: null,
  createdAtMs: now,
  ...changes,
});

describe('after a failure', () => {
  it('waits a minute, doubling to an hour', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempt) => afterFailure('temporary', attempt, 0));
    expect(waits).toEqual(
      [1, 2, 4, 8, 16, 32, 60, 60, 60].map((minutes) => ({ outcome: 'again', inMs: minutes * minute })),
    );
  });

  it('gives up at once when it is final', () => {
    expect(afterFailure('permanent', 1, 0)).toEqual({ outcome: 'failed' });
  });

  it('never plans an attempt later than a day after the mail was made', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 2 * giveUpAfterMs }),
        (attempt, ageMs) => {
          const verdict = afterFailure('temporary', attempt, ageMs);
          return verdict.outcome === 'failed' || ageMs + verdict.inMs <= giveUpAfterMs;
        },
      ),
    );
  });

  it('ends after some thirty attempts', () => {
    let ageMs = 0;
    let attempts = 1;
    for (let verdict = afterFailure('temporary', 1, 0); verdict.outcome === 'again'; attempts++) {
      ageMs += verdict.inMs;
      verdict = afterFailure('temporary', attempts + 1, ageMs);
    }
    expect(attempts).toBeGreaterThan(20);
    expect(attempts).toBeLessThan(40);
  });
});

describe('of the mails of one appointment', () => {
  it('the newest is sent, when it is due', () => {
    const [older, newest] = [waiting({ id: 'a' }), waiting({ id: 'b' })];
    expect(mailToSend([older, newest], now)).toBe(newest);
    expect(mailToSend([older, waiting({ nextAttemptAtMs: now + 1 })], now)).toBeNull();
    expect(mailToSend([], now)).toBeNull();
  });

  it('none is sent while one is underway', () => {
    const underway = waiting({ attempts: 1, nextAttemptAtMs: now + leaseMs });
    expect(isUnderway(underway, now)).toBe(true);
    expect(mailToSend([underway, waiting({ id: 'b' })], now)).toBeNull();
    expect(isUnderway(underway, now + leaseMs)).toBe(false);
    expect(isUnderway({ ...underway, lastErrorCode: '451' }, now)).toBe(false);
  });
});

describe('one mail for all that is unsaid', () => {
  const invite = invitationFacts();
  const [first, second] = [now + 1, now + 2];
  const move = invitationFacts({ kind: 'move', sequence: 1, movedFromMs: first });
  const later = invitationFacts({ kind: 'move', sequence: 2, movedFromMs: second });
  const code = invitationFacts({ kind: 'code', sequence: 2 });
  const cancel = invitationFacts({ kind: 'cancel', sequence: 3 });

  it('invites whoever was not even invited, to the newest time', () => {
    expect(tellAll(later, [invite, move])).toEqual({ ...later, kind: 'invite', movedFromMs: null });
    expect(tellAll(code, [invite])).toEqual({ ...code, kind: 'invite' });
  });

  it('tells of a move from the time that the guest knows', () => {
    expect(tellAll(later, [move])).toEqual({ ...later, movedFromMs: first });
    expect(tellAll(code, [move])).toEqual({ ...code, kind: 'move', movedFromMs: first });
    expect(tellAll(move, [code])).toBe(move);
  });

  it('leaves a cancellation and a single mail as they are', () => {
    expect(tellAll(cancel, [invite, move])).toBe(cancel);
    expect(tellAll(move, [])).toBe(move);
  });
});
