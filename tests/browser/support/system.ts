/** The whole product for one run of tests: the real process, a key for its interface, a signed-in advisor. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext } from '@playwright/test';
import { CreatedAppointment } from '@visavis/shared';
import * as v from 'valibot';
import { type StandaloneProcess, startStandaloneProcess } from '../../support/standalone-process.ts';

const keyCommand = fileURLToPath(new URL('../../../services/appointments/key.ts', import.meta.url));
const run = promisify(execFile);

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

async function signIn(browser: Browser, link: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session') && answer.status() === 200);
  await page.goto(link);
  await session;
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Starts the product and signs the advisor in with the link that its console showed. */
export async function startSystem(browser: Browser, env: Record<string, string> = {}): Promise<System> {
  return systemOf(await startStandaloneProcess({ env }), browser);
}

/** A process with a console as the whole: with a key for its interface and the advisor signed in. */
export async function systemOf(process: StandaloneProcess, browser: Browser): Promise<System> {
  const { stdout } = await run(globalThis.process.execPath, [keyCommand, 'create', 'test'], {
    env: { DATA_DIR: process.dataDir },
  });
  const key = /^key: (\S+)$/m.exec(stdout)?.[1] ?? '';
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
