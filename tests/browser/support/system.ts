/** The whole product for one run of tests: the real process, a key for its interface, a signed-in advisor. */
import type { Browser, BrowserContext } from '@playwright/test';
import { CreatedAppointment } from '@visavis/shared';
import * as v from 'valibot';
import { type StandaloneProcess, startStandaloneProcess } from '../../support/standalone-process.ts';
import { freshHouse } from './house.ts';

export type Created = v.InferOutput<typeof CreatedAppointment>;

/** What a test may want otherwise than usual. Times are relative: the appointment began a minute ago unless told. */
export interface Wish {
  startsInMinutes?: number;
  durationMinutes?: number;
  language?: 'de' | 'en';
  code?: 'with-link' | 'separately';
  guest?: { name: string; email: string; phone?: string };
  relayOnly?: boolean;
}

export interface System extends Omit<StandaloneProcess, 'remove' | 'stop'> {
  /** Of the interface for programs. */
  key: string;
  /** Asks the interface in the name of a program. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  create(wish?: Wish): Promise<Created>;
  /** Cookies of a signed-in advisor, for a context of one's own. */
  cookies(): Awaited<ReturnType<BrowserContext['cookies']>>;
  process: StandaloneProcess;
}

export const sampleGuest = { name: 'Käthe Sonnenschein', email: 'kaethe.sonnenschein@example.org' };

/** As the interface takes it. */
export function appointmentOf(wish: Wish = {}) {
  return {
    guest: wish.guest ?? sampleGuest,
    startsAt: new Date(Date.now() + (wish.startsInMinutes ?? -1) * 60_000).toISOString(),
    durationMinutes: wish.durationMinutes ?? 30,
    language: wish.language ?? 'de',
    code: wish.code ?? 'with-link',
    mail: 'service',
    relayOnly: wish.relayOnly ?? false,
  };
}

/** Trades the link of the console for a session, as the page does (`advisor.spec.ts` sees the page do it). */
async function signIn(browser: Browser, link: string) {
  const { origin, hash } = new URL(link);
  const context = await browser.newContext();
  const data = { token: hash.replace('#sign-in=', '') };
  const answer = await context.request.post(`${origin}/api/v1/session`, { data, headers: { origin } });
  if (!answer.ok()) throw new Error(`the sign-in link was answered with ${answer.status()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Starts the product and signs the advisor in with the link that its console showed. */
export async function startSystem(browser: Browser, env: Record<string, string> = {}): Promise<System> {
  const { dataDir, key } = await freshHouse();
  return systemOf(await startStandaloneProcess({ env, dataDir }), browser, key);
}

/** A process with a console as the whole, with the advisor signed in; `key` is one that its house knows. */
export async function systemOf(process: StandaloneProcess, browser: Browser, key: string): Promise<System> {
  const cookies = await signIn(browser, process.signInLink);
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(process.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...process,
    process,
    key,
    ask,
    cookies: () => cookies,
    async create(wish) {
      const answer = await ask('POST', '/api/v1/appointments', appointmentOf(wish));
      return v.parse(CreatedAppointment, await answer.json());
    },
  };
}
