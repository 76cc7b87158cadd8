/** The way of a request: who may do what when, and that nothing is confirmed that one side has not agreed to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReminderDue } from '../../services/appointments/reminders.ts';
import {
  expiryOf,
  type RequestEvent,
  type RequestState,
  statusOf,
  step,
} from '../../services/appointments/requests/request-state.ts';

const hour = 3_600_000;
const now = 1_800_000_000_000;
const term = 48 * hour;
const wish = now + 100 * hour;
const other = now + 110 * hour;
const requested: RequestState = { phase: 'requested', startsAtMs: wish, expiresAtMs: now + term };
const confirm: RequestEvent = { by: 'advisor', what: 'confirm' };
const decline: RequestEvent = { by: 'advisor', what: 'decline' };
const propose: RequestEvent = { by: 'advisor', what: 'propose', startsAtMs: other };
const accept: RequestEvent = { by: 'guest', what: 'accept' };
const cancel: RequestEvent = { by: 'guest', what: 'cancel' };
const move: RequestEvent = { by: 'guest', what: 'move', startsAtMs: other };
const look: RequestEvent = { by: 'clock', what: 'look' };

/** Takes the steps one after the other, all at once. */
const walk = (...events: RequestEvent[]) =>
  events.reduce((last, event) => step(last.state, event, now, term), step(requested, look, now, term));

