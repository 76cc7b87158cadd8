/** What is confirmed already gets another time by its guest, or another advisor by a lead: everybody is told once. */
import {
  AheadList,
  AppointmentList,
  CreatedAppointment,
  CreatedCalendarFeed,
  GuestRequest,
  HouseChanges,
  PassedOn,
  RequestList,
  SlotAnswer,
} from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import { change, day, errorOf, list, newAppointment, sendAsAdvisor } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { answer, asked, bookingPerson, nextFree, setOffer } from '../support/booking-samples.ts';
import { readCalendar } from '../support/read-calendar.ts';
import { signedIn } from '../support/signed-in.ts';

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
    const invited = (await mails()).find(({ calendar }) => calendar !== null);
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

  const made = async (changes: Record<string, unknown>, startsInMs: number, send: typeof sendAsHouse = sendAsHouse) =>
    v.parse(
      CreatedAppointment,
      (await send('POST', '/api/v1/appointments', newAppointment(test, changes, startsInMs))).body,
    );
  const sendAsHouse = (method: 'GET' | 'POST', url: string, body?: unknown) => sendAsAdvisor(test, method, url, body);
  const newcomer = async (id: string, name: string) => {
    await ensureAdvisor(database.database.db, { id, name }, test.clock.now());
    return signedIn(database.database, test, id, ['advisor']);
  };
  const feedOf = async (send: Awaited<ReturnType<typeof newcomer>>) => {
    const made = v.parse(CreatedCalendarFeed, (await send('POST', '/api/v1/calendar', { language: 'de' })).body);
    const { text } = await test.send('GET', new URL(made.address).pathname);
    return [...text.matchAll(/^SUMMARY:(.*)$/gm)].map(([, summary]) => summary);
  };
  const holdersOf = async (ids: string[]) => {
    const asked = `select distinct advisor_id from slot_holds where request_id in ('${ids.join("','")}')`;
    const told = JSON.stringify(await database.database.db.execute(asked));
    return [...told.matchAll(/"advisor_id":"(\w+)"/g)].map(([, id]) => id);
  };
  const passOn = async (body: unknown, from = 'house') => {
    const { status, body: told } = await sendAsHouse('POST', `/api/v1/advisors/${from}/pass-on`, body);
    return status === 200 ? v.parse(PassedOn, told) : errorOf(told).code;
  };

  it('is passed on with what it holds; its guest is told who advises now, by the same link and calendar', async () => {
    const asWolf = await newcomer('wolf', 'Herr Wolf');
    const person = (email: string) => ({ person: { ...bookingPerson, email } });
    const booked = await asked(test, person('c@example.org'), '203.0.113.5');
    await answer(test, booked.id, { answer: 'confirm' });
    const open = await asked(test, person('d@example.org'), '203.0.113.6');
    const busy = await made({}, 40 * day);
    await made({}, 40 * day, asWolf);
    const byHand = await made({ mail: 'advisor' }, 41 * day);
    const before = await mails();
    const [{ id = '' } = {}] = await list(test, `?from=${booked.startsAt}`);
    const ask = await sendAsHouse('GET', '/api/v1/advisors/house/ahead?successor=wolf');
    const { items } = v.parse(AheadList, ask.body);
    expect(items.filter(({ fits }) => !fits).map(({ number }) => number)).toEqual([busy.number]);
    expect(items.find((item) => item.id === byHand.id)).toMatchObject({ kind: 'appointment', isTold: false });
    expect(items.find((item) => item.id === open.id)).toMatchObject({ kind: 'request', fits: true });
    expect(ask.text).not.toContain('Ostermann');
    const done = await passOn({ successor: 'wolf', only: [id, open.id, busy.id, byHand.id] });
    expect(done).toMatchObject({ passedOn: 3, stayed: [{ id: busy.id }] });
    const [mail, ...more] = await mails();
    expect([more, mail?.subject, mail?.text]).toEqual([
      [],
      expect.stringMatching(/^Jemand anderes berät Sie: Ihr Videotermin am/),
      expect.stringMatching(/führt jetzt Herr Wolf\s+mit\s+Ihnen/),
    ]);
    const now = readCalendar(mail?.calendar?.content ?? '');
    const files = before.flatMap(({ calendar }) => (calendar === null ? [] : [readCalendar(calendar.content)]));
    const first = files.find(({ uid }) => uid === now.uid);
    expect([now.sequence, now.url, now.startsAtMs]).toEqual([1, first?.url, first?.startsAtMs]);
    expect(now.summary).toContain('Herr Wolf');
    const { appointments } = v.parse(
      AppointmentList,
      (await asWolf('GET', `/api/v1/appointments?from=${booked.startsAt}`)).body,
    );
    expect(appointments.map((one) => one.id)).toContain(id);
    const { requests } = v.parse(RequestList, (await asWolf('GET', '/api/v1/requests')).body);
    expect(requests.map((one) => one.id).toSorted()).toEqual([booked.id, open.id].toSorted());
    expect(await feedOf(asWolf)).toEqual(['Termin', 'Termin (angefragt)', 'Termin', 'Termin']);
    expect(await holdersOf([booked.id, open.id])).toEqual(['wolf']);
    const { changes } = v.parse(HouseChanges, (await sendAsHouse('GET', '/api/v1/settings/changes')).body);
    const lines = changes.flatMap((one) => one.changes).filter(({ name }) => name === 'passed-on');
    expect(lines).toEqual([{ name: 'passed-on', before: 'Frau Berger', after: 'Herr Wolf (3)' }]);
  });

  it('goes to nobody who does not work here', async () => {
    await newcomer('roth', 'Frau Roth');
    await sendAsAdvisor(test, 'PATCH', '/api/v1/advisors/roth', { isActive: false });
    const tries = ['roth', 'house', 'nobody'].map((successor) => passOn({ successor }));
    expect(await Promise.all(tries)).toEqual(['bad-request', 'bad-request', 'bad-request']);
    expect(await passOn({ successor: 'house' }, 'nobody')).toBe('not-found');
    const gone = await passOn({ successor: 'house', only: ['A'.repeat(22)] }, 'roth');
    expect(gone).toEqual({ passedOn: 0, given: [], stayed: [], failed: [] });
  });

  it('is passed on though another one cannot be, and the history says how many were', async () => {
    await newcomer('wolf', 'Herr Wolf');
    const [first, broken, last] = [await made({}, 50 * day), await made({}, 51 * day), await made({}, 52 * day)];
    await database.database.db.execute(`update appointments set guest_name_enc = 'x' where id = '${broken.id}'`);
    const done = await passOn({ successor: 'wolf', only: [first.id, broken.id, last.id] });
    expect(done).toMatchObject({
      ...{ passedOn: 2, given: [{ id: first.id }, { id: last.id }] },
      ...{ stayed: [], failed: [{ id: broken.id, fits: null }] },
    });
    const ahead = async (id: string) => {
      const { items } = v.parse(AheadList, (await sendAsHouse('GET', `/api/v1/advisors/${id}/ahead`)).body);
      return items.slice(-2).map((one) => one.id);
    };
    expect([await ahead('wolf'), (await ahead('house')).at(-1)]).toEqual([[first.id, last.id], broken.id]);
    const { changes } = v.parse(HouseChanges, (await sendAsHouse('GET', '/api/v1/settings/changes')).body);
    const line = { name: 'passed-on', before: 'Frau Berger', after: 'Herr Wolf (2)' };
    expect(changes.flatMap((one) => one.changes)).toContainEqual(line);
  });

  it('holds its time for as long as it stands there, also where no guest asked for it', async () => {
    const one = await made({}, 2 * day);
    const cells = async () => {
      const asked = `select min(cell_at) as first, count(*)::int as count from slot_holds where appointment_id = '${one.id}'`;
      const [row] = ((await database.database.db.execute(asked)) as unknown as { rows: Record<string, unknown>[] })
        .rows;
      return [row?.count, row?.first === null ? null : new Date(String(row?.first)).toISOString()];
    };
    expect(await cells()).toEqual([6, one.startsAt]);
    const later = new Date(Date.parse(one.startsAt) + day).toISOString();
    await change(test, one.id, { startsAt: later, durationMinutes: 15 });
    expect(await cells()).toEqual([3, later]);
    await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${one.id}`);
    expect(await cells()).toEqual([0, null]);
  });
});
