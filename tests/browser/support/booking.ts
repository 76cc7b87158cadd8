/** The guest's way to a request, step by step in the words that stand on the page, and the offer it is made from. */
import { createServer } from 'node:http';
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import type { BookingAnswer } from '@visavis/shared';
import { de } from '../../../clients/book/texts/de.ts';
import { en } from '../../../clients/book/texts/en.ts';
import { request as requestDe } from '../../../clients/book/texts/request.de.ts';
import { request as requestEn } from '../../../clients/book/texts/request.en.ts';
import { de as letters } from '../../../clients/ui/letters/texts.de.ts';
import { inspect } from './screenshots.ts';
import type { System } from './system.ts';

export const bookWords = { de: { ...de, request: requestDe }, en: { ...en, request: requestEn } };

const service = (id: string, title: string, english: string, durationMinutes: number) => ({
  id,
  mode: 'video',
  texts: {
    de: { title, description: 'Wir sehen uns Ihr Anliegen gemeinsam an.' },
    en: { title: english, description: 'We look at your question together.' },
  },
  durationMinutes,
  everyMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 60,
  horizonDays: 60,
});

/** Two services, every day of the week from eight to six. */
export async function offerTimes(system: System): Promise<void> {
  const services = [
    service('beratung', 'Beratung', 'Advice', 30),
    service('antrag', 'Hilfe beim Antrag', 'Help with a form', 45),
  ];
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '18:00' }));
  const written = [
    await system.ask('PUT', '/api/v1/offer', { services }),
    await system.ask('PUT', '/api/v1/offer/hours', { weekly, exceptions: [], services: null }),
  ];
  expect(written.map(({ status }) => status)).toEqual([200, 200]);
}

/** Another site: a server of its own with one page, in which `body` stands. */
export async function foreignSite(body: () => string): Promise<{ origin: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="de"><title>Kasse</title><h1>Kasse</h1><input id="before">${body()}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return {
    origin: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** On the page of a confirmed request, in German: a letter, then the next free time. */
export async function writeAndMove(page: Page, text: string): Promise<void> {
  await writeLetter(page, text);
  await moveToNext(page);
}

async function writeLetter(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: letters.key(0) }).click();
  await page.getByLabel(letters.field).fill(text);
  await page.getByRole('button', { name: letters.send }).click();
  await expect(page.getByText(text)).toBeVisible();
  await inspect(page, 'book/phone-letters');
  await page.getByRole('button', { name: letters.close }).click();
}

async function moveToNext(page: Page): Promise<void> {
  const { request } = bookWords.de;
  await page.getByRole('button', { name: request.reschedule }).click();
  await expect(page.getByText(request.moving.agreed)).toBeVisible();
  await expect(page.locator('.slot-key').first()).toBeVisible();
  await inspect(page, 'book/phone-move');
  await page.locator('.slot-key').first().click();
  await expect(page.getByText(request.labels.before)).toBeVisible();
  await inspect(page, 'book/phone-moved-by-guest');
}

const mostStops = 90;

/** Presses Tab until `target` has the focus, as somebody without a pointer would. */
export async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

export async function press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Keys as quick as somebody who types with two fingers: four a second, and a moment to read what is asked. */
export async function typeSlowly(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.type(text, { delay: 250 });
}

export const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();

/** The newest mail whose text has `pattern`, and what the pattern's first group found in it. */
export async function inMails(system: System, pattern: RegExp): Promise<string> {
  let found = '';
  await expect
    .poll(async () => {
      for (const raw of await system.mails()) {
        // Long lines are broken with "=" at their ends (RFC 2045 §6.7).
        const text = raw
          .toString()
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '=');
        found = pattern.exec(text)?.[1] ?? found;
      }
      return found;
    })
    .not.toBe('');
  return found;
}

/** Bytes on the wire of all scripts that `context` asks for from now on. */
export function scriptsOf(context: BrowserContext): () => Promise<number> {
  const asked = new Set<string>();
  context.on('request', (request) => {
    if (/\.js$/.test(request.url())) asked.add(request.url());
  });
  return async () => {
    let sum = 0;
    for (const url of asked) {
      const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
      await answer.arrayBuffer();
      const bytes = Number(answer.headers.get('content-length'));
      expect(bytes, url).toBeGreaterThan(0);
      sum += bytes;
    }
    return sum;
  };
}

/** The next wish reaches the service, and its answer is lost on the way. */
export const loseAnswer = (page: Page): Promise<unknown> =>
  page.route(
    '**/api/v1/book/requests',
    async (route) => {
      const answer = await route.fetch();
      if (!answer.ok()) throw new Error(`the answer to lose was ${answer.status()}`);
      await route.abort('connectionreset');
    },
    { times: 1 },
  );

/** What the service answers whoever was slower, once. */
export async function answerTaken(page: Page): Promise<void> {
  await page.route('**/api/v1/book/requests', async (route) => {
    const next = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/book/slots?service=beratung&days=7');
      const { days }: { days: { slots: string[] }[] } = await answer.json();
      return days.flatMap((day) => day.slots).slice(1, 7);
    });
    const json: BookingAnswer = { outcome: 'taken', next };
    await route.fulfill({ json });
    await page.unroute('**/api/v1/book/requests');
  });
}
