/** The small parts of the booking page: what fits, months on the wall, work, links, the tab's memory, words, messages of frames. */
import { createHash } from 'node:crypto';
import { type GuestRequest, IdempotencyKey, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyDraft, personOf, personProblems, type Typed } from '../../clients/book/draft.ts';
import { fromFrame, readFrameMessage } from '../../clients/book/embed-messages.ts';
import { readFragment } from '../../clients/book/link.ts';
import { step as requestStep, unseen } from '../../clients/book/request-step.ts';
import { readSession, writeSession } from '../../clients/book/session.ts';
import { monthAfter, sameDayIn, weekdayOf, weeksOf } from '../../clients/book/slots.ts';
import { bookTexts } from '../../clients/book/texts/index.ts';
import { requestTexts } from '../../clients/book/texts/request.ts';
import { datedWords, ownTime, timeAt } from '../../clients/book/when.ts';
import { newWishKey } from '../../clients/book/wish-key.ts';
import { Work } from '../../clients/book/work.ts';
import { findNonce } from '../../clients/book/work-search.ts';
import { leadingZeroBits } from '../../services/appointments/requests/work.ts';

vi.mock('../../clients/book/work-worker.ts?worker&url', () => ({ default: '/work.js' }));

const typed: Typed = {
  ...emptyDraft.typed,
  firstName: 'Wilhelmine',
  lastName: 'Ostermann',
  phone: '030 1234567',
  email: 'w@example.org',
  insuranceNumber: 'A123456780',
};
const today = '2026-11-23';

describe('what is typed about a person', () => {
  it.each([
    ['nothing wrong', {}, {}],
    ['a slip in the number', { insuranceNumber: 'A123456781' }, { insuranceNumber: 'slip' }],
    ['half a number', { insuranceNumber: 'A1234' }, { insuranceNumber: 'wrong' }],
    ['no number, a birthday instead', { by: 'birth', insuranceNumber: '', birthDate: '1948-05-23' }, {}],
    ['a birthday as people write it', { by: 'birth', birthDate: '23. 5. 1948' }, {}],
    ['a birthday without dots', { by: 'birth', birthDate: '23051948' }, {}],
    ['a birthday that no calendar has', { by: 'birth', birthDate: '31.2.1948' }, { birthDate: 'wrong' }],
    ['a year of two digits', { by: 'birth', birthDate: '23.5.48' }, { birthDate: 'wrong' }],
    ['a birthday to come, as written', { by: 'birth', birthDate: '24.11.2026' }, { birthDate: 'wrong' }],
    ['a birthday to come', { by: 'birth', birthDate: '2026-11-24' }, { birthDate: 'wrong' }],
    ['no address', { email: 'w@' }, { email: 'wrong' }],
    ['a long subject', { subject: 'x'.repeat(201) }, { subject: 'wrong' }],
  ] as const)('names %s', (_what, change, problems) => {
    const person = { ...typed, ...change };
    expect(personProblems(person, today)).toEqual(problems);
    if (Object.keys(problems).length === 0) expect(personOf(person)).toBeDefined();
  });

  it('sends only the one of number and birthday that was chosen', () => {
    const person = personOf({ ...typed, by: 'birth', birthDate: '23/5/1948' });
    expect(person).toMatchObject({ birthDate: '1948-05-23' });
    expect(person).not.toHaveProperty('insuranceNumber');
    expect(person).not.toHaveProperty('subject');
  });
});

it('puts months on the wall from Monday to Sunday, and counts over the turn of the year', () => {
  const weeks = weeksOf('2027-02');
  expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([4, '2027-02-01', '2027-02-28']);
  expect(weeksOf('2026-11')).toHaveLength(6);
  expect([monthAfter('2026-11', 3), monthAfter('2027-01', -1)]).toEqual(['2027-02', '2026-12']);
  expect([sameDayIn('2027-02', '2027-01-31'), weekdayOf('2026-11-22')]).toEqual(['2027-02-28', 7]);
});

