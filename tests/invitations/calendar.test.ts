/** The calendar file, read back by a calendar library that knows nothing of ours. */
import { describe, expect, it } from 'vitest';
import { calendarOf, calendarUid } from '../../services/appointments/invitations/calendar.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';
import { keptCalendar } from '../support/kept-calendar.ts';
import { readCalendar } from '../support/read-calendar.ts';

const octets = (line: string) => Buffer.byteLength(line);

describe('an appointment in the calendar', () => {
  it('names time, length, link, advisor and reminder', () => {
    const facts = invitationFacts();
    const read = readCalendar(calendarOf(facts, invitationSettings, 'mail'));
    expect(read).toMatchObject({
      method: 'REQUEST',
      status: 'CONFIRMED',
      summary: 'Videotermin mit Frau Berger',
      startsAtMs: facts.startsAtMs,
      endsAtMs: facts.startsAtMs + 30 * 60_000,
      stampMs: facts.issuedAtMs,
      zone: 'Europe/Berlin',
      url: facts.joinLink,
      location: facts.joinLink,
      alarmSeconds: -900,
      organizer: 'mailto:termine@example.de',
    });
    expect(read.attendees.map((one) => one.toLowerCase())).toEqual(['mailto:grete@example.org']);
    expect(read.description).toContain('4711 2233 10');
    expect(read.description).toContain('4829 1370');
    expect(read.description).toContain('+49 800 123 45 67');
    expect(read.text('class')).toBe('PRIVATE');
  });

  it('keeps its UID through move and cancellation, and its SEQUENCE rises', () => {
    const steps = [
      invitationFacts(),
      invitationFacts({ kind: 'move', sequence: 1, startsAtMs: Date.parse('2026-11-26T13:30:00Z') }),
      invitationFacts({ kind: 'cancel', sequence: 2, joinLink: null }),
    ].map((facts) => readCalendar(calendarOf(facts, invitationSettings, 'mail')));
    expect(new Set(steps.map(({ uid }) => uid)).size).toBe(1);
    expect(steps.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(steps.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(steps.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    expect(steps[2]).toMatchObject({ url: null, location: null, alarmSeconds: null });
  });

  it('has a UID at the host of the pages that does not show the appointment id', () => {
    const { appointment } = invitationFacts();
    const uid = calendarUid(appointment, 'https://video.example.de:8443');
    expect(uid).toMatch(/^[A-Za-z0-9_-]{22}@video\.example\.de$/);
    expect(uid).not.toContain(appointment);
  });

  it.each(['separately', 'with-link'] as const)(
    'holds the dial-in code only when it goes with the link (%s)',
    (code) => {
      const text = calendarOf(invitationFacts({ code, joinLink: null }), invitationSettings, 'file');
      expect(text.includes('4829 1370')).toBe(code === 'with-link');
    },
  );

  it('is a publication without attendees when somebody else hands it over', () => {
    const read = readCalendar(calendarOf(invitationFacts(), invitationSettings, 'file'));
    expect(read).toMatchObject({ method: 'PUBLISH', attendees: [], organizer: 'mailto:termine@example.de' });
    const cancelled = invitationFacts({ kind: 'cancel' });
    expect(readCalendar(calendarOf(cancelled, invitationSettings, 'file')).method).toBe('CANCEL');
  });
});

describe('lines of the file', () => {
  const name = '"Ömer, der Große"; \\ 😀 שלום\r\nATTENDEE:mailto:x@y.z';
  const text = calendarOf(
    invitationFacts({ guest: { name, email: 'g@example.org' }, advisor: { name: `${name} und noch viel mehr Namen` } }),
    invitationSettings,
    'mail',
  );

  it('end in CRLF and have 75 octets at most', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split('\r\n').map(octets))).toBeLessThanOrEqual(75);
  });

  it('carry a hostile name as a name', () => {
    const read = readCalendar(text);
    expect(read.attendees.map((one) => one.toLowerCase())).toEqual(['mailto:g@example.org']);
    expect(read.summary).toContain('"Ömer, der Große"; \\ 😀 שלום ATTENDEE');
  });

  it('stay unfolded in a draft, so that the placeholder is never cut', () => {
    const draft = calendarOf(invitationFacts({ joinLink: null }), invitationSettings, 'file');
    expect(draft.match(/\{link\}/g)).toHaveLength(3);
    expect(draft).not.toMatch(/\r\n[ \t]/);
  });
});

