/** Signing in at the organisation's provider, against a real one: the way there and back, every wrong way back, and both ends of a session. */
import { Session } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOf, hour, minute } from '../support/appointment-samples.ts';
import {
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  testClock,
} from '../support/appointments-app.ts';
import { failureOf, get, leave, oidcSettingsOf, pagesUrl, signInAt } from '../support/oidc-browser.ts';
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';

let database: TestDatabase;
let provider: TestProvider;
let test: TestApp;
let people = 0;

beforeAll(async () => {
  database = await openTestDatabase('pglite');
  provider = await startOidcProvider({ publicUrl: pagesUrl });
  test = await startWith(provider);
}, 120_000);
afterAll(async () => {
  await test?.close();
  await provider?.close();
  await database?.close();
});
/** Somebody else in every test, at a time when nobody has asked too often. */
beforeEach(() => {
  provider.person.sub = `mueller-${++people}`;
  provider.person.roles = ['advisor', 'somebody-elses-role'];
  test.clock.jump(minute);
});

function startWith(own: TestProvider): Promise<TestApp> {
  const clock = testClock();
  // Tokens are dated by the provider's own clock.
  clock.jump(Date.now() - clock.now());
  const settings = { oidc: oidcSettingsOf(own), signsInByLink: false };
  return startAppointments(database.database, {
    clock,
    settings,
    ...(test === undefined ? {} : { secrets: test.secrets }),
  });
}

const ask = (cookie: string, url = '/api/v1/session') => test.send('GET', url, undefined, { headers: { cookie } });

