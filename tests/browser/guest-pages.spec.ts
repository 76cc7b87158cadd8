/** Every page and state of the guest's journey: pictures to look at, axe, sizes for unsure hands and weak eyes. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { complaintsOf, type Look, settled, turnTo } from './support/gallery.ts';
import { screenshotFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';

/** One of each layout: form, error, drawing, split, stage, receipt. */
const layouts =
  /^(early-moved|in-app|arrive-refused|permission|permission-blocked|check-look|waiting|waiting-here|call|call-compare|call-interrupted|call-hanging-up|end-hung-up)$/;

/** The dialogue of the proof comes with these. */
const opensByItself = /^call-(compare|words|other-device|impostor|binding)/;

const phone = { hasTouch: true, isMobile: true };
/** A state is put up once in each window, and looked at there in every size and colour. */
const windows: { name: string; use: object; language: 'de' | 'en'; looks: (Look & { name: string })[] }[] = [
  {
    name: 'on a desk',
    use: {},
    language: 'de',
    looks: [
      { name: 'desktop', width: 1280, height: 800, axe: 'all' },
      { name: 'dark', width: 1280, height: 800, dark: true, axe: 'colours', layoutsOnly: true },
      { name: 'double', width: 1280, height: 800, text: 2, layoutsOnly: true },
    ],
  },
  {
    name: 'on a phone',
    use: phone,
    language: 'de',
    looks: [
      { name: 'phone', width: 390, height: 844 },
      { name: 'phone-small-double', width: 320, height: 640, text: 2, layoutsOnly: true },
      { name: 'sideways', width: 844, height: 390, layoutsOnly: true },
    ],
  },
  {
    name: 'on a phone in English',
    use: phone,
    language: 'en',
    looks: [{ name: 'english-phone', width: 390, height: 844, axe: 'all', layoutsOnly: true }],
  },
];

/** Puts one state up and waits until it stands still: words, fonts, and a first frame of every picture. */
async function show(page: Page, state: string, language: string): Promise<void> {
  await page.evaluate((address) => window.guestGallery.show(address), `${state}.${language}`);
  await page.locator('h1').first().waitFor();
  await settled(page);
  if (opensByItself.test(state)) await page.locator('dialog[open]').waitFor();
}

/** What is too small or too wide, in words that name it. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const onStage = document.querySelector('.call') !== null;
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll<HTMLElement>('button, .button, .input, summary')) {
      const { height } = element.getBoundingClientRect();
      const wanted = onStage || element.matches('.button-small, summary') ? 44 : 56;
      if (height > 0 && height < wanted - 0.5) found.push(`${element.textContent}: ${height}px high`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const words = walker.currentNode.textContent?.trim();
      if (!parent || !words || parent.closest('.unseen, svg, script, noscript, .call')) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 19.9) found.push(`"${words}" in ${size}px`);
    }
    return found;
  });
}

for (const { name, use, language, looks } of windows) {
  test.describe(`the guest's pages, ${name}`, () => {
    test.use({ ...use, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0]);

    test('stand in their frame and can be read by everybody', async ({ page, harness }) => {
      test.setTimeout(300_000);
      await page.goto(`${harness}/guest.html`);
      const states = await page.evaluate(() => window.guestGallery.states);
      expect(states.length).toBeGreaterThan(40);
      for (const state of states) {
        const fitting = looks.filter(({ layoutsOnly }) => !layoutsOnly || layouts.test(state));
        for (const [index, look] of fitting.entries()) {
          await test.step(`${state}, ${look.name}`, async () => {
            await turnTo(page, look);
            if (index === 0) await show(page, state, language);
            const path = join(screenshotFolder, 'guest', look.name, `${state}.png`);
            await page.screenshot({ path, fullPage: true });
            expect.soft(await tooSmall(page), `${state}, ${look.name}`).toEqual([]);
            expect.soft(await complaintsOf(page, look), `${state}, ${look.name}`).toEqual([]);
          });
        }
      }
    });
  });
}
