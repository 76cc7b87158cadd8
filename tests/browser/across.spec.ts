/** Chromium and Firefox meet, whoever of them makes the offers. */
import { firefox, type Page } from '@playwright/test';
import { firefoxPath, firefoxPreferences } from './support/browsers.ts';
import { expect, test } from './support/test.ts';

type Signal = { kind: string };
declare global {
  interface Window {
    side: {
      open(initiator: boolean): Promise<void>;
      attach(): Promise<void>;
      handle(signal: Signal): void;
      send(text: string): boolean | undefined;
      restart(): void;
      heard(): string[];
      sees(): Promise<void>;
      stats(): Promise<{ path: string; codec?: string }>;
    };
  }
}

/** What one says, the other is handed, in order. */
async function join(from: Page, to: Page): Promise<void> {
  let before = Promise.resolve();
  await from.exposeFunction('carry', (signal: Signal) => {
    before = before.then(() => to.evaluate((carried) => window.side.handle(carried), signal));
    return before;
  });
}

const heard = (page: Page) => () => page.evaluate(() => window.side.heard());

for (const initiator of ['Chromium', 'Firefox']) {
  test(`Chromium and Firefox see each other when ${initiator} makes the offer, and a restart takes or says that it did not`, async ({
    page,
    harness,
  }) => {
    const other = await firefox.launch({
      channel: 'moz-firefox',
      executablePath: firefoxPath,
      firefoxUserPrefs: firefoxPreferences,
    });
    try {
      const fox = await other.newPage();
      const pages = initiator === 'Chromium' ? [page, fox] : [fox, page];
      for (const side of pages) await side.goto(`${harness}/across.html`);
      await join(page, fox);
      await join(fox, page);
      const [first = page, second = page] = pages;
      await second.evaluate(() => window.side.open(false));
      await first.evaluate(() => window.side.open(true));
      for (const side of pages) await expect.poll(heard(side)).toContain('channel open');
      for (const side of pages) await side.evaluate(() => window.side.attach());
      for (const side of pages) await side.evaluate(() => window.side.sees());
      for (const side of pages)
        await expect
          .poll(() => side.evaluate(() => window.side.stats()))
          .toMatchObject({ path: 'direct', codec: 'VP8' });
      await first.evaluate(() => window.side.restart());
      for (const side of pages) expect(await side.evaluate(() => window.side.send('still here'))).toBe(true);
      // Now and then Chromium stays on Firefox's old path; then it says so, and a new peer is built.
      const settled = async () => {
        const [offering, answering] = [await heard(first)(), await heard(second)()];
        if (offering.includes('transport failed')) return 'told';
        return [offering, answering].every((news) => news.includes('text still here')) ? 'goes on' : 'waits';
      };
      await expect.poll(settled).toMatch(/told|goes on/);
      for (const side of pages) expect((await heard(side)()).join(' ')).not.toMatch(/refused|closed/);
    } finally {
      await other.close();
    }
  });
}