describe('times across the change of clocks', () => {
  it.each([
    ['the Saturday before summer time', '2027-03-27T09:00:00Z', 'Europe/Berlin'],
    ['an hour before the gap', '2027-03-28T00:30:00Z', 'Europe/Berlin'],
    ['the minute after the gap', '2027-03-28T01:00:00Z', 'Europe/Berlin'],
    ['the Monday after', '2027-03-29T08:00:00Z', 'Europe/Berlin'],
    ['the day before winter time', '2026-10-24T08:00:00Z', 'Europe/Berlin'],
    ['the hour shown twice, first time', '2026-10-25T00:30:00Z', 'Europe/Berlin'],
    ['the hour shown twice, second time', '2026-10-25T01:30:00Z', 'Europe/Berlin'],
    ['the day after winter time', '2026-10-26T09:00:00Z', 'Europe/Berlin'],
    ['a zone that changes on other days', '2026-11-01T06:30:00Z', 'America/New_York'],
    ['the gap of the machine in another zone', '2027-03-28T06:30:00Z', 'America/New_York'],
    ['a zone with half hours', '2026-04-04T15:15:00Z', 'Australia/Lord_Howe'],
    ['a zone that changes around Ramadan', '2027-02-20T09:00:00Z', 'Africa/Casablanca'],
    ['a zone under its old name', '2026-11-24T09:00:00Z', 'Asia/Calcutta'],
    ['UTC', '2026-11-24T09:00:00Z', 'UTC'],
    ['a summer to which the rule of the file does not apply', '1975-07-01T09:00:00Z', 'Europe/Berlin'],
  ])('are the same moment for a calendar program: %s', (_what, start, timeZone) => {
    const facts = invitationFacts({ startsAtMs: Date.parse(start), durationMinutes: 90 });
    const read = readCalendar(calendarOf(facts, { ...invitationSettings, timeZone }, 'mail'));
    expect(new Date(read.startsAtMs).toISOString()).toBe(new Date(facts.startsAtMs).toISOString());
    expect(read.endsAtMs - read.startsAtMs).toBe(90 * 60_000);
  });
});

describe('a calendar that takes the files of our mails, read by a second parser', () => {
  const place = 'Lindenstraße 12, Zimmer 204';
  const cases = (['de', 'en'] as const).flatMap((language) => [
    { language, place: null },
    { language, place },
  ]);

  it.each(cases)('has the appointment once, moves it and drops it ($language, $place)', (meeting) => {
    const calendar = keptCalendar();
    const file = (changes: Parameters<typeof invitationFacts>[0]) =>
      calendarOf(invitationFacts({ ...meeting, ...changes }), invitationSettings, 'mail');
    const invited = file({});
    calendar.take(invited);
    calendar.take(invited);
    const at = (text: string) => ({ startsAtMs: Date.parse(text), endsAtMs: Date.parse(text) + 30 * 60_000 });
    expect(calendar.entries()).toEqual([
      { summary: expect.stringContaining('Frau Berger'), ...at('2026-11-24T09:00:00Z') },
    ]);
    // The night of the clock change lies in between, and one of the two hours that read the same.
    const moments = ['2026-10-23T08:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2027-03-28T01:00:00Z'];
    const moves = moments.map((text, index) => ({ text, file: moved(text, index + 1) }));
    for (const move of moves) {
      calendar.take(move.file);
      expect(calendar.entries()).toMatchObject([at(move.text)]);
    }
    calendar.take(invited);
    expect(calendar.entries()).toMatchObject([at('2027-03-28T01:00:00Z')]);
    calendar.take(
      file({ kind: 'cancel', sequence: 9, startsAtMs: Date.parse('2027-03-28T01:00:00Z'), joinLink: null }),
    );
    expect(calendar.entries()).toEqual([]);
    calendar.take(moves.at(-1)?.file ?? '');
    expect(calendar.entries()).toEqual([]);

    function moved(text: string, sequence: number) {
      return file({ kind: 'move', sequence, startsAtMs: Date.parse(text) });
    }
  });
});
