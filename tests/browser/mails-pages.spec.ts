/** Every mail as mail programs draw it: light and dark, on a narrow phone and beside the list of a desktop program. */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { escapeHtml } from '../../services/appointments/invitations/render-html.ts';
import { everyMail } from '../support/every-mail.ts';
import { screenshotFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';

const address = 'https://mails.example/';
const folder = `${screenshotFolder}mails/`;
const papers = { light: 'rgb(251, 248, 242)', dark: 'rgb(16, 27, 28)' };

/** Each mail in a frame as wide as the program's window, so that its own rules for narrow ones hold. */
function sheetOf(mails: typeof everyMail, width: number): string {
  const frames = mails.map(
    ([name, mail]) =>
      `<figure><figcaption>${name}</figcaption><iframe title="${name}" srcdoc="${escapeHtml(mail.html)}"></iframe></figure>`,
  );
  const style = `:root{color-scheme:light dark}body{margin:16px;column-width:${width}px;column-gap:16px;font:16px sans-serif}
figure{margin:0 0 16px;break-inside:avoid}iframe{display:block;border:0;width:${width}px}`;
  return `<!doctype html><html lang="de"><title>Mails</title><style>${style}</style>${frames.join('')}`;
}

/** Gives every frame the height of its mail, and tells what is wrong with any. */
function look(page: Page, paper: string): Promise<{ mails: number; buttons: number; faults: string[] }> {
  return page.evaluate((paper) => {
    const seen = { mails: 0, buttons: 0, faults: [] as string[] };
    for (const frame of document.querySelectorAll('iframe')) {
      const inner = frame.contentDocument;
      if (!inner) continue;
      const root = inner.documentElement;
      frame.style.height = `${root.scrollHeight}px`;
      const all = [...inner.body.querySelectorAll('*')];
      const ownText = (one: Element) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const sizes = all.filter(ownText).map((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      const buttons = [...inner.querySelectorAll('.button a, .second a')];
      const check = (isRight: boolean, fault: string) => void (isRight || seen.faults.push(`${frame.title}: ${fault}`));
      check(root.scrollWidth <= root.clientWidth, `${root.scrollWidth} px wide`);
      check(Math.min(...sizes) >= 16, `text of ${Math.min(...sizes)} px`);
      for (const one of buttons) check(one.getBoundingClientRect().height >= 44, `a low button: ${one.textContent}`);
      check(
        inner.images.length === 0 && all.every((one) => getComputedStyle(one).backgroundImage === 'none'),
        'a picture',
      );
      check(getComputedStyle(inner.body).backgroundColor === paper, 'another paper');
      seen.mails += 1;
      seen.buttons += buttons.length;
    }
    return seen;
  }, paper);
}

/** Colours that stand out less than 7 to 1 (4.5 in large letters). */
async function paleWords(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page: page as ConstructorParameters<typeof AxeBuilder>[0]['page'] });
  const { violations } = await axe.setLegacyMode(true).withRules(['color-contrast-enhanced']).analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ target, html }) => `${target.join(' ')}: ${html.slice(0, 120)}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 800]) {
    test(`every mail is whole and readable, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
      const columns = width === 320 ? 7 : 4;
      const viewport = { width: 32 + columns * (width + 16), height: 800 };
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      const asked: string[] = [];
      for (const language of ['de', 'en']) {
        const mails = everyMail.filter(([, mail]) => mail.language === language);
        const body = sheetOf(mails, width);
        await page.route('**/*', (route) => {
          if (route.request().url() === address)
            return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
          asked.push(route.request().url());
          return route.abort();
        });
        await page.goto(address);
        const seen = await look(page, papers[colorScheme]);
        expect(seen.faults).toEqual([]);
        expect([seen.mails, seen.buttons]).toEqual([mails.length, expect.any(Number)]);
        expect(seen.buttons).toBeGreaterThan(10);
        // Words and their colours are the same in both widths.
        if (width === 320) expect(await paleWords(page)).toEqual([]);
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: `${folder}${width}-${colorScheme}-${language}.png`, fullPage: true });
        await page.unroute('**/*');
      }
      expect(asked).toEqual([]);
      await context.close();
    });
  }
}
