/** Every page and state of the advisor: drawn for people to look at, and held to axe, to its width and to its targets. */
import type { Page } from '@playwright/test';
import { de } from '../../clients/advisor/texts/de/index.ts';
import { en } from '../../clients/advisor/texts/en/index.ts';
import { pages } from './support/advisor-states.ts';
import { complaintsOf, type Look, settled, turnTo } from './support/gallery.ts';
import { screenshotFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';

/** One state of each layout; the first look shows all of them. */
const typical =
  /^(day|day-more|day-empty|day-receipt|create|created|move|cancel|lobby-waits|lobby-blocked|talking|compare-choose|sign-in|requests|offer|lead|lead-advisors|lead-advisors-pass-on|lead-advisors-passed-on|lead-webhooks|statistics)$/;

/** A state is put up and acted in once for each language, and looked at there in every size and colour. */
const looks: Record<'de' | 'en', Record<string, Look>> = {
  de: {
    desktop: { width: 1280, height: 800, axe: 'all' },
    dark: { width: 1280, height: 800, dark: true, axe: 'colours', layoutsOnly: true },
    'text-200': { width: 1280, height: 800, text: 2, layoutsOnly: true },
    phone: { width: 390, height: 844, layoutsOnly: true },
  },
  en: { 'phone-320-en': { width: 320, height: 640, layoutsOnly: true } },
};

interface Measures {
  overflow: number;
  small: string[];
  squeezed: string[];
}

/** Nothing wider than the window, nothing to press smaller than a fingertip, no words squeezed into a column of letters. */
async function measure(page: Page): Promise<Measures> {
  return page.evaluate(() => {
    const overflow = document.documentElement.scrollWidth - innerWidth;
    const small = [...document.querySelectorAll<HTMLElement>('button, a.button, summary, select, input:not([type])')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
      .map((element) => element.textContent || element.tagName);
    const squeezed = [...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, dd, li')]
      .filter((element) => element.checkVisibility() && !element.closest('.unseen') && !element.matches('.unseen'))
      .filter((element) => (element.textContent ?? '').trim().length > 6)
      .filter((element) => element.clientWidth < 4 * Number.parseFloat(getComputedStyle(element).fontSize))
      .map((element) => element.textContent ?? '');
    return { overflow, small, squeezed };
  });
}

/** A dialogue is drawn in a window tall enough to show all of it. */
async function draw(page: Page, path: string, width: number): Promise<void> {
  const isDialog = (await page.locator('dialog[open]').count()) > 0;
  if (isDialog) await page.setViewportSize({ width, height: 1500 });
  await page.screenshot({ path, fullPage: !isDialog });
}

/** What the page complained about; the harness has no icon for the window. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(String(error)));
  return found;
}

for (const [language, ways] of Object.entries(looks)) {
  test.describe(`in ${language}`, () => {
    // One window for all states: opening one costs as much as showing a state.
    let page: Page;
    let faults: string[] = [];
    test.beforeAll(async ({ browser, harness }) => {
      const context = await browser.newContext({
        reducedMotion: 'reduce',
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
      });
      page = await context.newPage();
      faults = complaints(page);
      await page.goto(`${harness}/advisor.html`);
    });
    test.afterAll(() => page.context().close());
    for (const [name, [scene, act]] of Object.entries(pages)) {
      const fitting = Object.entries(ways).filter(([, { layoutsOnly }]) => !layoutsOnly || typical.test(name));
      if (fitting.length === 0) continue;
      test(`shows ${name} without a fault`, async () => {
        faults.length = 0;
        for (const [index, [variant, look]] of fitting.entries()) {
          await test.step(variant, async () => {
            await turnTo(page, look);
            if (index === 0) {
              await page.evaluate((address) => window.advisorGallery.show(address), `${scene}.${language}`);
              await expect(page.locator('h1')).toBeVisible();
              await act?.(page, language === 'de' ? de : en);
            }
            await expect(page.locator('h1').first()).toBeVisible();
            await settled(page);
            await draw(page, `${screenshotFolder}advisor-${name}-${variant}.png`, look.width);
            expect(await complaintsOf(page, look)).toEqual([]);
            const { overflow, small, squeezed } = await measure(page);
            expect(overflow).toBeLessThanOrEqual(0);
            expect({ small, squeezed }).toEqual({ small: [], squeezed: [] });
          });
        }
        expect(faults).toEqual([]);
      });
    }
  });
}
