/** How sessions from the provider end: unused, after half a day, by the person's word or the provider's, and by nothing but a good, new token. */
import { randomUUID } from 'node:crypto';
import { type CryptoKey, generateKeyPair, type JWTPayload } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hour, minute } from '../support/appointment-samples.ts';
import {
  openTestDatabase,
  startAppointments,
  type TestApp,
  type TestDatabase,
  testClock,
} from '../support/appointments-app.ts';
import { oidcSettingsOf, pagesUrl, signInAt } from '../support/oidc-browser.ts';
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

let database: TestDatabase;
let provider: TestProvider;
let test: TestApp;
let foreignKey: CryptoKey;
let people = 0;

const post = async (body: string) =>
  (await test.send('POST', '/api/v1/session/oidc/logout', body, { headers: form })).status;
const logout = (token: string) => post(new URLSearchParams({ logout_token: token }).toString());
const isIn = async (cookie: string) => (await listed(cookie)).status === 200;
const ask = (cookie: string, url = '/api/v1/session') => test.send('GET', url, undefined, { headers: { cookie } });
const listed = (cookie: string) => ask(cookie, '/api/v1/appointments');
const signIn = async () => {
  const { cookie } = await signInAt(provider, test);
  const { sub = '', sid = '' } = provider.signIns.at(-1) ?? {};
  return { cookie, sub, sid };
};

beforeAll(async () => {
  database = await openTestDatabase('pglite');
  provider = await startOidcProvider({ publicUrl: pagesUrl, post: (_url, body) => post(body) });
  foreignKey = (await generateKeyPair('RS256')).privateKey;
  const clock = testClock();
  clock.jump(Date.now() - clock.now());
  const settings = { oidc: oidcSettingsOf(provider), signsInByLink: false };
  test = await startAppointments(database.database, { clock, settings });
}, 120_000);
afterAll(async () => {
  await test?.close();
  await provider?.close();
  await database?.close();
});
beforeEach(() => {
  provider.person.sub = `mueller-${++people}`;
});

