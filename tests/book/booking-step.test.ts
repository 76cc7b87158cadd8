/** The way from the wish to the request, with plain values: what is asked next, what is kept, what a refusal means. */
import type { BookingAnswer, ErrorCode, Organisation, SlotAnswer } from '@visavis/shared';
import { DialInCode, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { beginning, step } from '../../clients/book/booking-step.ts';
import type { Booking, BookingEffect, BookingEvent, Service } from '../../clients/book/booking-types.ts';
import { emptyDraft, type Typed } from '../../clients/book/draft.ts';
import type { Session } from '../../clients/book/session.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const organisation: Organisation = {
  name: 'Musterkasse',
  phone: '0800 123 45 67',
  consent: { version: '2026-11' },
  languages: ['de', 'en'],
  timeZone: 'Europe/Berlin',
  relay: true,
};
const service = (id: string): Service => ({
  id,
  mode: 'video',
  texts: { de: { title: id, description: '' } },
  durationMinutes: 30,
});
const two = [service('a'), service('b')];
const slot = '2026-11-24T09:00:00.000Z';
const slots = (days: SlotAnswer['days'], next: string | null): SlotAnswer => ({
  timeZone: 'Europe/Berlin',
  durationMinutes: 30,
  days,
  next,
});
const typed: Typed = {
  ...emptyDraft.typed,
  firstName: 'Wilhelmine',
  lastName: 'Ostermann',
  phone: '030 1234567',
  email: 'w@example.org',
  insuranceNumber: 'a 123 456 780',
};

