/** Meetings in person through the real service: a place instead of a link, no room to enter, and what became of them. */
import { AdvisorRequest, Appointment, GuestRequest, ProposalSlots } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askIn,
  change,
  create,
  day,
  errorOf,
  hour,
  list,
  minute,
  newIncarnation,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, ask, asked, bookingPerson, serviceOffer, setOffer } from '../support/booking-samples.ts';
import { readCalendar } from '../support/read-calendar.ts';

const place = 'Lindenstraße 12, 10969 Berlin, Zimmer 204';
const inPerson = { mode: 'in-person', place };

describe('a meeting in person', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const mails = async () => {
    await test.appointments.settled();
    return test.sent.splice(0);
  };

  it('is invited to with its place, without link, code or test, and goes into calendars there', async () => {
    const made = await create(test, inPerson, 3 * day);
    expect(made).toMatchObject({ mode: 'in-person', place, joinLink: '' });
    const [mail] = await mails();
    expect(mail?.subject).toMatch(/^Ihr Termin am/);
    for (const text of [mail?.text ?? '', (mail?.html ?? '').replaceAll('&nbsp;', ' ')]) {
      expect(text).toContain('Zimmer 204');
      expect(text).not.toMatch(/\/j#|Video|Einwahlcode|testen/);
    }
    const file = readCalendar(mail?.calendar?.content ?? '');
    expect(file).toMatchObject({ method: 'REQUEST', location: place, url: null, summary: 'Termin mit Frau Berger' });
    await change(test, made.id, { startsAt: new Date(test.clock.now() + 4 * day).toISOString() });
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
    const last = (await mails()).at(-1);
    expect(last?.subject).toMatch(/^Abgesagt: Ihr Termin am/);
    expect(readCalendar(last?.calendar?.content ?? '')).toMatchObject({ method: 'CANCEL', uid: file.uid });
  });

  it('is reminded of with its place', async () => {
    await create(test, inPerson, 3 * day);
    await mails();
    test.clock.jump(2 * day + minute);
    const [mail] = await mails();
    expect(mail?.subject).toMatch(/^Erinnerung: Ihr Termin am/);
    expect(mail?.text).toContain(place);
  });

  it('has no room: nobody is let in, there is nothing to test, and its link is unknown', async () => {
    const made = await create(test, inPerson);
    const who = { appointment: made.id, code: made.dialInCode };
    expect(errorOf((await askIn(test, who)).body).code).toBe('not-admitted');
    const incarnation = newIncarnation();
    expect(errorOf((await test.send('POST', '/api/v1/check/ticket', { ...who, incarnation })).body).code).toBe(
      'not-admitted',
    );
    expect(errorOf((await test.send('POST', '/api/v1/link', { appointment: made.id })).body).code).toBe('link-unknown');
    const own = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, { incarnation });
    expect(errorOf(own.body).code).toBe('conflict');
  });

  it('needs a place, and one by video has none', async () => {
    const wish = {
      guest: { name: 'A', email: 'a@example.org' },
      durationMinutes: 30,
      language: 'de',
      code: 'with-link',
      mail: 'service',
    };
    const startsAt = new Date(test.clock.now() + day).toISOString();
    for (const wrong of [{ mode: 'in-person' }, { mode: 'video', place }, { place }]) {
      const refused = await sendAsAdvisor(test, 'POST', '/api/v1/appointments', { ...wish, startsAt, ...wrong });
      expect([wrong, refused.status]).toEqual([wrong, 400]);
    }
  });

  it('is asked for like any other, and keeps its place on the way', async () => {
    await setOffer(test, { services: [{ ...serviceOffer, mode: 'in-person', place }] });
    const request = await asked(test);
    expect(request).toMatchObject({ mode: 'in-person', place });
    const made = v.parse(AdvisorRequest, (await answer(test, request.id, { answer: 'confirm' })).body);
    expect((await mails()).at(-1)?.text).toContain(place);
    expect(await list(test, `?from=${request.startsAt}`)).toMatchObject([
      { id: made.appointment, mode: 'in-person', place },
    ]);
  });

  it('cannot be asked for while its service is switched off, which stays in the book', async () => {
    await setOffer(test, { services: [{ ...serviceOffer, isOffered: false }] });
    expect((await test.send('GET', '/api/v1/book/services')).body).toEqual({ services: [] });
    expect((await ask(test, { startsAt: new Date(test.clock.now() + 7 * day).toISOString() })).status).toBe(404);
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/offer')).body).toMatchObject({ services: [{ id: 'beratung' }] });
  });

  it('was held, or missed, as the advisor says once its time has come', async () => {
    await setOffer(test, { services: [{ ...serviceOffer, mode: 'in-person', place }] });
    const request = await asked(test);
    await answer(test, request.id, { answer: 'confirm' });
    const [appointment] = await list(test, `?from=${request.startsAt}`);
    const note = (outcome: string) =>
      sendAsAdvisor(test, 'POST', `/api/v1/appointments/${appointment?.id}/outcome`, { outcome });
    expect(errorOf((await note('held')).body).code).toBe('conflict');
    test.clock.jump(Date.parse(request.startsAt) - test.clock.now() + 5 * hour);
    const seen = async () => {
      const found = await test.send('POST', '/api/v1/book/status', { request: request.id, code: request.code });
      return v.parse(GuestRequest, found.body).status;
    };
    expect(await seen()).toBe('held');
    expect(v.parse(Appointment, (await note('missed')).body).outcome).toBe('missed');
    expect(await seen()).toBe('no-show');
    expect((await note('perhaps')).status).toBe(400);
  });

  it('says in the mail why a request was declined, where the advisor chose a reason', async () => {
    await setOffer(test);
    const first = await asked(test);
    await mails();
    await answer(test, first.id, { answer: 'decline', reason: 'other-service' });
    expect((await mails())[0]?.text).toContain('eine andere Stelle bei uns zuständig');
    const second = await asked(test, { person: { ...bookingPerson, email: 'b@example.org' } });
    expect((await answer(test, second.id, { answer: 'decline', reason: 'no-mood' })).status).toBe(400);
  });

  it('proposes only times that are free in the advisor’s own hours', async () => {
    await setOffer(test);
    const first = await asked(test);
    const second = await asked(test, { person: { ...bookingPerson, email: 'b@example.org' } });
    const found = await sendAsAdvisor(test, 'GET', `/api/v1/requests/${first.id}/slots`);
    const { slots } = v.parse(ProposalSlots, found.body);
    expect(slots).toHaveLength(24);
    expect(slots).not.toContain(first.startsAt);
    expect(slots).not.toContain(second.startsAt);
    expect((await answer(test, first.id, { answer: 'propose', startsAt: slots[0] })).status).toBe(200);
    expect((await sendAsAdvisor(test, 'GET', `/api/v1/requests/${'A'.repeat(22)}/slots`)).status).toBe(404);
  });
});
