/** What a lead sets, on two instances of one database: it holds at once on both, within what the installation allows, and somebody is named for it. */
import { AdvisorList, HouseChanges, Organisation, SettingsView, TermsList } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import { create, day, errorOf, hour, newIncarnation, sendAsAdvisor } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  testClock,
} from '../support/appointments-app.ts';
import { nextFree, serviceOffer, setOffer, weekdays } from '../support/booking-samples.ts';
import { signedIn } from '../support/signed-in.ts';

const embedOrigins = ['https://www.musterkasse.example', 'https://blog.musterkasse.example'];
const texts = { de: '## Neu\n\nRufen Sie an: {{phone}}', en: '## New\n\nCall us: {{phone}}' };

describe.each(databaseKinds)('the rules of the house on %s', (kind) => {
  let database: TestDatabase;
  let one: TestApp;
  let other: TestApp;
  let revision = 0;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const options = { clock: testClock(), settings: { embedOrigins } };
    one = await startAppointments(database.database, options);
    other = await startAppointments(database.database, { ...options, secrets: one.secrets });
  }, 120_000);
  afterAll(async () => {
    await one?.close();
    await other?.close();
    await database?.close();
  }, 30_000);
  beforeEach(async () => {
    one.clock.jump(hour);
    const { db } = database.database;
    for (const table of ['house_changes', 'terms_versions', 'appointments']) await db.execute(`delete from ${table}`);
    // The revision rises also when everything is as it was.
    await db.execute(`update house_rules set revision = revision + 1, settings = '{}', texts = '{"welcome":{}}'`);
    revision = (await settings()).revision;
  });

  const organisation = async (test: TestApp) =>
    v.parse(Organisation, (await test.send('GET', '/api/v1/organisation')).body);
  const settings = async () => v.parse(SettingsView, (await sendAsAdvisor(other, 'GET', '/api/v1/settings')).body);
  const set = (own: unknown, seen = revision) => sendAsAdvisor(one, 'PUT', '/api/v1/settings', { revision: seen, own });
  const states = async () =>
    v
      .parse(TermsList, (await sendAsAdvisor(other, 'GET', '/api/v1/terms')).body)
      .versions.map(({ version, state, consents }) => [version, state, consents]);
  const publish = async (version: string, inMs = 0) => {
    await sendAsAdvisor(one, 'PUT', `/api/v1/terms/${version}`, { texts });
    const validFrom = new Date(one.clock.now() + inMs).toISOString();
    return sendAsAdvisor(one, 'POST', `/api/v1/terms/${version}/publish`, { validFrom });
  };
  const askIn = (version: string, code: string, appointment: string) =>
    other.send('POST', '/api/v1/admission', { consent: { version }, incarnation: newIncarnation(), appointment, code });

  it('hold at once on both instances, and fall back to the installation', async () => {
    const own = { name: 'Kasse Nord', phone: '040 123 456', languages: ['en', 'de'] };
    expect((await set(own)).status).toBe(200);
    expect(await organisation(other)).toMatchObject(own);
    expect(await other.appointments.front.facts()).toMatchObject({ organisation: 'Kasse Nord', phone: '040 123 456' });
    expect(await settings()).toMatchObject({
      revision: revision + 1,
      own,
      installation: { name: 'Musterkasse', retentionDays: 30 },
    });
    await set({}, revision + 1);
    expect(await organisation(other)).toMatchObject({ name: 'Musterkasse', languages: ['de', 'en'] });
  });

  it.each([
    ['a longer retention', { retentionDays: 31 }],
    ['a site of nobody', { embedOrigins: ['https://evil.example'] }],
    ['a telephone number without digits', { phone: 'call me' }],
    ['a name in two lines', { name: 'a\nb' }],
    ['a state that is not there', { holidays: 'DE-XX' }],
    ['a key that is not there', { publicUrl: 'https://evil.example' }],
  ])('refuse %s', async (_what, own) => {
    const answer = await set(own);
    expect([answer.status, errorOf(answer.body).code]).toEqual([400, 'bad-request']);
  });

  it('let who was slower know, and name who changed what without a word of a guest', async () => {
    await set({ phone: '040 123 456' });
    const late = await set({ name: 'Zu spät' });
    expect([late.status, errorOf(late.body).code]).toEqual([409, 'conflict']);
    const { changes } = v.parse(HouseChanges, (await sendAsAdvisor(other, 'GET', '/api/v1/settings/changes')).body);
    const changed = { name: 'phone', before: null, after: '040 123 456' };
    expect(changes).toMatchObject([{ by: 'Frau Berger', what: 'settings', changes: [changed] }]);
    one.clock.jump(91 * day);
    await other.appointments.settled();
    expect((await sendAsAdvisor(one, 'GET', '/api/v1/settings/changes')).body).toEqual({ changes: [] });
  });

  it('shorten retention and reminders of what is already in the book', async () => {
    const made = await create(one, {}, 6 * hour);
    await set({ retentionDays: 2, remindHours: [2], embedOrigins: embedOrigins.slice(1), mailPhone: '040 99' });
    expect((await other.appointments.front.facts()).embedOrigins).toEqual(embedOrigins.slice(1));
    one.clock.jump(4.5 * hour);
    await other.appointments.settled();
    expect(other.sent.at(-1)?.text).toContain('040 99');
    one.clock.jump(4 * day);
    await other.appointments.settled();
    expect((await sendAsAdvisor(one, 'GET', `/api/v1/appointments/${made.id}`)).status).toBe(404);
  });

  it('say the welcome at the door and in the first mail, in its language alone', async () => {
    const welcome = { de: 'Schön, dass Sie kommen.' };
    const put = (value: unknown) => sendAsAdvisor(one, 'PUT', '/api/v1/texts', { revision, texts: { welcome: value } });
    for (const bad of ['Lesen Sie www.evil.example', 'x'.repeat(201), 'a\nb'])
      expect((await put({ de: bad })).status).toBe(400);
    expect((await put(welcome)).status).toBe(200);
    expect((await organisation(other)).welcome).toEqual(welcome);
    await create(other, {}, day);
    await create(other, { language: 'en' }, day);
    await other.appointments.settled();
    const said = [...one.sent, ...other.sent].slice(-2).map(({ text }) => text.includes(welcome.de));
    expect(said.toSorted()).toEqual([false, true]);
  });

  it('keep a draft to themselves, and ask for the version that holds from its moment on', async () => {
    const { id, dialInCode } = await create(one, {}, 2 * hour);
    await sendAsAdvisor(one, 'PUT', '/api/v1/terms/2027-01', { texts });
    expect(await other.appointments.front.terms('2027-01')).toBeNull();
    await publish('2027-01', hour);
    expect(await states()).toEqual([
      ['2027-01', 'planned', 0],
      ['2026-11', 'current', 0],
    ]);
    one.clock.jump(2 * hour);
    expect((await organisation(other)).consent.version).toBe('2027-01');
    expect(errorOf((await askIn('2026-11', dialInCode, id)).body).code).toBe('consent-outdated');
    expect((await askIn('2027-01', dialInCode, id)).status).toBe(200);
    expect(await states()).toEqual([
      ['2027-01', 'current', 1],
      ['2026-11', 'former', 0],
    ]);
    expect(await other.appointments.front.terms('2027-01')).toEqual(texts);
  });

  it('keep a former version as long as a consent refers to it, and no longer', async () => {
    const { id, dialInCode } = await create(one, {}, 0.2 * hour);
    await publish('a');
    expect((await askIn('a', dialInCode, id)).status).toBe(200);
    await publish('b');
    await publish('c');
    one.clock.jump(2 * day);
    await one.appointments.settled();
    expect((await states()).map(([version]) => version)).toEqual(['c', 'a', '2026-11']);
    one.clock.jump(31 * day);
    await one.appointments.settled();
    expect((await states()).map(([version]) => version)).toEqual(['c', '2026-11']);
  });

  it('change no version that a guest may have seen', async () => {
    await publish('2027-01');
    const url = '/api/v1/terms/2027-01';
    const validFrom = new Date(one.clock.now()).toISOString();
    const tries = [
      await sendAsAdvisor(one, 'PUT', url, { texts }),
      await sendAsAdvisor(one, 'POST', `${url}/publish`, { validFrom }),
      await sendAsAdvisor(one, 'DELETE', url),
      await sendAsAdvisor(one, 'PUT', '/api/v1/terms/2026-11', { texts }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
    await sendAsAdvisor(one, 'PUT', '/api/v1/terms/half', { texts: { ...texts, en: ' ' } });
    expect((await sendAsAdvisor(one, 'POST', '/api/v1/terms/half/publish', { validFrom })).status).toBe(400);
    expect((await sendAsAdvisor(one, 'PUT', '/api/v1/terms/x', { texts: { de: '{{iban}}', en: '' } })).status).toBe(
      400,
    );
    expect((await sendAsAdvisor(one, 'DELETE', '/api/v1/terms/half')).status).toBe(204);
    await publish('later', day);
    expect((await sendAsAdvisor(one, 'DELETE', '/api/v1/terms/later')).status).toBe(204);
  });

  const weber = async () =>
    v
      .parse(AdvisorList, (await sendAsAdvisor(other, 'GET', '/api/v1/advisors')).body)
      .advisors.find(({ id }) => id === 'weber');
  const history = async () =>
    v
      .parse(HouseChanges, (await sendAsAdvisor(other, 'GET', '/api/v1/settings/changes')).body)
      .changes.filter(({ what }) => what === 'advisors')
      .flatMap(({ changes }) => changes);

  it('name an advisor for guests until the name is given back, whatever the sign-in tells meanwhile', async () => {
    const told = (name: string) => ensureAdvisor(database.database.db, { id: 'weber', name }, one.clock.now());
    const name = (value: string | null) => sendAsAdvisor(one, 'PATCH', '/api/v1/advisors/weber', { name: value });
    await told('Weber, Anna');
    expect((await name('Frau Weber')).body).toMatchObject({ name: 'Frau Weber', toldName: 'Weber, Anna' });
    await told('Weber-Roth, Anna');
    expect(await weber()).toMatchObject({ name: 'Frau Weber', toldName: 'Weber-Roth, Anna', isActive: true });
    expect((await name('two\nlines')).status).toBe(400);
    await name(null);
    expect(await weber()).toMatchObject({ name: 'Weber-Roth, Anna', toldName: null });
    expect(await history()).toEqual([
      { name: 'name', before: 'Frau Weber', after: 'Weber-Roth, Anna' },
      { name: 'name', before: 'Weber, Anna', after: 'Frau Weber' },
    ]);
  });

  it('let nobody work any more who is deactivated, at once on both instances, and never everybody', async () => {
    const { db } = database.database;
    await ensureAdvisor(db, { id: 'weber', name: 'Frau Weber' }, one.clock.now());
    await setOffer(one, { hours: { ...weekdays, weekly: [] } });
    const asWeber = await signedIn(database.database, one, 'weber', ['advisor', 'lead']);
    await asWeber('PUT', '/api/v1/offer/hours', { ...weekdays, services: [serviceOffer.id] });
    await asWeber('PUT', '/api/v1/walk-ins/duty', { isFree: true, isTalking: false });
    expect([(await asWeber('GET', '/api/v1/session', undefined, other)).status, await nextFree(other)]).toEqual([
      200,
      expect.stringMatching(/^20/),
    ]);
    const set = (isActive: boolean) => sendAsAdvisor(one, 'PATCH', '/api/v1/advisors/weber', { isActive });
    const own = await asWeber('PATCH', '/api/v1/advisors/weber', { isActive: false });
    expect([own.status, errorOf(own.body).code]).toEqual([403, 'forbidden']);
    expect((await set(false)).body).toMatchObject({ isActive: false, name: 'Frau Weber' });
    expect((await asWeber('GET', '/api/v1/session', undefined, other)).status).toBe(401);
    expect(await nextFree(other)).toBe('');
    expect((await sendAsAdvisor(other, 'GET', '/api/v1/walk-ins')).body).toMatchObject({ freeAdvisors: 0 });
    const asLead = await signedIn(database.database, one, 'leitner', ['lead']);
    const last = await asLead('PATCH', '/api/v1/advisors/house', { isActive: false });
    expect([last.status, errorOf(last.body).code]).toEqual([409, 'conflict']);
    await set(true);
    expect([(await asWeber('GET', '/api/v1/session')).status, await nextFree(other)]).toEqual([
      401,
      expect.stringMatching(/^20/),
    ]);
    expect((await history()).map(({ name, after }) => [name, after])).toEqual([
      ['activated', 'Frau Weber'],
      ['deactivated', 'Frau Weber'],
    ]);
  });

  it('leave programs what a lead may do when the advisor they act for is deactivated', async () => {
    const asLead = await signedIn(database.database, one, 'leitner', ['lead']);
    await ensureAdvisor(database.database.db, { id: 'weber', name: 'Frau Weber' }, one.clock.now());
    await asLead('PATCH', '/api/v1/advisors/house', { isActive: false, name: 'Frau Berg' });
    expect((await sendAsAdvisor(other, 'GET', '/api/v1/appointments')).status).toBe(403);
    expect((await sendAsAdvisor(other, 'GET', '/api/v1/advisors')).status).toBe(200);
    await asLead('PATCH', '/api/v1/advisors/house', { isActive: true });
    expect((await create(other, {}, day)).advisor.name).toBe('Frau Berg');
    await asLead('PATCH', '/api/v1/advisors/house', { name: null });
    expect((await create(other, {}, day)).advisor.name).toBe('Frau Berger');
  });
});