it('tells the own time only where the clocks differ, with its day where that differs too', () => {
  const noon = Date.parse('2026-11-24T11:00:00Z');
  expect(timeAt(noon, 'de', 'Europe/Berlin')).toBe('12:00');
  expect(ownTime(noon, 'de', 'Europe/Berlin', 'Europe/Vienna')).toBeUndefined();
  expect(ownTime(noon, 'de', 'Europe/Berlin', 'Europe/London')).toBe('11:00');
  expect(ownTime(noon, 'en', 'Europe/Berlin', 'Pacific/Auckland')).toContain('Wed');
});

it('names the place whose time holds: the country where it has one time, else the place of the zone', () => {
  const told = (zone: string) => bookTexts.de.slot.otherZone(zone, 'America/New_York');
  expect(told('Europe/Berlin')).toBe('Alle Zeiten gelten für Deutschland. Ihre Uhr zeigt eine andere Zeit: New York.');
  expect(told('Europe/Zurich')).toContain('für die Schweiz.');
  expect(told('Atlantic/Canary')).toContain('für Canary.');
  expect(bookTexts.en.slot.otherZone('Europe/Vienna', 'UTC')).toBe(
    'All times are as in Austria. Your clock shows another time: UTC.',
  );
});

it('does the work that the service checks, and anew when it grew old', async () => {
  const digest = createHash('sha256')
    .update(`w1.x.${findNonce('w1.x', 10)}`)
    .digest();
  expect(leadingZeroBits(digest)).toBeGreaterThanOrEqual(10);
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let given = 0;
  const challenge = async () => ({ challenge: `w1.${++given}`, bits: 1, expiresAt: '' });
  const work = new Work(challenge, async ({ challenge: text }) => text);
  work.begin();
  work.begin();
  expect((await work.take()).challenge).toBe('w1.1');
  work.begin();
  vi.advanceTimersByTime(30 * 60_000);
  expect((await work.take()).challenge).toBe('w1.3');
});

it.each([
  ['', 'none'],
  ['#main', 'none'],
  [`#${'A'.repeat(22)}.12345678`, 'link'],
  [`#${'A'.repeat(22)}`, 'broken'],
  ['#x', 'broken'],
])('reads the fragment %s as %s', (fragment, found) => {
  expect(readFragment(fragment).found).toBe(found);
});

it('keeps the draft for a reload, and forgives a memory that is broken or refused', () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const key = newWishKey();
  expect(v.is(IdempotencyKey, key)).toBe(true);
  const draft = { service: 'a', startsAt: undefined, typed, key };
  writeSession(store, { draft });
  expect(readSession(store).draft).toEqual({ service: 'a', typed, key });
  kept.set('visavis.book', '{"draft":3}');
  expect(readSession(store)).toEqual({});
  expect(readSession(undefined)).toEqual({});
  writeSession(store, {});
  expect(kept.size).toBe(0);
});

it('believes a frame only heights that can be, and where a step begins', () => {
  expect(readFrameMessage(fromFrame({ height: 812 }))).toEqual({ height: 812 });
  expect(readFrameMessage(fromFrame({ top: true }))).toEqual({ top: true });
  for (const data of [null, 'x', {}, { visavisBooking: null }, { visavisBooking: { height: '1px;' } }]) {
    expect(readFrameMessage(data)).toBeUndefined();
  }
  // Of a frame that is not shown yet, in a closed tab of the page around it.
  expect(readFrameMessage(fromFrame({ height: 0 }))).toEqual({ height: 0 });
  for (const height of [-1, 20_001, Number.NaN]) expect(readFrameMessage(fromFrame({ height }))).toBeUndefined();
});

