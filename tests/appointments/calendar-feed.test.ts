/** An advisor's calendar feed through the real service: busy times at a secret address, and nobody's name. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create, day, errorOf, guestName, hour, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, asked, bookingPerson, serviceOffer, setOffer } from '../support/booking-samples.ts';
import { typedClient } from '../support/typed-client.ts';

let database: TestDatabase;
let test: TestApp;
beforeAll(async () => {
  database = await openTestDatabase('pglite');
  test = await startAppointments(database.database);
}, 60_000);
afterAll(async () => {
  await test?.close();
  await database?.close();
});

async function makeAddress(language: 'de' | 'en' = 'de'): Promise<string> {
  const { data } = await typedClient(test).POST('/api/v1/calendar', { body: { language } });
  const address = data?.address ?? '';
  expect(address).toMatch(/^https:\/\/video\.example\.de\/api\/v1\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
  return new URL(address).pathname;
}

const read = (path: string, known?: string) =>
  test.send('GET', path, undefined, known === undefined ? {} : { headers: { 'if-none-match': known } });

/** As a calendar program reads it. */
function eventsOf(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const from = event.startDate.toUnixTime() * 1000;
    return {
      uid: event.uid,
      summary: event.summary,
      status: String(component.getFirstPropertyValue('status')),
      from,
      minutes: (event.endDate.toUnixTime() * 1000 - from) / minute,
      names: component.getAllProperties().map(({ name }) => name),
    };
  });
}

describe('an advisor’s calendar feed', () => {
  it('tells calendars when the advisor is busy, and nothing of anybody', async () => {
    const made = await create(test, {}, 3 * day);
    const cancelled = await create(test, {}, 4 * day);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${cancelled.id}`);
    await setOffer(test, { services: [{ ...serviceOffer, bufferBeforeMinutes: 10 }] });
    const request = await asked(test);
    const answered = await read(await makeAddress());
    expect(answered.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answered.headers['cache-control']).toBe('private, no-cache');
    const [first, second, ...others] = eventsOf(answered.text).toSorted((a, b) => b.status.localeCompare(a.status));
    const wish = {
      summary: 'Termin (angefragt)',
      status: 'TENTATIVE',
      from: Date.parse(request.startsAt),
      minutes: 30,
    };
    expect(first).toMatchObject(wish);
    const firm = { summary: 'Termin', status: 'CONFIRMED', from: Date.parse(made.startsAt), minutes: 30 };
    expect(second).toMatchObject(firm);
    expect(others).toEqual([]);
    for (const event of [first, second]) {
      expect(event?.names).not.toEqual(expect.arrayContaining([expect.stringMatching(/attendee|organizer|descr|url/)]));
    }
    for (const secret of [...guestName.split(' '), made.id, made.number, request.id, bookingPerson.email, '/j#']) {
      expect(answered.text).not.toContain(secret);
    }
    const confirmed = await answer(test, request.id, { answer: 'confirm' });
    expect(confirmed.status).toBe(200);
    expect(eventsOf((await read(await makeAddress('en'))).text).map(({ summary }) => summary)).toEqual([
      'Appointment',
      'Appointment',
    ]);
  });

  it('answers that nothing has changed until something has', async () => {
    const path = await makeAddress();
    const first = await read(path);
    const tag = String(first.headers.etag);
    test.clock.jump(hour);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await read(path, known);
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag]);
    }
    expect((await read(path, '"other"')).status).toBe(200);
    await create(test, {}, 5 * day);
    const changed = await read(path, tag);
    expect(changed.status).toBe(200);
    expect(eventsOf(changed.text)).toHaveLength(eventsOf(first.text).length + 1);
  });

  it('is told once, and opens nothing any more when it is renewed, withdrawn or forgotten', async () => {
    const old = await makeAddress();
    const path = await makeAddress();
    expect(errorOf((await read(old)).body).code).toBe('not-found');
    await read(path);
    const shown = await sendAsAdvisor(test, 'GET', '/api/v1/calendar');
    expect(shown.body).toEqual({ feed: { since: expect.any(String), lastAskedAt: expect.any(String) } });
    const secret = path.slice(-47, -4);
    const rows = await database.database.db.execute('select * from calendar_feeds');
    for (const text of [shown.text, JSON.stringify(rows), test.lines.join('')]) expect(text).not.toContain(secret);
    expect((await sendAsAdvisor(test, 'DELETE', '/api/v1/calendar')).status).toBe(204);
    expect((await read(path)).status).toBe(404);
    expect((await sendAsAdvisor(test, 'GET', '/api/v1/calendar')).body).toEqual({ feed: null });
  });

  it('is made, shown and withdrawn by the typed client, which tells refusals apart from answers', async () => {
    const visavis = typedClient(test);
    const refused = await visavis.PUT('/api/v1/offer', {
      body: { services: [{ ...serviceOffer, durationMinutes: 7 }] },
    });
    expect([refused.data, refused.error?.error.code]).toEqual([undefined, 'bad-request']);
    const [, id = ''] = /calendar\/(.*)$/.exec(await makeAddress()) ?? [];
    const file = await visavis.GET('/api/v1/calendar/{file}', { params: { path: { file: id } }, parseAs: 'text' });
    expect(eventsOf(file.data ?? '').length).toBeGreaterThan(0);
    const withdrawn = await visavis.DELETE('/api/v1/calendar');
    expect(withdrawn.response.status).toBe(204);
    const { data } = await visavis.GET('/api/v1/calendar');
    expect(data?.feed).toBeNull();
    const query = { from: new Date(test.clock.now()).toISOString() };
    const list = await visavis.GET('/api/v1/appointments', { params: { query } });
    expect(list.data?.appointments.map(({ guest }) => guest.name)).toContain(guestName);
  });

  it('ends when no calendar has asked for 90 days, and lasts as long as one does', async () => {
    const path = await makeAddress();
    for (const days of [89, 89]) {
      test.clock.jump(days * day);
      await test.appointments.settled();
      expect((await read(path)).status).toBe(200);
    }
    test.clock.jump(91 * day);
    await test.appointments.settled();
    expect((await read(path)).status).toBe(404);
  });

  it('gives nothing for an advisor who is out of the book', async () => {
    const path = await makeAddress();
    await database.database.db.execute("update advisors set is_active = false where id = 'house'");
    expect((await read(path)).status).toBe(404);
    await database.database.db.execute("update advisors set is_active = true where id = 'house'");
    expect((await read(path)).status).toBe(200);
  });

  it('has its limit by address', async () => {
    const path = `/api/v1/calendar/${'A'.repeat(43)}.ics`;
    const ask = () => test.send('GET', path, undefined, { address: '203.0.113.77' });
    const statuses = await Promise.all(Array.from({ length: 301 }, ask));
    expect(statuses.filter(({ status }) => status === 404)).toHaveLength(300);
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});
