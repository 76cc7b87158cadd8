/** What operators rely on: settings and metrics as documented, health, and logs at debug that betray nobody. */
import { readFileSync } from 'node:fs';
import { ConfigError, commonSettings, readConfig } from '@visavis/runtime';
import { Admission } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appointmentsConfig,
  invitationsFrom,
  secretMaterialFrom,
  settingsFrom,
} from '../../services/appointments/config.ts';
import {
  admit,
  askIn,
  change,
  create,
  day,
  guestEmail,
  guestName,
  newIncarnation,
  sendAsAdvisor,
  wrongCode,
} from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestApp, type TestDatabase } from '../support/appointments-app.ts';
import { documentedMetrics, registeredMetrics } from '../support/metrics-table.ts';

const readme = readFileSync(new URL('../../services/appointments/README.md', import.meta.url), 'utf8');
const firstColumn = (heading: string) => {
  const [, section = ''] = readme.split(`## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
};

describe('the settings', () => {
  it('are the ones that README.md explains', () => {
    const own = Object.keys(appointmentsConfig.entries).filter((key) => !(key in commonSettings));
    expect(firstColumn('Settings').toSorted()).toEqual(own.toSorted());
  });

  it('know of a relay, whichever way it is configured', () => {
    const hasRelay = (env: Record<string, string>) =>
      settingsFrom(readConfig(appointmentsConfig, env), 'http://localhost').hasRelay;
    expect(hasRelay({})).toBe(false);
    expect(hasRelay({ TURN_URLS: 'turn:a.test' })).toBe(true);
    expect(hasRelay({ TURN_REGIONS: '[{}]' })).toBe(true);
  });

  it('need nothing for a first start', () => {
    const config = readConfig(appointmentsConfig, {});
    expect(secretMaterialFrom(config)).toBeNull();
    expect(settingsFrom(config, 'http://localhost:3000/')).toEqual({
      publicUrl: 'http://localhost:3000',
      issuer: 'http://localhost:3000',
      signallingUrl: 'ws://localhost:3000',
      organisation: { name: 'Musterkasse', phone: '0800 123 45 67', accent: null, languages: ['de', 'en'] },
      advisorName: 'Kundenberatung',
      timeZone: 'Europe/Berlin',
      holidays: 'DE',
      requestTermMs: 48 * 3_600_000,
      bookingUrl: 'http://localhost:3000/book',
      embedOrigins: [],
      bookingWorkBits: 16,
      remindHoursBefore: [24, 1],
      consentVersion: '2026-11',
      retentionDays: 30,
      changeKeysEveryS: 120,
      hasRelay: false,
      sessions: { consoleMs: 12 * 3_600_000, idleMs: 30 * 60_000, longestMs: 12 * 3_600_000 },
      oidc: null,
      webhooks: { networks: [], ca: null },
      portal: null,
      signsInByLink: true,
    });
    expect(invitationsFrom(config, 'https://video.example.de').from).toEqual({
      name: 'Musterkasse',
      address: 'noreply@video.example.de',
    });
  });

  it('that are wrong are named, all of them, without their values', () => {
    const wrong = {
      DATABASE_URL: 'mysql://secret@host/db',
      DATA_KEY: 'short',
      SIGNALLING_URL: 'https://video.example.de',
      ORGANISATION_ACCENT: 'red',
      ORGANISATION_LANGUAGES: 'de,tlh',
      TIME_ZONE: 'Mars/Olympus',
      HOLIDAYS: 'DE-XX',
      REMIND_HOURS: '24,0',
      BOOKING_URL: 'book.example.de',
      EMBED_ORIGINS: 'https://www.example.de/page',
      RETENTION_DAYS: '91',
      KEY_CHANGE_SECONDS: '29',
      SMTP_URL: 'http://user:secret@host',
      MAIL_FROM: 'nobody',
      CODE_PEPPER_VERSION: '0',
      OIDC_ISSUER: 'http://sign-in.example.de',
      SESSION_IDLE_MINUTES: '4',
    };
    let told = '';
    try {
      readConfig(appointmentsConfig, wrong);
    } catch (error) {
      if (error instanceof ConfigError) told = error.message;
    }
    for (const key of Object.keys(wrong)) expect(told).toContain(`${key}:`);
    expect(told).not.toMatch(/secret|Olympus|tlh/);
  });

  it('with PostgreSQL name both secrets that are missing', () => {
    const config = readConfig(appointmentsConfig, { DATABASE_URL: 'postgres://host/db' });
    expect(() => secretMaterialFrom(config)).toThrow('DATA_KEY: missing\n  CODE_PEPPER: missing');
    const half = readConfig(appointmentsConfig, { CODE_PEPPER: 'A'.repeat(43) });
    expect(() => secretMaterialFrom(half)).toThrow('DATA_KEY: missing');
  });
});

describe('the running service', () => {
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

  it('counts what README.md says, and nothing else', async () => {
    const isOwn = (name: string) => name.startsWith('visavis_appointments_');
    expect(documentedMetrics('appointments')).toEqual(await registeredMetrics(test.registry, isOwn));
    const rest = await registeredMetrics(test.registry, (name) => !isOwn(name));
    expect(rest).toEqual(documentedMetrics('runtime'));
  });

  it('says that it is ready, and which part is not', async () => {
    expect((await test.send('GET', '/health/ready')).body).toMatchObject({ ready: true, parts: { database: true } });
    const broken = await openTestDatabase('pglite');
    const other = await startAppointments(broken.database);
    await broken.database.close();
    const answer = await other.send('GET', '/health/ready');
    expect([answer.status, answer.body]).toMatchObject([503, { ready: false, parts: { database: false } }]);
    const failed = await other.send('POST', '/api/v1/link', { appointment: newIncarnation() });
    expect(failed.status).toBe(500);
    expect(failed.text).not.toMatch(/select|PGlite|closed/);
    await other.close();
  }, 60_000);

  it('answers its organisation to anybody', async () => {
    const answer = await test.send('GET', '/api/v1/organisation');
    expect(answer.body).toEqual({
      name: 'Musterkasse',
      phone: '0800 123 45 67',
      consent: { version: '2026-11' },
      languages: ['de', 'en'],
      timeZone: 'Europe/Berlin',
      relay: true,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('slows down an address that asks about links all the time', async () => {
    const from = { address: '2001:db8:9999::1' };
    const asked = [];
    for (let i = 0; i < 130; i++) {
      asked.push((await test.send('POST', '/api/v1/link', { appointment: newIncarnation() }, from)).status);
    }
    expect(asked.filter((status) => status === 404)).toHaveLength(120);
    expect(asked.at(-1)).toBe(429);
    test.clock.advance(60_000);
    expect((await test.send('POST', '/api/v1/link', { appointment: newIncarnation() }, from)).status).toBe(404);
  });

  it('writes no name, address, code, secret or ticket to its log during a whole journey at debug', async () => {
    const secrets = await journey(test);
    const log = test.lines.join('');
    expect(log).toContain('"msg":"guest admitted"');
    expect(log).toContain('"msg":"mail sent"');
    expect(log).toContain('"route":"/api/v1/appointments/:id"');
    expect(secrets.length).toBeGreaterThan(14);
    for (const secret of [...secrets, guestName, 'Ostermann', guestEmail, '1234567', 'Kostenplan', '203.0.113']) {
      expect(secret.length).toBeGreaterThan(4);
      expect(log).not.toContain(secret);
    }
  });
});

/** Goes every way once; answers what was secret or personal on it. */
async function journey(test: TestApp): Promise<string[]> {
  const made = await create(test);
  const guest = await admit(test, { appointment: made.id, code: made.dialInCode }, '203.0.113.50');
  const other = await admit(test, { number: made.number, code: made.dialInCode, name: 'Minna Otter' });
  await askIn(test, { appointment: made.id, code: wrongCode(made.dialInCode) }, '203.0.113.51');
  const advisor = await sendAsAdvisor(test, 'POST', `/api/v1/appointments/${made.id}/ticket`, {
    incarnation: newIncarnation(),
  });
  const startsAt = new Date(test.clock.now() + day).toISOString();
  const { dialInCode = '' } = await change(test, made.id, { newCode: true, startsAt });
  const token = (await test.appointments.createSignInLink()).split('=')[1] ?? '';
  const headers = { origin: 'https://video.example.de' };
  const session = await test.send('POST', '/api/v1/session', { token }, { headers });
  const cookie = String(session.headers['set-cookie']).split(/[=;]/)[1] ?? '';
  await test.send('POST', '/api/v1/appointments', `{"guest": "${guestName}"`, {
    headers: { authorization: test.bearer },
  });
  await sendAsAdvisor(test, 'DELETE', `/api/v1/appointments/${made.id}`);
  await test.appointments.settled();
  const k = made.joinLink.split('#')[1]?.split('.')[1] ?? '';
  const { ticket } = v.parse(Admission, advisor.body);
  const tickets = [guest.ticket, other.ticket, ticket, guest.device, other.device];
  const ids = [made.id, made.room, made.number, 'Minna Otter'];
  return [...tickets, ...ids, made.dialInCode, dialInCode, k, token, cookie, test.bearer];
}