/** Plays events from the beginning; answers the last state and all effects. */
function play(...events: BookingEvent[]): { state: Booking; effects: BookingEffect[] } {
  let state = beginning;
  const effects: BookingEffect[] = [];
  for (const event of events) {
    const next = step(state, event, now);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

const opened = (session: Session = {}, at?: Booking['wanted']): BookingEvent => ({
  type: 'opened',
  link: { found: 'none' },
  session,
  step: at,
});
const offer = (services = two): BookingEvent => ({ type: 'offer', organisation, services });
const toCheck: BookingEvent[] = [
  opened(),
  offer(),
  { type: 'service', id: 'a' },
  { type: 'slots', service: 'a', from: undefined, answer: slots([{ day: '2026-11-24', slots: [slot] }], slot) },
  { type: 'slot', startsAt: slot },
  { type: 'typed', typed },
  { type: 'person-done' },
];
const send: BookingEvent = { type: 'send', language: 'de', key: 'first' };
const agreed: BookingEvent = { type: 'agreed', agreed: true };
const at = (state: Booking) => (state.at.phase === 'step' ? state.at.step : state.at.phase);
const deeds = (effects: readonly BookingEffect[]) => effects.map((effect) => effect.do);

describe('the way to a request', () => {
  it('asks for service, slot and person, each once, and begins the work at the person', () => {
    const { state, effects } = play(...toCheck);
    expect(at(state)).toBe('check');
    expect(effects.filter((one) => one.do === 'history')).toEqual([
      { do: 'history', step: 'service', replace: true },
      { do: 'history', step: 'slot', replace: false },
      { do: 'history', step: 'person', replace: false },
      { do: 'history', step: 'check', replace: false },
    ]);
    expect(deeds(effects)).toContain('begin-work');
  });

  it('skips the choice where there is none, and says when nothing is on offer', () => {
    expect(at(play(opened(), offer([service('a')])).state)).toBe('slot');
    expect(at(play(opened(), offer([])).state)).toBe('closed');
  });

  it('is back at the check at once when one thing was changed', () => {
    const { state } = play(...toCheck, { type: 'change', step: 'slot' }, { type: 'slot', startsAt: slot });
    expect(at(state)).toBe('check');
  });

  it('goes on after a reload where it was, but never past what is still open', () => {
    const draft = { service: 'a', startsAt: slot, typed };
    expect(at(play(opened({ draft }, 'person'), offer()).state)).toBe('person');
    expect(at(play(opened({ draft }, 'check'), offer()).state)).toBe('check');
    expect(
      at(play(opened({ draft: { ...draft, startsAt: '2026-11-20T09:00:00.000Z' } }, 'check'), offer()).state),
    ).toBe('slot');
  });

  it('follows Back, and lets nobody forward over an open step', () => {
    expect(at(play(...toCheck, { type: 'went', step: 'slot' }).state)).toBe('slot');
    expect(at(play(opened(), offer(), { type: 'went', step: 'check' }).state)).toBe('service');
  });

  it('looks further ahead when the next month holds nothing', () => {
    const far = '2027-02-03T09:00:00.000Z';
    const { effects } = play(opened(), offer([service('a')]), {
      type: 'slots',
      service: 'a',
      from: undefined,
      answer: slots([], far),
    });
    expect(effects.at(-1)).toEqual({ do: 'load-slots', service: 'a', from: '2027-02-01' });
  });

  it('asks for the times once more when they could not be loaded at all', () => {
    const failed: BookingEvent = { type: 'slots-failed', trouble: { code: 'unavailable' } };
    const { state, effects } = play(opened(), offer([service('a')]), failed, { type: 'month', month: '2026-11' });
    expect(effects.at(-1)).toEqual({ do: 'load-slots', service: 'a', from: undefined });
    expect(effects.filter((effect) => effect.do === 'load-slots')).toHaveLength(2);
    expect(state).toMatchObject({ isLoadingSlots: true, trouble: undefined });
  });

  it('names what does not fit and stays', () => {
    const { state } = play(...toCheck.slice(0, 5), { type: 'person-done' });
    expect(at(state)).toBe('person');
    expect(state.problems).toMatchObject({ firstName: 'missing', email: 'missing', insuranceNumber: 'missing' });
  });
});

describe('the press on "Termin"', () => {
  it('wants the terms first, and sends once', () => {
    expect(play(...toCheck, send).state).toMatchObject({ isAgreementMissing: true, isSending: false });
    const { state, effects } = play(...toCheck, agreed, send, send);
    expect(state.isSending).toBe(true);
    expect(effects.filter((one) => one.do === 'send')).toHaveLength(1);
    expect(effects.at(-1)).toMatchObject({
      wish: {
        service: 'a',
        startsAt: slot,
        consent: { version: '2026-11' },
        person: { insuranceNumber: 'A123456780' },
      },
    });
  });

  const answeredWith = (answer: BookingAnswer) => play(...toCheck, agreed, send, { type: 'answered', answer });

  it('offers other times at once when somebody was faster, with everything typed kept', () => {
    const next = ['2026-11-24T10:00:00.000Z', '2026-11-25T09:00:00.000Z'];
    const { state, effects } = answeredWith({ outcome: 'taken', next });
    expect(state.at).toEqual({ phase: 'step', step: 'slot', notice: 'taken' });
    expect(state.slots?.days.flatMap((one) => one.slots)).toEqual(next);
    expect(state.draft).toMatchObject({ startsAt: undefined, typed });
    expect(deeds(effects).slice(-3)).toEqual(['history', 'begin-work', 'load-slots']);
    expect(at(step(state, { type: 'slot', startsAt: next[0] ?? '' }, now).state)).toBe('check');
  });

  it('leads to the request, or to the mailbox, and forgets what was typed', () => {
    const mine = { request: v.parse(RequestId, 'A'.repeat(22)), code: v.parse(DialInCode, '12345678') };
    const request = { id: mine.request, status: 'requested' } as Extract<
      BookingAnswer,
      { outcome: 'requested' }
    >['request'];
    const done = answeredWith({ outcome: 'requested', request, code: mine.code }).state;
    expect(done).toMatchObject({ at: { phase: 'request', mine, isFresh: true }, draft: emptyDraft });
    const expiresAt = '2026-11-23T08:15:00.000Z';
    const held = answeredWith({ outcome: 'unconfirmed', startsAt: slot, expiresAt }).state;
    expect(held).toMatchObject({ at: { phase: 'unconfirmed', startsAt: slot, expiresAt }, draft: emptyDraft });
  });

  const refusedWith = (code: ErrorCode): BookingEvent => ({
    type: 'refused',
    language: 'de',
    trouble: { code },
  });

  it('does expired work again without a word, twice at most', () => {
    const once = play(...toCheck, agreed, send, refusedWith('forbidden'));
    expect(once.state).toMatchObject({ isSending: true, trouble: undefined });
    const thrice = play(...toCheck, agreed, send, ...Array(3).fill(refusedWith('forbidden')));
    expect(thrice.state).toMatchObject({ isSending: false, trouble: { code: 'unavailable' } });
  });

  it('sends the same wish under the same key until it was answered, also after a reload', () => {
    const keys = (events: BookingEvent[]) =>
      play(...events).effects.flatMap((one) => (one.do === 'send' ? [one.wish.idempotencyKey] : []));
    const again: BookingEvent = { ...send, key: 'second' };
    const lost = [...toCheck, agreed, send, refusedWith('unavailable')];
    expect(keys([...lost, again])).toEqual(['first', 'first']);
    expect(keys([...lost, { type: 'typed', typed }, { type: 'slot', startsAt: slot }, again])).toEqual([
      'first',
      'first',
    ]);
    expect(keys([...toCheck, agreed, send, refusedWith('forbidden')])).toEqual(['first', 'first']);
    const older = refusedWith('bad-request');
    expect(keys([...toCheck, agreed, send, older, older, older])).toEqual(['first', undefined]);
    const reloaded = opened({ draft: play(...lost).state.draft }, 'check');
    expect(keys([reloaded, offer(), agreed, again])).toEqual(['first']);
    const later = '2026-11-25T09:00:00.000Z';
    const changes: BookingEvent[] = [
      { type: 'typed', typed: { phone: '030 7654321' } },
      { type: 'slot', startsAt: later },
      refusedWith('conflict'),
    ];
    for (const change of changes) expect(keys([...lost, change, again])).toEqual(['first', 'second']);
    const taken: BookingEvent = { type: 'answered', answer: { outcome: 'taken', next: [later] } };
    expect(keys([...toCheck, agreed, send, taken, { type: 'slot', startsAt: slot }, again])).toEqual([
      'first',
      'second',
    ]);
  });

  it('goes back to the choice when the service is gone, and asks again for new terms', () => {
    expect(play(...toCheck, agreed, send, refusedWith('not-found')).state.at).toMatchObject({ step: 'service' });
    const outdated = play(...toCheck, agreed, send, refusedWith('consent-outdated'));
    expect(outdated.state).toMatchObject({ agreed: false, trouble: { code: 'consent-outdated' } });
    expect(outdated.effects.at(-1)).toEqual({ do: 'load-offer' });
    expect(play(...toCheck, agreed, send, refusedWith('too-many')).state.draft.typed).toEqual(typed);
  });
});

it('opens the page of a request from the link or the memory of the tab, and tells a cut link', () => {
  const mine = { request: v.parse(RequestId, 'A'.repeat(22)), code: v.parse(DialInCode, '12345678') };
  const link = play({ type: 'opened', link: { found: 'link', mine }, session: {}, step: undefined });
  expect(link.state.at).toEqual({ phase: 'request', mine, isFresh: false });
  expect(play(opened({ mine, isFresh: true })).state.at).toEqual({ phase: 'request', mine, isFresh: true });
  expect(play({ type: 'opened', link: { found: 'broken' }, session: {}, step: undefined }).state.at.phase).toBe(
    'broken-link',
  );
});
