/** A guest moves what is confirmed already: only to what the same advisor has free, and everybody is told once. */
import { GuestRequest, SlotAnswer } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, asked, bookingPerson, nextFree, setOffer } from '../support/booking-samples.ts';
import { readCalendar } from '../support/read-calendar.ts';

describe('a confirmed booking', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    test = await startAppointments(database.database);
    await setOffer(test);
  }, 60_000);
  afterAll(async () => {
    await test?.close();
    await database?.close();
  });
  const mails = async () => {
    await test.appointments.settled();
    return test.sent.splice(0);
  };

  it('is moved by the guest once confirmed, to what its own advisor has free, with the same link and calendar', async () => {
    const made = await asked(test);
    await answer(test, made.id, { answer: 'confirm' });
    const invited = (await mails()).at(-1);
    const moveTo = (startsAt: string) =>
      test.send('POST', '/api/v1/book/answer', { request: made.id, code: made.code, answer: 'move', startsAt });
    const taken = await asked(test, { person: { ...bookingPerson, email: 'b@example.org' } });
    expect((await moveTo(taken.startsAt)).status).toBe(409);
    await mails();
    const query = `service=${made.service}&request=${made.id}`;
    const offered = v.parse(SlotAnswer, (await test.send('GET', `/api/v1/book/slots?${query}`)).body);
    const [{ slots: [other = ''] = [] } = {}] = offered.days;
    expect([offered.next, other > made.startsAt]).toEqual([other, true]);
    expect((await moveTo(other)).body).toMatchObject({ status: 'moved', startsAt: other, wishedFor: made.startsAt });
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ startsAt: other }]);
    expect(await nextFree(test)).toBe(made.startsAt);
    const [moved, ...more] = await mails();
    expect(more).toEqual([]);
    const files = [invited, moved].map((mail) => readCalendar(mail?.calendar?.content ?? ''));
    expect(files.map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(new Set(files.map(({ uid }) => uid)).size).toBe(1);
    const seen = await test.send('POST', '/api/v1/book/status', { request: made.id, code: made.code });
    expect(v.parse(GuestRequest, seen.body)).toMatchObject({ status: 'moved', startsAt: other });
    expect(
      (await test.send('GET', `/api/v1/book/slots?service=${made.service}&request=${'A'.repeat(22)}`)).status,
    ).toBe(404);
  });
});
