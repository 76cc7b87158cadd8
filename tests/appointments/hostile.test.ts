/** Hostile requests: whatever comes in, a named refusal goes out, never a 500 and nothing that was sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create, errorOf, newAppointment, newIncarnation } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';

type Body = Record<string, unknown>;
const json = { 'content-type': 'application/json' };
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const text = (body: Body, replace: [string, string]) => JSON.stringify(body).replace(...replace);

/** Turns a right body into a wrong one: an object is sent as JSON, a string as it stands. */
const badBodies: [string, (right: Body) => Body | string][] = [
  ['nothing', () => ''],
  ['a null', () => 'null'],
  ['a list', () => '[]'],
  ['a string', () => '"appointment"'],
  ['half an object', (right) => JSON.stringify(right).slice(0, 40)],
  ['two objects', (right) => `${JSON.stringify(right)}{}`],
  ['bytes that are no UTF-8', () => '{"guest":"\ufffd\u0000'],
  ['a list 20,000 deep', () => deep(20_000)],
  ['an object with 5,000 keys', () => Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]))],
  ['an unknown key', (right) => ({ ...right, isAdmin: true })],
  ['an unknown key deeper down', (right) => ({ ...right, guest: { name: 'A', email: 'a@example.org', role: 'x' } })],
  ['__proto__', (right) => text(right, ['{', '{"__proto__":{"advisor":true},'])],
  ['constructor.prototype', (right) => text(right, ['{', '{"constructor":{"prototype":{"advisor":true}},'])],
  ['a missing guest', ({ guest: _, ...right }) => right],
  ['a guest that is a string', (right) => ({ ...right, guest: 'A' })],
  ['an empty name', (right) => ({ ...right, guest: { name: '  ', email: 'a@example.org' } })],
  ['a name of 121 letters', (right) => ({ ...right, guest: { name: 'x'.repeat(121), email: 'a@example.org' } })],
  ['NUL in a name', (right) => ({ ...right, guest: { name: 'A\u0000B', email: 'a@example.org' } })],
  [
    'a line break in a name',
    (right) => ({ ...right, guest: { name: 'A\r\nBcc: b@example.org', email: 'a@example.org' } }),
  ],
  ['half a surrogate pair in a name', (right) => ({ ...right, guest: { name: 'A\ud83d', email: 'a@example.org' } })],
  ['a mark that turns the direction', (right) => ({ ...right, guest: { name: 'A\u202eB', email: 'a@example.org' } })],
  ['no e-mail address', (right) => ({ ...right, guest: { name: 'A', email: 'a at example' } })],
  ['two e-mail addresses', (right) => ({ ...right, guest: { name: 'A', email: 'a@example.org,b@example.org' } })],
  ['a line break in an e-mail address', (right) => ({ ...right, guest: { name: 'A', email: 'a@example.org\nX: y' } })],
  [
    'SQL for a telephone number',
    (right) => ({ ...right, guest: { name: 'A', email: 'a@example.org', phone: "1'; drop table outbox" } }),
  ],
  ['a time without a zone', (right) => ({ ...right, startsAt: '2027-01-15T10:00:00' })],
  ['the 31st of February', (right) => ({ ...right, startsAt: '2027-02-31T25:00:00Z' })],
  ['a time in the past', (right) => ({ ...right, startsAt: '1999-01-01T00:00:00Z' })],
  ['a time in a thousand years', (right) => ({ ...right, startsAt: '3027-01-15T10:00:00Z' })],
  ['a time as a number', (right) => ({ ...right, startsAt: 1_800_000_000_000 })],
  ['a duration of 0', (right) => ({ ...right, durationMinutes: 0 })],
  ['a duration of a day', (right) => ({ ...right, durationMinutes: 1_440 })],
  ['half a minute', (right) => ({ ...right, durationMinutes: 30.5 })],
  ['a duration as text', (right) => ({ ...right, durationMinutes: '30' })],
  ['a duration of 1e999', (right) => text(right, ['"durationMinutes":30', '"durationMinutes":1e999'])],
  ['a language that nobody wrote', (right) => ({ ...right, language: 'xx' })],
  ['a secret of the browser with a mail of the service', (right) => ({ ...right, linkSecret: 'browser' })],
];