describe('a request', () => {
  it.each<[string, RequestEvent[], RequestState['phase'], string[]]>([
    ['is confirmed by the advisor', [confirm], 'confirmed', ['appoint']],
    ['is declined by the advisor', [decline], 'declined', ['release', 'mail declined']],
    ['is proposed another time', [propose], 'proposed', ['hold', 'mail proposed']],
    ['is agreed to by the guest at the proposed time', [propose, accept], 'confirmed', ['appoint']],
    ['is withdrawn by the guest', [cancel], 'cancelled', ['release', 'mail withdrawn']],
    ['is withdrawn with its proposal', [propose, cancel], 'cancelled', ['release', 'mail withdrawn']],
    ['is declined after a proposal', [propose, decline], 'declined', ['release', 'mail declined']],
    ['is wished for at another time by the guest', [move], 'requested', ['hold', 'mail received']],
    [
      'is wished for at another time instead of a proposal',
      [{ ...propose, startsAtMs: other + hour }, move],
      'requested',
      ['hold', 'mail received'],
    ],
    ['is moved by the guest once confirmed', [confirm, move], 'confirmed', ['hold', 'move-appointment']],
    ['is cancelled by the guest once confirmed', [confirm, cancel], 'cancelled', ['cancel-appointment']],
  ])('%s', (_what, events, phase, effects) => {
    const done = walk(...events);
    expect(done.state.phase).toBe(phase);
    expect(done.effects.map((one) => (one.do === 'mail' ? `mail ${one.kind}` : one.do))).toEqual(effects);
    expect(done.isRefused).toBe(false);
  });

  it.each<[string, RequestEvent[]]>([
    ['the guest agrees to what nobody proposed', [accept]],
    ['the advisor confirms an own proposal', [propose, confirm]],
    ['the advisor proposes the time that stands already', [{ ...propose, startsAtMs: wish }]],
    ['the advisor proposes a time that is past', [{ ...propose, startsAtMs: now - hour }]],
    ['something declined is confirmed', [decline, confirm]],
    ['something withdrawn is confirmed', [cancel, confirm]],
    ['something confirmed is declined', [confirm, decline]],
    ['something confirmed is moved to a time that is past', [confirm, { ...move, startsAtMs: now - hour }]],
    ['something confirmed is proposed another time', [confirm, propose]],
  ])('refuses when %s, and stays as it is', (_what, events) => {
    const before = walk(...events.slice(0, -1));
    const after = walk(...events);
    expect(after).toEqual({ state: before.state, effects: [], isRefused: true });
  });

  it.each<[string, RequestEvent[]]>([
    ['confirm', [confirm, confirm]],
    ['decline', [decline, decline]],
    ['cancel', [cancel, cancel]],
    ['accept', [propose, accept, accept]],
  ])('takes the same once more without harm (%s)', (_what, events) => {
    expect(walk(...events)).toMatchObject({ effects: [], isRefused: false });
  });

  it('expires when nobody has answered in time, whoever comes then', () => {
    const late = now + term;
    expect(step(requested, look, late - 1, term).state).toBe(requested);
    for (const event of [look, confirm, cancel, propose]) {
      const done = step(requested, event, late, term);
      expect(done.state.phase).toBe('expired');
      expect(done.effects).toEqual([{ do: 'release' }, { do: 'mail', kind: 'expired' }]);
      expect(done.isRefused).toBe(event !== look);
    }
    const proposed = walk(propose).state;
    expect(step(proposed, accept, late, term).state.phase).toBe('expired');
  });

  it('never waits beyond its own time', () => {
    expect(expiryOf(now + hour, now, term)).toBe(now + hour);
    expect(walk({ ...propose, startsAtMs: now + 2 * hour }).state).toMatchObject({ expiresAtMs: now + 2 * hour });
  });

  it('is appointed once at most, only with both sides, and tells the guest of every end, on any walk', () => {
    const event = fc.constantFrom(confirm, decline, propose, accept, cancel, look, move, {
      ...propose,
      startsAtMs: wish,
    });
    const moment = fc.integer({ min: 0, max: 120 }).map((hours) => hours * hour);
    fc.assert(
      fc.property(fc.array(fc.tuple(event, moment), { maxLength: 12 }), (walked) => {
        let { state } = step(requested, look, now, term);
        let at = now;
        let appointed = 0;
        let told = 0;
        for (const [what, later] of walked) {
          at += later;
          const before = state;
          const done = step(state, what, at, term);
          ({ state } = done);
          const isAppointed = done.effects.some((one) => one.do === 'appoint');
          if (isAppointed) {
            appointed++;
            expect(`${before.phase} ${what.what}`).toBe(
              before.phase === 'requested' ? 'requested confirm' : 'proposed accept',
            );
          }
          const isNothing = ['declined', 'expired', 'cancelled'].includes(state.phase) && state.phase !== before.phase;
          if (isNothing) {
            told++;
            expect(done.effects.some((one) => one.do === 'mail' || one.do === 'cancel-appointment')).toBe(true);
          }
          if (done.isRefused && state.phase !== 'expired') expect(state).toBe(before);
        }
        expect(appointed).toBeLessThanOrEqual(1);
        expect(told).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('stands where its appointment stands once it is confirmed', () => {
    const fate = { isCancelled: false, isOver: false, wasHeld: false, isMoved: false };
    expect(statusOf('requested', null)).toBe('requested');
    expect(statusOf('confirmed', fate)).toBe('confirmed');
    expect(statusOf('confirmed', { ...fate, isMoved: true })).toBe('moved');
    expect(statusOf('confirmed', { ...fate, isMoved: true, isOver: true, wasHeld: true })).toBe('held');
    expect(statusOf('confirmed', { ...fate, isOver: true })).toBe('no-show');
    expect(statusOf('confirmed', { ...fate, isCancelled: true, isOver: true })).toBe('cancelled');
  });
});

describe('a reminder', () => {
  const start = now + 100 * hour;
  const due = (atHoursBefore: number, lastMailHoursBefore: number, hours = [24, 1]) =>
    isReminderDue(start, start - lastMailHoursBefore * hour, start - atHoursBefore * hour, hours);

  it.each([
    ['a day before, to who was invited long ago', 24, 90, true],
    ['not yet', 24.1, 90, false],
    ['not to who was invited an hour ago', 24, 25, false],
    ['not twice', 23.9, 24, false],
    ['an hour before, to who was reminded a day before', 1, 24, true],
    ['late, when nobody looked for hours', 20, 90, true],
    ['not in the last five minutes', 0.05, 24, false],
    ['not when it has begun', -0.1, 24, false],
    ['not to who booked ninety minutes before', 1, 1.5, false],
  ])('is due %s', (_what, at, last, expected) => {
    expect(due(at, last)).toBe(expected);
  });

  it('is never due where nobody wants any', () => {
    expect(due(1, 90, [])).toBe(false);
  });
});
