/** Every route against every role: whoever adds a route says here whom it serves. */
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdvisor } from '../../services/appointments/advisors.ts';
import { newApiKey } from '../../services/appointments/api-keys.ts';
import { type Access, allRoles, mayAsk, programRoles } from '../../services/appointments/roles.ts';
import { isGranted, type Needed, neededScope, type Scope, scopes } from '../../services/appointments/scopes.ts';
import { createSessions } from '../../services/appointments/sessions.ts';
import { errorOf, minute } from '../support/appointment-samples.ts';
import {
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  testSettings,
} from '../support/appointments-app.ts';
import { pagesUrl } from '../support/oidc-browser.ts';
import { scopeTable } from '../support/scope-table.ts';

/** Routes by the access they need. */
const table: Record<Access, string[]> = {
  anybody: [
    'GET /.well-known/jwks.json',
    'GET /api/openapi.json',
    'GET /api/v1/organisation',
    'GET /api/v1/retention',
    'GET /api/v1/calendar/:file',
    'POST /api/v1/link',
    'POST /api/v1/admission',
    'POST /api/v1/check',
    'POST /api/v1/feedback',
    'POST /api/v1/session',
    'GET /api/v1/session/ways',
    'GET /api/v1/session/oidc/start',
    'GET /api/v1/session/oidc/callback',
    'POST /api/v1/session/oidc/logout',
    'POST /api/v1/handover',
    'POST /api/v1/walk-in',
    'POST /api/v1/walk-in/answer',
    'POST /api/v1/letters',
    'POST /api/v1/letters/list',
    'POST /api/v1/letters/read',
    'GET /api/v1/book/challenge',
    'POST /api/v1/book/requests',
    'POST /api/v1/book/status',
    'POST /api/v1/book/answer',
    'POST /api/v1/book/lost',
    'GET /api/v1/book/services',
    'GET /api/v1/book/slots',
  ],
  either: ['POST /api/v1/check/ticket', 'DELETE /api/v1/session', 'POST /api/v1/session/end'],
  'signed-in': ['GET /api/v1/session'],
  staff: ['GET /api/v1/offer', 'GET /api/v1/offer/holidays'],
  lead: [
    'POST /api/v1/people/search',
    'POST /api/v1/people/export',
    'POST /api/v1/people/erase',
    'GET /api/v1/advisors',
    'PATCH /api/v1/advisors/:id',
    'GET /api/v1/advisors/:id/ahead',
    'POST /api/v1/advisors/:id/pass-on',
    'GET /api/v1/texts',
    'PUT /api/v1/texts',
    'GET /api/v1/terms',
    'GET /api/v1/terms/:version',
    'PUT /api/v1/terms/:version',
    'DELETE /api/v1/terms/:version',
    'POST /api/v1/terms/:version/publish',
    'PUT /api/v1/offer',
    'GET /api/v1/webhooks',
    'POST /api/v1/webhooks',
    'PATCH /api/v1/webhooks/:id',
    'DELETE /api/v1/webhooks/:id',
    'POST /api/v1/webhooks/:id/secret',
    'GET /api/v1/webhooks/:id/messages',
    'POST /api/v1/webhooks/:id/messages/:message/resend',
    'POST /api/v1/webhooks/:id/test',
  ],
  operator: [],
  governing: [
    'GET /api/v1/settings',
    'PUT /api/v1/settings',
    'GET /api/v1/settings/changes',
    'GET /api/v1/statistics',
    'GET /api/v1/statistics/csv',
  ],
  advisor: [
    'GET /api/v1/appointments',
    'POST /api/v1/appointments',
    'GET /api/v1/appointments/:id',
    'PATCH /api/v1/appointments/:id',
    'DELETE /api/v1/appointments/:id',
    'POST /api/v1/appointments/:id/ticket',
    'POST /api/v1/appointments/:id/companion',
    'DELETE /api/v1/appointments/:id/companion',
    'POST /api/v1/appointments/:id/outcome',
    'POST /api/v1/appointments/:id/talk',
    'GET /api/v1/appointments/:id/letters',
    'POST /api/v1/appointments/:id/letters',
    'POST /api/v1/appointments/:id/letters/read',
    'POST /api/v1/desk/ticket',
    'GET /api/v1/calendar',
    'POST /api/v1/calendar',
    'DELETE /api/v1/calendar',
    'GET /api/v1/offer/hours',
    'PUT /api/v1/offer/hours',
    'GET /api/v1/walk-ins',
    'PUT /api/v1/walk-ins/duty',
    'POST /api/v1/walk-ins/next',
    'POST /api/v1/walk-ins/:id/end',
    'GET /api/v1/requests',
    'POST /api/v1/requests/:id/answer',
    'GET /api/v1/requests/:id/slots',
    'GET /api/v1/requests/:id/letters',
    'POST /api/v1/requests/:id/letters',
    'POST /api/v1/requests/:id/letters/read',
  ],
};
const rows = Object.entries(table).flatMap(([access, routes]) =>
  routes.map((route): [string, Access] => [route, access as Access]),
);
const askers = ['nobody', 'advisor', 'lead', 'operator', 'a program'] as const;
type AskerName = (typeof askers)[number];
const rolesOf = (asker: AskerName) =>
  asker === 'nobody' ? [] : asker === 'a program' ? programRoles : allRoles.filter((role) => role === asker);