const badHeaders: [string, Record<string, string>, number, string][] = [
  ['no content type', {}, 400, 'bad-request'],
  ['text', { 'content-type': 'text/plain' }, 400, 'bad-request'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'bad-request'],
  ['XML', { 'content-type': 'application/xml' }, 400, 'bad-request'],
  ['a content type of nonsense', { 'content-type': 'a/b/c;;=' }, 400, 'bad-request'],
  ['a wrong length', { ...json, 'content-length': '3' }, 400, 'bad-request'],
  ['a cookie of nonsense', { ...json, cookie: '__Host-visavis_session=%E0%A4%A; ;;==' }, 403, 'origin-refused'],
];

describe('a hostile request', () => {
  let database: TestDatabase;
  let test: TestApp;
  let advisor: { headers: Record<string, string> };
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    test = await startAppointments(database.database);
    advisor = { headers: { ...json, authorization: test.bearer } };
  }, 60_000);
  afterAll(async () => {
    await test?.close();
    await database?.close();
  });

  it.each(badBodies)('makes no appointment of %s', async (_what, wrong) => {
    const answer = await test.send('POST', '/api/v1/appointments', wrong(newAppointment(test)), advisor);
    expect([answer.status, errorOf(answer.body).code]).toEqual([400, 'bad-request']);
    expect(answer.text).not.toMatch(/drop table|Bcc|example\.org|stack|node_modules/);
  });

  it.each(badHeaders)('with %s is refused by name', async (_what, headers, status, code) => {
    const authorization: Record<string, string> = 'cookie' in headers ? {} : { authorization: test.bearer };
    const body = JSON.stringify(newAppointment(test));
    const answer = await test.send('POST', '/api/v1/appointments', body, { headers: { ...headers, ...authorization } });
    expect([answer.status, errorOf(answer.body).code]).toEqual([status, code]);
  });

  it('of more than 64 KiB is refused before it is read', async () => {
    const answer = await test.send('POST', '/api/v1/appointments', { subject: 'x'.repeat(70_000) }, advisor);
    expect([answer.status, errorOf(answer.body).code]).toEqual([413, 'body-too-large']);
  });

  it.each([
    ['an id with a quote', "/api/v1/appointments/1'%20or%20'1'='1"],
    ['an id of dots', '/api/v1/appointments/..%2f..%2fetc'],
    ['an id with NUL', '/api/v1/appointments/%00'],
    ['an id of half a letter', '/api/v1/appointments/%ff'],
    ['an id of 10,000 letters', `/api/v1/appointments/${'A'.repeat(10_000)}`],
    ['an unknown id', `/api/v1/appointments/${'A'.repeat(22)}`],
    ['no such page', '/api/v2/appointments'],
  ])('for %s finds nothing', async (_what, url) => {
    const answer = await test.send('GET', url, undefined, advisor);
    expect([400, 404, 414]).toContain(answer.status);
    expect(['not-found', 'bad-request']).toContain(errorOf(answer.body).code);
  });

  it.each([
    '?from=yesterday',
    '?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
    '?from=2000-01-01T00:00:00Z&to=2027-01-01T00:00:00Z',
    '?from=2027-01-01T00:00:00Z&from=2027-01-02T00:00:00Z',
    '?limit=1;drop table appointments',
    '?__proto__[x]=1',
  ])('for the list with %s is refused', async (query) => {
    const answer = await test.send('GET', `/api/v1/appointments${query}`, undefined, advisor);
    expect([answer.status, errorOf(answer.body).code]).toEqual([400, 'bad-request']);
  });

  it('lists what starts in the last possible millisecond of the calendar', async () => {
    const query = '?from=2199-12-31T00:00:00Z&to=2199-12-31T23:59:59.999Z';
    expect((await test.send('GET', `/api/v1/appointments${query}`, undefined, advisor)).status).toBe(200);
  });
});

describe('what hostile bodies leave behind', () => {
  it('is a service that still works', async () => {
    const database = await openTestDatabase('pglite');
    const test = await startAppointments(database.database);
    await test.send('POST', '/api/v1/admission', { appointment: newIncarnation(), code: "'; drop table appointments" });
    const made = await create(test, { subject: "Robert'); drop table appointments;-- 🦷" });
    const shown = await test.send('GET', `/api/v1/appointments/${made.id}`, undefined, {
      headers: { authorization: test.bearer },
    });
    expect(shown.body).toMatchObject({ subject: "Robert'); drop table appointments;-- 🦷" });
    await test.close();
    await database.close();
  }, 60_000);
});
