/** Several organisations in one installation: whatever one gives out is worth nothing at the other, and nothing is set for both by mistake. */
import { request } from 'node:http';
import { ConfigError } from '@visavis/runtime';
import { createLocalJWKSet, jwtVerify } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import { createFront, type Front } from '../../services/appointments/organisation-front.ts';
import { readOrganisations } from '../../services/appointments/organisations.ts';
import {
  admit,
  askIn,
  consent,
  create,
  errorOf,
  newIncarnation,
  sendAsAdvisor,
} from '../support/appointment-samples.ts';
import {
  keptLog,
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
} from '../support/appointments-app.ts';
import { asked, setOffer, slotsOnReformationDay } from '../support/booking-samples.ts';

const hosts = { a: 'a.example.de', b: 'b.example.de' };
const databases: TestDatabase[] = [];
let a: TestApp;
let b: TestApp;
let front: Front;
let port: number;

async function open(host: string): Promise<TestApp> {
  const database = await openTestDatabase('pglite');
  databases.push(database);
  const publicUrl = `https://${host}`;
  return startAppointments(database.database, { settings: { publicUrl, issuer: publicUrl, bookingWorkBits: 0 } });
}

beforeAll(async () => {
  a = await open(hosts.a);
  b = await open(hosts.b);
  const houses = [
    { host: hosts.a, app: a.app, jwks: a.appointments.jwks, isReady: a.appointments.isReady },
    { host: hosts.b, app: b.app, jwks: b.appointments.jwks, isReady: b.appointments.isReady },
  ];
  front = await createFront(houses, keptLog().log);
  port = await front.listen('127.0.0.1', 0);
}, 120_000);
afterAll(async () => {
  await front?.close();
  await a?.close();
  await b?.close();
  for (const database of databases) await database.close();
});

/** One request through the door, for whichever host. */
function send(host: string, method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const json = {
      'content-length': String(Buffer.byteLength(text)),
      ...(text && { 'content-type': 'application/json' }),
    };
    const out = request({ port, method, path, headers: { ...json, ...headers, host } }, (answer) => {
      let told = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        told += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: told === '' ? null : JSON.parse(told) }));
    });
    out.on('error', reject).end(text);
  });
}

/** A signed-in advisor of `a`, as a request at `host` would show it. */
async function sessionOfA(): Promise<string> {
  const token = (await a.appointments.createSignInLink()).split('#sign-in=')[1];
  const origin = `https://${hosts.a}`;
  const answer = await a.send('POST', '/api/v1/session', { token }, { headers: { origin } });
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

const Paths = v.object({
  paths: v.record(v.string(), v.record(v.string(), v.object({ security: v.optional(v.array(v.unknown())) }))),
});

describe('two organisations behind one door', () => {
  it('are told apart by the host, and no other host is anybody', async () => {
    const nameOf = async (host: string) => (await send(host, 'GET', '/api/v1/organisation')).status;
    expect([await nameOf(hosts.a), await nameOf('B.Example.DE'), await nameOf('c.example.de')]).toEqual([
      200, 200, 404,
    ]);
    const servers = await Promise.all(
      Object.values(hosts).map(async (host) => (await send(host, 'GET', '/api/openapi.json')).body),
    );
    expect(servers).toMatchObject([
      { servers: [{ url: 'https://a.example.de' }] },
      { servers: [{ url: 'https://b.example.de' }] },
    ]);
  });

  it('are one installation for probes and for pods', async () => {
    expect((await send('10.0.0.1:3000', 'GET', '/health/ready')).status).toBe(200);
    const { keys } = v.parse(
      v.object({ keys: v.array(v.unknown()) }),
      (await send('pod', 'GET', '/.well-known/jwks.json')).body,
    );
    expect(keys).toHaveLength(2);
    expect(keys).toEqual([...a.appointments.jwks().keys, ...b.appointments.jwks().keys]);
  });

  it('keep each the holidays of its own state: Berlin has slots on 31 October, Brandenburg none', async () => {
    const slots = [await slotsOnReformationDay(a, 'DE-BE'), await slotsOnReformationDay(b, 'DE-BB')];
    expect([...slots, await slotsOnReformationDay(b)]).toEqual([2, 0, 2]);
  });

  it.each(['session', 'key'])('let nobody in with the %s of the other, at any route', async (kind) => {
    const made = await create(a);
    const own: Record<string, string> =
      kind === 'key' ? { authorization: a.bearer } : { cookie: await sessionOfA(), origin: `https://${hosts.b}` };
    const { paths } = v.parse(Paths, (await send(hosts.b, 'GET', '/api/openapi.json')).body);
    let refused = 0;
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        if (security?.length === 0) continue;
        const url = path.replace(/\{\w+\}/g, made.id);
        const body = method === 'get' ? undefined : { wrong: true };
        const answer = await send(hosts.b, method.toUpperCase(), url, own, body);
        const isOpen = /session(\/end)?$|check\/ticket$/.test(path) && method !== 'get';
        if (!isOpen)
          expect([method, path, answer.status, errorOf(answer.body).code]).toEqual([
            method,
            path,
            401,
            'not-signed-in',
          ]);
        refused += isOpen ? 0 : 1;
      }
    }
    expect(refused).toBeGreaterThan(12);
    if (kind === 'key') expect((await send(hosts.a, 'GET', `/api/v1/appointments/${made.id}`, own)).status).toBe(200);
  });

  it('know no link, number, code, device, request or sign-in link of each other', async () => {
    const made = await create(a);
    const { device, ticket } = await admit(a, { appointment: made.id, code: made.dialInCode });
    await setOffer(a);
    const wish = await asked(a);
    const token = (await a.appointments.createSignInLink()).split('#sign-in=')[1];
    const origin = { origin: `https://${hosts.b}` };
    const entry = { consent, incarnation: newIncarnation() };
    const who = { appointment: made.id, code: made.dialInCode };
    const good = {
      camera: 'good',
      microphone: 'good',
      sound: 'good',
      network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
    };
    const tries: [string, unknown, Record<string, string>?][] = [
      ['/api/v1/link', { appointment: made.id }],
      ['/api/v1/admission', { ...entry, ...who }],
      ['/api/v1/admission', { ...entry, name: 'W. Ostermann', number: made.number, code: made.dialInCode }],
      ['/api/v1/admission', { ...entry, ...who, device }],
      ['/api/v1/check/ticket', { ...who, incarnation: newIncarnation() }],
      ['/api/v1/check', { appointment: made.id, device, result: good }],
      ['/api/v1/book/status', { request: wish.id, code: wish.code }],
      ['/api/v1/session', { token }, origin],
    ];
    for (const [path, body, headers] of tries) {
      const codes = ['link-unknown', 'not-admitted', 'not-found', 'sign-in-used'];
      const answer = await send(hosts.b, 'POST', path, headers, body);
      // The same at home, so that a wrong question is not taken for a closed door.
      const atHome = path === '/api/v1/session' ? { status: 200 } : await send(hosts.a, 'POST', path, headers, body);
      expect([path, atHome.status < 300 ? 200 : atHome]).toEqual([path, 200]);
      expect([path, codes.includes(errorOf(answer.body).code)]).toEqual([path, true]);
    }
    const weber = { id: 'weber', name: 'Frau Weber' };
    for (const { database } of databases.slice(0, 1)) await ensureAdvisor(database.db, weber, a.clock.now());
    expect((await sendAsAdvisor(b, 'PATCH', '/api/v1/advisors/weber', { isActive: false })).status).toBe(404);
    expect((await sendAsAdvisor(b, 'POST', '/api/v1/advisors/house/pass-on', { successor: 'weber' })).status).toBe(400);
    expect((await sendAsAdvisor(b, 'GET', '/api/v1/advisors/house/ahead')).text).not.toContain(made.id);
    const keysOfB = createLocalJWKSet(b.appointments.jwks());
    await expect(jwtVerify(ticket, keysOfB)).rejects.toThrow();
    const rows = await databases[1]?.database.db.execute('select id from appointments union select id from requests');
    expect(JSON.stringify(rows)).not.toContain(made.id);
    expect((await askIn(b, who)).status).toBe(403);
  });
});