describe('the page of a request', () => {
  const request = {
    ...{ id: v.parse(RequestId, 'A'.repeat(22)), status: 'requested', service: 'a', startsAt: '', wishedFor: null },
    ...{
      durationMinutes: 30,
      mode: 'video',
      place: null,
      expiresAt: null,
      advisor: '',
      language: 'de',
      visit: null,
      now: 0,
    },
  } as const satisfies GuestRequest;
  const shown = { ...unseen, request };

  it('shows what holds when somebody decided in between, and other times when one was taken', () => {
    const accept = { answer: 'accept' } as const;
    const busy = requestStep({ ...shown, asked: 'accept' }, { type: 'decided', answer: accept }).state;
    expect(busy.isBusy).toBe(true);
    const late = requestStep(busy, { type: 'refused', answer: accept, trouble: { code: 'conflict' } });
    expect([late.state.asked, late.effects]).toEqual([undefined, [{ do: 'look' }]]);
    const move = { answer: 'move', startsAt: '2026-11-24T09:00:00.000Z' } as const;
    const taken = requestStep(
      { ...shown, asked: 'move', isBusy: true },
      { type: 'refused', answer: move, trouble: { code: 'conflict' } },
    );
    expect(taken.state).toMatchObject({ asked: 'move', isTaken: true });
    expect(taken.effects).toContainEqual({ do: 'load-slots', service: 'a' });
  });

  it('does not go back to what a look from before a decision saw', () => {
    const decided = requestStep(shown, { type: 'decided', answer: { answer: 'cancel' } }).state;
    const cancelled = { ...request, status: 'cancelled' } as const;
    const done = requestStep(decided, { type: 'done', request: cancelled }).state;
    for (const { turn } of [shown, decided]) {
      expect(requestStep(done, { type: 'looked', request, turn }).state.request?.status).toBe('cancelled');
    }
    const moved = { ...request, status: 'moved' } as const;
    expect(requestStep(done, { type: 'looked', request: moved, turn: done.turn }).state.request?.status).toBe('moved');
  });

  it('asks nothing any more once it is over, and leaves a refusal to be read until something is new', () => {
    const asked = { ...shown, asked: 'move', trouble: { code: 'too-many' } } as const;
    const { turn } = asked;
    expect(requestStep(asked, { type: 'looked', request, turn }).state).toEqual(asked);
    const expired = requestStep(asked, { type: 'looked', request: { ...request, status: 'expired' }, turn }).state;
    expect(expired).toMatchObject({ asked: undefined, trouble: undefined });
    const confirmed = requestStep(asked, { type: 'looked', request: { ...request, status: 'confirmed' }, turn }).state;
    expect(confirmed.asked).toBe('move');
  });

  it('keeps what it showed when a look fails', () => {
    const failed = requestStep(shown, { type: 'look-failed', trouble: { code: 'unavailable' } });
    expect(failed.state.trouble).toBeUndefined();
  });
});

it('says the same things in every language', () => {
  const keys = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([key, one]) =>
      typeof one === 'object' && one !== null ? keys(one, `${path}${key}.`) : [`${path}${key}`],
    );
  expect(keys(bookTexts.en)).toEqual(keys(bookTexts.de));
  expect(keys(requestTexts.en)).toEqual(keys(requestTexts.de));
});

describe('a time on the page of a request', () => {
  const words = { today: 'Heute', tomorrow: 'Morgen', at: (day: string, time: string) => `${day}, ${time} Uhr` };
  const now = Date.parse('2026-11-23T20:00:00Z');
  const said = (at: string, timeZone = 'Europe/Berlin') =>
    datedWords(Date.parse(at), now, { language: 'de', timeZone }, words);

  it('has its date, today and tomorrow too, by the clock of the organisation', () => {
    expect(said('2026-11-23T21:00:00Z')).toBe('Heute, Montag, 23. November, 22:00 Uhr');
    expect(said('2026-11-23T23:30:00Z')).toBe('Morgen, Dienstag, 24. November, 00:30 Uhr');
    expect(said('2026-11-25T08:00:00Z')).toBe('Mittwoch, 25. November, 09:00 Uhr');
  });
});