let database: TestDatabase;
let test: TestApp;

beforeAll(async () => {
  database = await openTestDatabase('pglite');
  const roles = { advisor: 'advisor', lead: 'lead', operator: 'operator' };
  const claims = { scopes: 'openid', idClaim: 'sub', nameClaim: 'name', roleClaim: 'roles', roles };
  const oidc = { issuer: 'http://localhost:9', clientId: 'visavis', clientSecret: null, ...claims };
  test = await startAppointments(database.database, { settings: { oidc, signsInByLink: true } });
  await ensureAdvisor(database.database.db, { id: 'advisor', name: 'Frau Müller' }, test.clock.now());
}, 120_000);
afterAll(async () => {
  await test?.close();
  await database?.close();
});

/** A session of its own for each request: some of them end it. */
async function headersOf(asker: AskerName): Promise<Record<string, string>> {
  if (asker === 'nobody') return {};
  if (asker === 'a program') return { authorization: test.bearer };
  const { db } = database.database;
  const sessions = createSessions(db, test.secrets.vault, test.clock, testSettings.sessions);
  const cookie = await sessions.start({ id: asker, name: 'Frau Müller', roles: [asker] });
  return { cookie: `__Host-visavis_session=${cookie}`, origin: pagesUrl };
}

describe('roles', () => {
  it('have a line for every route', async () => {
    const { paths } = v.parse(
      v.object({ paths: v.record(v.string(), v.record(v.string(), v.unknown())) }),
      (await test.send('GET', '/api/openapi.json')).body,
    );
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(served.toSorted()).toEqual(rows.map(([route]) => route).toSorted());
  });

  it.each(rows)('%s serves %s and nobody else', async (route, access) => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replace(/:\w+/g, 'A'.repeat(22));
    for (const asker of askers) {
      test.clock.jump(minute);
      // Bodies are wrong on purpose: a role is asked for before anything is read.
      const body = method === 'GET' ? undefined : { wrong: true };
      const answer = await test.send(method as 'GET', url, body, { headers: await headersOf(asker) });
      const isAllowed = mayAsk(access, rolesOf(asker));
      const code = answer.status >= 400 ? errorOf(answer.body).code : '';
      const expected = asker === 'nobody' ? 'not-signed-in' : 'forbidden';
      if (isAllowed) expect([asker, code]).not.toEqual([asker, expect.stringMatching(/^(not-signed-in|forbidden)$/)]);
      else expect([asker, code]).toEqual([asker, expected]);
    }
  });
});

const scopeRows = Object.entries(scopeTable).flatMap(([needed, routes]) =>
  routes.map((route): [string, Needed] => [route, needed as Needed]),
);

/** What a key with `granted` alone is refused with, or nothing. */
async function refusalOf(route: string, granted: readonly Scope[] | undefined): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const { key, record } = newApiKey('limited', test.clock.now(), granted);
  await test.apiKeys.add(record);
  test.clock.jump(minute);
  const body = method === 'GET' ? undefined : { wrong: true };
  const headers = { authorization: `Bearer ${key}` };
  const answer = await test.send(method as 'GET', path.replace(/:\w+/g, 'A'.repeat(22)), body, { headers });
  return answer.status >= 400 ? errorOf(answer.body).code : '';
}

describe('scopes of keys', () => {
  it('have a line for every route that knows who asks', () => {
    const asking = rows.filter(([, access]) => access !== 'anybody').map(([route]) => route);
    expect(scopeRows.map(([route]) => route).toSorted()).toEqual(asking.toSorted());
  });

  it.each(scopeRows)('%s takes a key with %s, and no key without it', async (route, needed) => {
    const enough = needed === 'none' || needed === 'every' ? undefined : [needed];
    const role = rows.find(([one]) => one === route)?.[1] ?? 'anybody';
    expect((await refusalOf(route, enough)) === 'forbidden').toBe(!mayAsk(role, programRoles));
    const others = scopes.filter((scope) => scope !== needed);
    expect((await refusalOf(route, others)) === 'forbidden').toBe(needed !== 'none');
  });

  it('leave what no line names to keys without limits', () => {
    const needed = neededScope('GET', '/api/v1/tomorrow');
    expect([isGranted(needed, undefined), isGranted(needed, scopes)]).toEqual([true, false]);
    expect(neededScope('GET', '/api/v1/offers')).toBe('every');
  });
});