describe('the settings of several organisations', () => {
  const secret = (letter: string) => letter.repeat(43);
  const settings = (name: string) => ({
    PUBLIC_URL: `https://${name}.example.de`,
    DATABASE_URL: `postgres://visavis@db/${name}`,
    DATA_KEY: secret(name),
    CODE_PEPPER: secret(name.toUpperCase()),
  });
  const read = (list: { id: string; settings: Record<string, string> }[], env: Record<string, string> = {}) =>
    readOrganisations(JSON.stringify(list), env);
  const problemsOf = (list: { id: string; settings: Record<string, string> }[], env = {}) => {
    try {
      read(list, env);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [String(error)];
    }
  };
  const two = (changes: Record<string, string>) => [
    { id: 'kasse-a', settings: settings('a') },
    { id: 'kasse-b', settings: { ...settings('b'), ...changes } },
  ];

  it('hold for each what the process is set to, except what must be its own', () => {
    const env = {
      TIME_ZONE: 'Europe/London',
      ORGANISATION_NAME: 'Nobody',
      OIDC_ISSUER: 'https://id.example.de',
      DATA_DIR: '/data',
    };
    const [first, second] = read(two({ TIME_ZONE: 'Europe/Berlin' }), env);
    expect([first?.config.TIME_ZONE, second?.config.TIME_ZONE]).toEqual(['Europe/London', 'Europe/Berlin']);
    expect([first?.config.ORGANISATION_NAME, first?.config.OIDC_ISSUER]).toEqual(['Musterkasse', undefined]);
    expect([first?.config.DATA_DIR, second?.config.DATA_DIR]).toEqual(['/data/kasse-a', '/data/kasse-b']);
  });

  it.each([
    ['PUBLIC_URL', { PUBLIC_URL: 'https://A.example.de/' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://somebody:else@db/a' }],
    ['DATA_KEY', { DATA_KEY: secret('a') }],
    ['CODE_PEPPER', { CODE_PEPPER: secret('A') }],
    ['DATA_DIR', { DATA_DIR: 'data/kasse-a' }],
  ])('are refused when two have the same %s', (key, changes) => {
    expect(problemsOf(two(changes))).toContain(`kasse-b: ${key}: the same as of kasse-a`);
  });

  it('are refused when one is wrong, unknown or missing, by the name of the organisation', () => {
    const { PUBLIC_URL: _, ...without } = settings('b');
    expect(problemsOf([{ id: 'kasse-b', settings: without }])).toEqual(['kasse-b: PUBLIC_URL: missing']);
    expect(problemsOf(two({ RETENTION_DAYS: '91' }))[0]).toMatch(/^kasse-b: RETENTION_DAYS: /);
    expect(problemsOf(two({ PORT: '80' }))).toEqual(['kasse-b: PORT: unknown']);
    expect(problemsOf([...two({}), { id: 'kasse-a', settings: settings('c') }])).toEqual(['kasse-a: named twice']);
    expect(problemsOf([])[0]).toMatch(/^ORGANISATIONS: /);
  });
});
