/** Who may open the book: one-time links, the session cookie, its origin, and keys of programs. */
import { Session } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newApiKey } from '../../services/appointments/api-keys.ts';
import { errorOf, hour, minute, newAppointment } from '../support/appointment-samples.ts';
import {
  databaseKinds,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';

const origin = 'https://video.example.de';

describe.each(databaseKinds)('signing in on %s', (kind) => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => database?.close(), 30_000);
  beforeEach(async () => {
    await database.reset();
    test = await startAppointments(database.database);
  });
  afterEach(() => test?.close());

  const tokenOf = async () => (await test.appointments.createSignInLink()).split('#sign-in=')[1] ?? '';
  const signIn = (token: string, headers: Record<string, string> = { origin }) =>
    test.send('POST', '/api/v1/session', { token }, { headers });
  const cookieOf = (headers: Record<string, unknown>) => String(headers['set-cookie']);
  const signedIn = async () => {
    const answer = await signIn(await tokenOf());
    return { cookie: cookieOf(answer.headers).split(';')[0] ?? '' };
  };

  it('trades the link on the console for a cookie that scripts and other sites never get', async () => {
    const link = await test.appointments.createSignInLink();
    expect(link).toMatch(/^https:\/\/video\.example\.de\/#sign-in=[A-Za-z0-9_-]{43}$/);
    const answer = await signIn(link.split('=')[1] ?? '');
    expect(v.parse(Session, answer.body)).toMatchObject({
      advisor: { name: 'Frau Berger' },
      organisation: { name: 'Musterkasse' },
    });
    expect(cookieOf(answer.headers)).toMatch(
      /^__Host-visavis_session=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('leaves Secure out where the pages are on http', async () => {
    await test.close();
    test = await startAppointments(database.database, {
      settings: { publicUrl: 'http://localhost:3000' },
      secrets: test.secrets,
    });
    const answer = await signIn(await tokenOf(), { origin: 'http://localhost:3000' });
    expect(cookieOf(answer.headers)).toMatch(/HttpOnly; SameSite=Strict$/);
  });

  it('takes a link once, and for 15 minutes', async () => {
    const token = await tokenOf();
    expect((await signIn(token)).status).toBe(200);
    const again = await signIn(token);
    expect([again.status, errorOf(again.body).code]).toEqual([401, 'sign-in-used']);
    const late = await tokenOf();
    test.clock.advance(15 * minute);
    expect(errorOf((await signIn(late)).body).code).toBe('sign-in-used');
    expect(errorOf((await signIn('A'.repeat(43))).body).code).toBe('sign-in-used');
  });

  it('lets only one of two who use a link at the same moment in', async () => {
    const token = await tokenOf();
    const statuses = (await Promise.all([signIn(token), signIn(token), signIn(token)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 401, 401]);
  });

  it('keeps a session 12 hours from its last use', async () => {
    const headers = await signedIn();
    const ask = () => test.send('GET', '/api/v1/session', undefined, { headers });
    for (let i = 0; i < 3; i++) {
      test.clock.advance(11 * hour);
      expect((await ask()).status).toBe(200);
    }
    test.clock.advance(12 * hour);
    const ended = await ask();
    expect([ended.status, errorOf(ended.body).code]).toEqual([401, 'not-signed-in']);
  });

  it('signs out', async () => {
    const { cookie } = await signedIn();
    const out = await test.send('DELETE', '/api/v1/session', undefined, { headers: { cookie, origin } });
    expect(out.status).toBe(204);
    expect(cookieOf(out.headers)).toMatch(/^__Host-visavis_session=; Max-Age=0/);
    expect((await test.send('GET', '/api/v1/session', undefined, { headers: { cookie } })).status).toBe(401);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['the same host on another port', 'https://video.example.de:8443'],
    ['a sandboxed frame', 'null'],
    ['no origin at all', undefined],
  ])('changes nothing for %s, whatever the cookie', async (_who, from) => {
    const { cookie } = await signedIn();
    const headers = { cookie, ...(from === undefined ? {} : { origin: from }) };
    for (const [method, url] of [
      ['POST', '/api/v1/appointments'],
      ['PATCH', `/api/v1/appointments/${'A'.repeat(22)}`],
      ['DELETE', `/api/v1/appointments/${'A'.repeat(22)}`],
      ['POST', '/api/v1/desk/ticket'],
      ['DELETE', '/api/v1/session'],
    ] as const) {
      const answer = await test.send(method, url, newAppointment(test), { headers });
      expect([method, url, answer.status, errorOf(answer.body).code]).toEqual([method, url, 403, 'origin-refused']);
    }
  });

  it('signs nobody in from another site', async () => {
    const token = await tokenOf();
    expect(errorOf((await signIn(token, { origin: 'https://evil.example' })).body).code).toBe('origin-refused');
    expect((await signIn(token)).status).toBe(200);
  });

  it('makes an appointment for a signed-in advisor on our page', async () => {
    const { cookie } = await signedIn();
    const answer = await test.send('POST', '/api/v1/appointments', newAppointment(test), {
      headers: { cookie, origin },
    });
    expect(answer.status).toBe(201);
  });

  it('knows a program by its key until it is revoked, and needs no origin from it', async () => {
    const { key, record } = newApiKey('portal', test.clock.now());
    await test.apiKeys.add(record);
    const headers = { authorization: `Bearer ${key}` };
    expect((await test.send('POST', '/api/v1/appointments', newAppointment(test), { headers })).status).toBe(201);
    await test.apiKeys.revoke(record.id);
    expect((await test.send('POST', '/api/v1/appointments', newAppointment(test), { headers })).status).toBe(401);
  });

  it.each([
    ['a wrong secret', (key: string) => `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
    ['an unknown id', (key: string) => `Bearer vv_${'0'.repeat(16)}_${key.slice(-43)}`],
    ['no scheme', (key: string) => key],
    ['Basic', (key: string) => `Basic ${key}`],
    ['a path as id', () => `Bearer vv_../../etc/passwd_${'A'.repeat(43)}`],
    ['nothing', () => ''],
    ['ten thousand letters', () => `Bearer ${'v'.repeat(10_000)}`],
  ])('takes %s for nobody, even beside a good cookie', async (_what, authorization) => {
    const { cookie } = await signedIn();
    const headers = { cookie, origin, authorization: authorization(test.bearer.slice('Bearer '.length)) };
    const answer = await test.send('GET', '/api/v1/appointments', undefined, { headers });
    expect([answer.status, errorOf(answer.body).code]).toEqual([401, 'not-signed-in']);
  });

  it('stores neither cookie nor link token', async () => {
    const unused = await tokenOf();
    const { cookie } = await signedIn();
    const tables = ['sessions', 'sign_in_tokens'].map((table) =>
      database.database.db.execute(`select * from ${table}`),
    );
    const text = JSON.stringify(await Promise.all(tables));
    expect(text).toContain('house');
    expect(text).not.toContain(unused);
    expect(text).not.toContain(cookie.split('=')[1]);
  });
});
