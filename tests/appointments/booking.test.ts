/** From the wish to the appointment through the real service: asked, answered, agreed, cancelled, expired, and told by mail. */
import { AdvisorRequest, GuestRequest, RequestList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { change, day, errorOf, hour, list, minute, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, asked, bookingPerson, nextFree, serviceOffer, setOffer } from '../support/booking-samples.ts';
import { readCalendar } from '../support/read-calendar.ts';

describe('booking', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
    await setOffer(test);
  });
  afterEach(() => test?.close());

  const mails = async () => {
    await test.appointments.settled();
    return test.sent.splice(0);
  };
  const seen = async ({ id, code }: { id: string; code: string }) =>
    v.parse(GuestRequest, (await test.send('POST', '/api/v1/book/status', { request: id, code })).body);
  const asGuest = (made: { id: string; code: string }, word: 'accept' | 'cancel') =>
    test.send('POST', '/api/v1/book/answer', { request: made.id, code: made.code, answer: word });
  const confirmed = async () => {
    const made = await asked(test);
    const done = await answer(test, made.id, { answer: 'confirm' });
    return { made, request: v.parse(AdvisorRequest, done.body) };
  };
  const count = async (table: string) =>
    ((await database.database.db.execute(`select * from ${table}`)) as unknown as { rows: unknown[] }).rows.length;

  it('holds the slot, makes no appointment, and tells the guest what happens next', async () => {
    const slot = await nextFree(test);
    const made = await asked(test);
    expect(made).toMatchObject({ status: 'requested', startsAt: slot, wishedFor: null, advisor: 'Frau Berger' });
    expect(await nextFree(test)).not.toBe(slot);
    expect(await count('appointments')).toBe(0);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: { address: bookingPerson.email }, calendar: null });
    expect(mail?.text).toContain(`https://video.example.de/book#${made.id}.${made.code}`);
    expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/Kostenplan|A123456780|Beratung/);
  });

  it('is confirmed by the advisor with an appointment, its invitation and one calendar for life', async () => {
    const { made, request } = await confirmed();
    expect(request).toMatchObject({ status: 'confirmed', person: bookingPerson, expiresAt: null });
    const [appointment] = await list(test, `?from=${made.startsAt}`);
    expect(appointment).toMatchObject({
      id: request.appointment,
      startsAt: made.startsAt,
      subject: 'Heil- und Kostenplan',
      guest: { name: 'Wilhelmine Ostermann', email: bookingPerson.email, phone: bookingPerson.phone },
    });
    const invited = (await mails()).at(-1);
    expect(invited?.calendar?.method).toBe('REQUEST');
    expect(await seen(made)).toMatchObject({ status: 'confirmed', expiresAt: null });
    const later = new Date(Date.parse(made.startsAt) + day).toISOString();
    await change(test, request.appointment ?? '', { startsAt: later });
    const moved = (await mails()).at(-1);
    expect(await seen(made)).toMatchObject({ status: 'moved', startsAt: later, wishedFor: made.startsAt });
    expect(await nextFree(test)).toBe(made.startsAt);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${request.appointment}`);
    const cancelled = (await mails()).at(-1);
    expect(cancelled?.calendar?.method).toBe('CANCEL');
    const files = [invited, moved, cancelled].map((mail) => readCalendar(mail?.calendar?.content ?? ''));
    expect(files.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(new Set(files.map(({ uid }) => uid)).size).toBe(1);
    expect(await seen(made)).toMatchObject({ status: 'cancelled' });
    expect(await count('slot_holds')).toBe(0);
  });

  it('is agreed on at another time only when the guest says yes', async () => {
    const made = await asked(test);
    const other = new Date(Date.parse(made.startsAt) + 90 * minute).toISOString();
    await answer(test, made.id, { answer: 'propose', startsAt: other });
    expect(await seen(made)).toMatchObject({ status: 'proposed', startsAt: other, wishedFor: made.startsAt });
    expect((await mails()).at(-1)?.subject).toMatch(/^Unser Vorschlag/);
    expect((await answer(test, made.id, { answer: 'confirm' })).status).toBe(409);
    expect(await count('appointments')).toBe(0);
    expect(await nextFree(test)).toBe(made.startsAt);
    const done = await asGuest(made, 'accept');
    expect(done.body).toMatchObject({ status: 'confirmed', startsAt: other });
    expect((await asGuest(made, 'accept')).status).toBe(200);
    expect(await count('appointments')).toBe(1);
    expect((await mails()).map((mail) => mail.calendar?.method)).toEqual(['REQUEST']);
  });

  it('is wished for at another free slot by the guest, and waits for the advisor again', async () => {
    const made = await asked(test);
    const other = new Date(Date.parse(made.startsAt) + 30 * minute).toISOString();
    const wish = (startsAt: string) =>
      test.send('POST', '/api/v1/book/answer', { request: made.id, code: made.code, answer: 'move', startsAt });
    expect((await wish(other)).body).toMatchObject({ status: 'requested', startsAt: other, wishedFor: null });
    expect(await nextFree(test)).toBe(made.startsAt);
    expect((await mails()).at(-1)?.subject).toMatch(/^Ihre Anfrage ist angekommen/);
    const odd = new Date(Date.parse(made.startsAt) + 5 * minute).toISOString();
    expect((await wish(odd)).status).toBe(409);
    expect(await seen(made)).toMatchObject({ status: 'requested', startsAt: other });
    await answer(test, made.id, { answer: 'confirm' });
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ startsAt: other }]);
  });

  it('cannot be proposed a time that is held for somebody else', async () => {
    const first = await asked(test);
    const second = await asked(test, { person: { ...bookingPerson, email: 'b@example.org' } });
    const refused = await answer(test, second.id, { answer: 'propose', startsAt: first.startsAt });
    expect([refused.status, errorOf(refused.body).code]).toEqual([409, 'conflict']);
    expect(await seen(second)).toMatchObject({ status: 'requested', startsAt: second.startsAt });
    expect(await nextFree(test)).not.toBe(second.startsAt);
  });

  it.each([
    ['declined by the advisor', 'declined', (made: { id: string }) => answer(test, made.id, { answer: 'decline' })],
    ['withdrawn by the guest', 'cancelled', (made: { id: string; code: string }) => asGuest(made, 'cancel')],
    ['expired by the clock', 'expired', async () => test.clock.advance(48 * hour)],
  ])('frees the slot and tells the guest when it is %s', async (_what, end, deed) => {
    const made = await asked(test, { startsAt: await slotIn(5) });
    await mails();
    await deed(made);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.text).toContain('0800 123 45 67');
    expect(mail?.text).not.toContain(made.code);
    expect(await seen(made)).toMatchObject({ status: end, expiresAt: null });
    expect(await count('slot_holds')).toBe(0);
    const again = await asked(test, { startsAt: made.startsAt });
    expect(again.startsAt).toBe(made.startsAt);
  });

  /** The first slot so many days ahead. */
  const slotIn = async (days: number) => {
    const from = new Date(test.clock.now() + days * day).toISOString().slice(0, 10);
    const found = await test.send('GET', `/api/v1/book/slots?service=beratung&from=${from}`);
    return (found.body as { days: { slots: string[] }[] }).days[0]?.slots[0];
  };

  it('lets the guest cancel what is confirmed, with a cancellation for the calendar', async () => {
    const { made } = await confirmed();
    await mails();
    expect((await asGuest(made, 'cancel')).body).toMatchObject({ status: 'cancelled' });
    expect((await mails()).map((mail) => mail.calendar?.method)).toEqual(['CANCEL']);
    expect(await list(test, `?from=${made.startsAt}`)).toMatchObject([{ status: 'cancelled' }]);
    expect(await nextFree(test)).toBe(made.startsAt);
  });

  it('tells held from missed when it is over', async () => {
    const { made, request } = await confirmed();
    const [appointment] = await list(test, `?from=${made.startsAt}`);
    expect(appointment?.id).toBe(request.appointment);
    test.clock.jump(Date.parse(made.startsAt) - test.clock.now() + 5 * hour);
    expect(await seen(made)).toMatchObject({ status: 'no-show' });
  });

  it('shows the advisor open requests first, with whom, and nobody else', async () => {
    const late = await asked(test, { startsAt: await slotIn(7) });
    const soon = await asked(test, { person: { ...bookingPerson, email: 'b@example.org' } });
    const gone = await asked(test, { person: { ...bookingPerson, email: 'c@example.org' } });
    await answer(test, gone.id, { answer: 'decline' });
    const answered = await sendAsAdvisor(test, 'GET', '/api/v1/requests');
    const found = v.parse(RequestList, answered.body).requests;
    expect(found.map(({ id }) => id)).toEqual([soon.id, late.id, gone.id]);
    expect(answered.text).not.toContain(soon.code);
    expect((await test.send('GET', '/api/v1/requests')).status).toBe(401);
    expect((await answer(test, 'A'.repeat(22), { answer: 'confirm' })).status).toBe(404);
  });

  it('counts what becomes of requests, and writes nothing of a person to its log', async () => {
    const { made } = await confirmed();
    await asGuest(made, 'cancel');
    const metric = await test.registry.getSingleMetric('visavis_appointments_slot_requests_total')?.get();
    const counts = Object.fromEntries((metric?.values ?? []).map(({ labels, value }) => [labels.event, value]));
    expect(counts).toEqual({ requested: 1, confirmed: 1, cancelled: 1 });
    const log = test.lines.join('');
    for (const secret of [made.id, made.code, 'Ostermann', bookingPerson.email, 'A123456780', 'Kostenplan']) {
      expect(log).not.toContain(secret);
    }
  });

  it('leaves nothing of a request a week after it came to nothing, and signs that', async () => {
    const made = await asked(test);
    await asGuest(made, 'cancel');
    test.clock.jump(7 * day - hour);
    await test.appointments.settled();
    expect(await count('requests')).toBe(1);
    test.clock.jump(2 * hour);
    await test.appointments.settled();
    for (const table of ['requests', 'slot_holds', 'spent_work', 'outbox'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect(await count('retention_proofs')).toBe(1);
  });

  it('goes with the appointment when that has reached its end', async () => {
    const { made } = await confirmed();
    test.clock.jump(Date.parse(made.startsAt) - test.clock.now() + 31 * day);
    await test.appointments.settled();
    for (const table of ['requests', 'appointments', 'slot_holds', 'outbox'])
      expect([table, await count(table)]).toEqual([table, 0]);
  });

  it('goes on when the service is taken out of the offer', async () => {
    const made = await asked(test);
    await setOffer(test, { services: [{ ...serviceOffer, id: 'andere' }] });
    expect((await answer(test, made.id, { answer: 'confirm' })).status).toBe(200);
  });

  it('reminds a day and an hour before, once each, and not of what is cancelled', async () => {
    const made = await asked(test, { startsAt: await slotIn(7) });
    await answer(test, made.id, { answer: 'confirm' });
    const gone = await asked(test, { startsAt: await slotIn(7), person: { ...bookingPerson, email: 'b@example.org' } });
    await answer(test, gone.id, { answer: 'confirm' });
    await asGuest(gone, 'cancel');
    await mails();
    const start = Date.parse(made.startsAt);
    const at = async (hoursBefore: number) => {
      test.clock.jump(start - hoursBefore * hour - test.clock.now());
      return (await mails()).map((mail) => mail.subject.split(':')[0]);
    };
    expect(await at(24.5)).toEqual([]);
    expect(await at(24)).toEqual(['Erinnerung']);
    expect(await at(23)).toEqual([]);
    expect(await at(1)).toEqual(['Erinnerung']);
    expect(await at(0.5)).toEqual([]);
  });
});