/** What a provider says, some of it otherwise; undefined leaves a claim out. */
function claims(sub: string, otherwise: JWTPayload = {}): JWTPayload {
  const iat = Math.floor(test.clock.now() / 1000);
  const whole = {
    iss: provider.issuer,
    aud: 'visavis',
    iat,
    jti: randomUUID(),
    sub,
    events: { [event]: {} },
    ...otherwise,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

describe('back-channel logout', () => {
  it('ends the one session that the provider names, at its next request', async () => {
    const [here, there] = [await signIn(), await signIn()];
    expect(await provider.logOut(here.sub, here.sid)).toBe(200);
    expect([await isIn(here.cookie), await isIn(there.cookie)]).toEqual([false, true]);
  });

  it('ends all sessions of a person when no session is named, and nobody else is out', async () => {
    const [here, there] = [await signIn(), await signIn()];
    provider.person.sub = 'schmidt';
    const other = await signIn();
    expect(await logout(await provider.sign(claims(here.sub)))).toBe(200);
    expect([await isIn(here.cookie), await isIn(there.cookie), await isIn(other.cookie)]).toEqual([false, false, true]);
  });

  it('ends a session of the person whose name the provider told only now', async () => {
    const [here, other] = [await signIn(), await signIn()];
    await database.database.db.execute('update sessions set provider_session = null');
    expect(await logout(await provider.sign(claims(here.sub, { sid: 'told-now' })))).toBe(200);
    expect([await isIn(here.cookie), await isIn(other.cookie)]).toEqual([false, false]);
  });

  it('signs a whole office out at the end of the day, all from the one address of the provider', async () => {
    const { cookie, sub } = await signIn();
    for (let i = 0; i < 100; i++) expect(await logout(await provider.sign(claims(`colleague-${i}`)))).toBe(200);
    expect([await logout(await provider.sign(claims(sub))), await isIn(cookie)]).toEqual([200, false]);
  });

  it('takes a token once: shown again it does not end a new session', async () => {
    const { sub } = await signIn();
    const token = await provider.sign(claims(sub));
    expect(await logout(token)).toBe(200);
    const { cookie } = await signIn();
    expect([await logout(token), await isIn(cookie)]).toEqual([400, true]);
  });

  it('changes nothing for a token that is not good', async () => {
    test.clock.jump(minute);
    const { cookie, sub, sid } = await signIn();
    const now = Math.floor(test.clock.now() / 1000);
    const tokens: Record<string, Promise<string>> = {
      'another key': provider.sign(claims(sub), foreignKey),
      'another issuer': provider.sign(claims(sub, { iss: 'https://evil.example' })),
      'another client': provider.sign(claims(sub, { aud: 'somebody' })),
      'no event': provider.sign(claims(sub, { events: {} })),
      'another event': provider.sign(claims(sub, { events: { 'http://schemas.openid.net/event/other': {} } })),
      'an ID token': provider.sign(claims(sub, { nonce: 'n' })),
      'another type': provider.sign(claims(sub), undefined, { typ: 'at+jwt' }),
      'eleven minutes old': provider.sign(claims(sub, { iat: now - 12 * 60 })),
      'from the future': provider.sign(claims(sub, { iat: now + 600 })),
      expired: provider.sign(claims(sub, { exp: now - 120 })),
      'no moment': provider.sign(claims(sub, { iat: undefined })),
      'no id': provider.sign(claims(sub, { jti: undefined })),
      nobody: provider.sign(claims(sub, { sub: undefined })),
      'a session of somebody else': provider.sign(claims('schmidt', { sid: 'unknown' })),
      unsigned: provider.sign(claims(sub)).then((token) => {
        const header = Buffer.from('{"alg":"none"}').toString('base64url');
        return `${header}.${token.split('.')[1]}.`;
      }),
      nonsense: Promise.resolve('nonsense'),
    };
    for (const [what, token] of Object.entries(tokens)) {
      const status = await logout(await token);
      expect([what, status]).toEqual([what, what === 'a session of somebody else' ? 200 : 400]);
      expect([what, await isIn(cookie)]).toEqual([what, true]);
    }
    expect(sid).not.toBe('');
  });

  it('takes forms at this address alone, and JSON not there', async () => {
    const other = await test.send('POST', '/api/v1/session', 'token=a', { headers: form });
    const json = await test.send('POST', '/api/v1/session/oidc/logout', { logout_token: 'a' });
    expect([other.status, json.status, await post('')]).toEqual([400, 400, 400]);
  });
});

describe('the end of a session from the provider', () => {
  it('comes half an hour after the last use, whatever the page asks by itself', async () => {
    const { cookie } = await signInAt(provider, test);
    for (let i = 0; i < 3; i++) {
      test.clock.jump(29 * minute);
      expect((await ask(cookie)).status).toBe(200);
    }
    test.clock.jump(20 * minute);
    expect((await listed(cookie)).status).toBe(200);
    test.clock.jump(11 * minute);
    expect((await listed(cookie)).status).toBe(401);
  });

  it('comes twelve hours after the sign-in, however busy somebody is', async () => {
    const { cookie } = await signInAt(provider, test);
    const began = test.clock.now();
    while (test.clock.now() < began + 12 * hour - 25 * minute) {
      test.clock.jump(25 * minute);
      expect((await ask(cookie)).status).toBe(200);
    }
    test.clock.jump(began + 12 * hour - test.clock.now());
    expect((await ask(cookie)).status).toBe(401);
  });

  it('comes when somebody signs out, who is then sent to do so at the provider', async () => {
    const { cookie } = await signInAt(provider, test);
    const out = await test.send('POST', '/api/v1/session/end', undefined, { headers: { cookie, origin: pagesUrl } });
    const { next } = v.parse(v.object({ next: v.string() }), out.body);
    const url = new URL(next);
    expect(url.origin).toBe(provider.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${pagesUrl}/`);
    expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect((await ask(cookie)).status).toBe(401);
  });
});