describe('signing in at the provider', () => {
  it('signs an advisor in with name and roles, and writes them into the book', async () => {
    const { status, location, cookie, lines } = await signInAt(provider, test);
    expect([status, location]).toEqual([303, `${pagesUrl}/`]);
    expect(lines.join('\n')).toMatch(
      /__Host-visavis_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict/,
    );
    const { advisor, roles } = v.parse(Session, (await ask(cookie)).body);
    expect([advisor.name, roles]).toEqual(['Frau Müller', ['advisor']]);
    expect(advisor.id).toMatch(/^oidc-[\w-]{22}$/);
    expect((await ask(cookie, '/api/v1/appointments')).status).toBe(200);
    const again = v.parse(Session, (await ask((await signInAt(provider, test)).cookie)).body);
    expect(again.advisor).toEqual(advisor);
  });

  it('keeps the way back in a cookie that other sites cannot read or set, for ten minutes', async () => {
    const { lines } = await get(test, '/api/v1/session/oidc/start');
    expect(lines[0]).toMatch(/^__Host-visavis_oidc=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('leaves who leads and does not advise out of the book', async () => {
    provider.person.roles = ['lead'];
    const { cookie } = await signInAt(provider, test);
    expect(v.parse(Session, (await ask(cookie)).body).roles).toEqual(['lead']);
    const refused = await ask(cookie, '/api/v1/appointments');
    expect([refused.status, errorOf(refused.body).code]).toEqual([403, 'forbidden']);
    const { advisor } = v.parse(Session, (await ask(cookie)).body);
    expect(JSON.stringify(await database.database.db.execute('select id from advisors'))).not.toContain(advisor.id);
  });

  it('signs in nobody whom the provider gives no role here', async () => {
    provider.person.roles = ['gardener'];
    const answer = await signInAt(provider, test);
    expect(failureOf(answer)).toBe('no-role');
    expect(answer.lines.join()).not.toContain('visavis_session');
  });

  it('signs in nobody who was taken out of the book, and ends who is in', async () => {
    const { cookie } = await signInAt(provider, test);
    await database.database.db.execute("update advisors set is_active = false where id like 'oidc-%'");
    expect((await ask(cookie)).status).toBe(401);
    expect(failureOf(await signInAt(provider, test))).toBe('inactive');
    provider.person.roles = ['lead'];
    expect(failureOf(await signInAt(provider, test))).toBe('inactive');
  });

  it('takes the name that the provider tells until a lead sets one, and notes roles and day', async () => {
    const { name } = provider.person;
    const shown = async () => v.parse(Session, (await ask((await signInAt(provider, test)).cookie)).body).advisor;
    const { id } = await shown();
    provider.person.name = 'Frau Müller-Roth';
    expect(await shown()).toEqual({ id, name: 'Frau Müller-Roth' });
    const set = (body: unknown) =>
      test.send('PATCH', `/api/v1/advisors/${id}`, body, { headers: { authorization: test.bearer } });
    await set({ name: 'Frau Dr. Roth' });
    provider.person.name = 'Roth, Eva';
    provider.person.roles = ['advisor', 'lead'];
    expect(await shown()).toEqual({ id, name: 'Frau Dr. Roth' });
    const lastSignInOn = new Date(test.clock.now()).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
    const noted = { toldName: 'Roth, Eva', signsInBy: 'provider', roles: ['advisor', 'lead'], lastSignInOn };
    expect((await set({})).body).toMatchObject(noted);
    expect((await set({ name: null })).body).toMatchObject({ name: 'Roth, Eva', toldName: null });
    provider.person.name = name;
  });

  it('shows no link on the console beside the provider, and takes none', async () => {
    expect(await test.appointments.createSignInLink()).toBe(`${pagesUrl}/`);
    const ways = await test.send('GET', '/api/v1/session/ways');
    expect(ways.body).toEqual({ provider: true, link: false });
    const token = await test.send(
      'POST',
      '/api/v1/session',
      { token: 'A'.repeat(43) },
      { headers: { origin: pagesUrl } },
    );
    expect(errorOf(token.body).code).toBe('sign-in-used');
  });

  it('writes no name, code, state, token or account into its log', async () => {
    const { url, kept } = await leave(test);
    const back = await provider.walk(url);
    await get(test, back, kept);
    await get(test, back, kept);
    const { cookie } = await signInAt(provider, test);
    await test.send('POST', '/api/v1/session/end', undefined, { headers: { cookie, origin: pagesUrl } });
    const secrets = [...new URL(back).searchParams.values(), kept, cookie].filter((word) => word.length > 8);
    const text = test.lines.join('');
    expect(text).toContain('signed in at the provider');
    for (const word of [...secrets, 'mueller', 'Müller', 'eyJ']) expect(text).not.toContain(word);
  });
});

describe('a wrong way back', () => {
  const changed = (url: string, name: string, value: string) => {
    const next = new URL(url);
    next.searchParams.set(name, value);
    return next.href;
  };
  const back = async () => {
    const { url, kept } = await leave(test);
    return { url: await provider.walk(url), kept };
  };

  it.each<[string, string, () => Promise<{ url: string; kept: string }>]>([
    ['in another browser', 'expired', async () => ({ ...(await back()), kept: '' })],
    [
      'with a made-up cookie',
      'expired',
      async () => ({ ...(await back()), kept: '__Host-visavis_oidc=1.AAAAAAAA.AAAA' }),
    ],
    [
      'with the cookie of another sign-in',
      'invalid',
      async () => ({ ...(await back()), kept: (await leave(test)).kept }),
    ],
    [
      'with another state',
      'invalid',
      async () => {
        const { url, kept } = await back();
        return { url: changed(url, 'state', 'A'.repeat(43)), kept };
      },
    ],
    [
      'with the code of another sign-in',
      'invalid',
      async () => {
        const [own, other] = [await back(), await back()];
        return { url: changed(own.url, 'code', new URL(other.url).searchParams.get('code') ?? ''), kept: own.kept };
      },
    ],
    [
      'from another provider',
      'invalid',
      async () => {
        const { url, kept } = await back();
        return { url: changed(url, 'iss', 'https://evil.example'), kept };
      },
    ],
    [
      'for another nonce',
      'invalid',
      async () => {
        const { url, kept } = await leave(test);
        return { url: await provider.walk(changed(url, 'nonce', 'A'.repeat(43))), kept };
      },
    ],
    [
      'refused by the person',
      'refused',
      async () => {
        const { url, kept } = await back();
        const refused = changed(url, 'error', 'access_denied');
        return { url: refused.replace(/code=[^&]+&/, ''), kept };
      },
    ],
    [
      'without anything',
      'invalid',
      async () => ({ url: '/api/v1/session/oidc/callback', kept: (await leave(test)).kept }),
    ],
  ])('%s signs nobody in', async (_what, reason, make) => {
    const { url, kept } = await make();
    const answer = await get(test, url, kept);
    expect([answer.status, failureOf(answer)]).toEqual([303, reason]);
    expect(answer.lines.join()).not.toContain('visavis_session');
  });

  it('is every second one, even at the same moment', async () => {
    const { url, kept } = await back();
    const answers = await Promise.all([get(test, url, kept), get(test, url, kept), get(test, url, kept)]);
    expect(answers.filter(({ lines }) => lines.join().includes('visavis_session'))).toHaveLength(1);
    expect(failureOf(await get(test, url, kept))).toBe('expired');
  });

  it('is one that took longer than ten minutes', async () => {
    const { url, kept } = await back();
    test.clock.jump(10 * minute);
    expect(failureOf(await get(test, url, kept))).toBe('expired');
  });

  it('and a provider that is away end on a page that says so', async () => {
    const away = await startOidcProvider({ publicUrl: pagesUrl });
    const own = await startWith(away);
    const { url, kept } = await leave(own);
    const answerUrl = await away.walk(url);
    await away.close();
    expect(failureOf(await get(own, answerUrl, kept))).toBe('unavailable');
    own.clock.jump(2 * hour);
    expect(failureOf(await get(own, '/api/v1/session/oidc/start'))).toBe('unavailable');
    await own.close();
  });
});
