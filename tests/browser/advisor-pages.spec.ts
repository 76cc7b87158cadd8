/** Every page and state of the advisor: drawn for people to look at, and held to axe, to its width and to its targets. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { de } from '../../clients/advisor/texts/de/index.ts';
import { en } from '../../clients/advisor/texts/en/index.ts';
import { pages } from './support/advisor-states.ts';
import { screenshotFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';

interface Variant {
  language: 'de' | 'en';
  width: number;
  height: number;
  dark?: boolean;
  /** Text at 200 %. */
  large?: boolean;
  /** What axe looks at; elsewhere the same markup would only be read again. */
  axe?: 'all' | 'colours';
  /** The states it shows; all without. */
  only?: RegExp;
}

/** One state of each layout; the first variant shows all of them. */
const typical =
  /^(day|day-more|day-empty|day-receipt|create|created|move|cancel|lobby-waits|lobby-blocked|talking|compare-choose|sign-in|requests|offer|lead|lead-advisors|lead-advisors-pass-on|statistics)$/;

const variants: Record<string, Variant> = {
  desktop: { language: 'de', width: 1280, height: 800, axe: 'all' },
  dark: { language: 'de', width: 1280, height: 800, dark: true, axe: 'colours', only: typical },
  phone: { language: 'de', width: 390, height: 844, only: typical },
  'phone-320-en': { language: 'en', width: 320, height: 640, only: typical },
  'text-200': { language: 'de', width: 1280, height: 800, large: true, only: typical },
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

async function violations(page: Page, look: 'all' | 'colours'): Promise<unknown[]> {
  // There are no frames of others, which alone need a second page for every look; and nobody reads what is right.
  const axe = new AxeBuilder({ page: page as never }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations: found } = await (look === 'all' ? axe : axe.withRules(['color-contrast'])).analyze();
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
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

/** A person who comes for the first time: nothing in the browser is left of the state before. */
async function show(page: Page, address: string, large: boolean): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  if (large) await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expect(page.locator('h1')).toBeVisible();
}

for (const [variant, { language, width, height, dark, large, axe, only }] of Object.entries(variants)) {
  test.describe(`on ${variant}`, () => {
    // One window for all states: opening one costs as much as showing a state.
    let page: Page;
    let faults: string[] = [];
    test.beforeAll(async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
      });
      page = await context.newPage();
      await page.addInitScript(() => {
        if (location.protocol === 'about:') return;
        localStorage.clear();
        sessionStorage.clear();
      });
      faults = complaints(page);
    });
    test.afterAll(() => page.context().close());
    for (const [name, [scene, act]] of Object.entries(pages).filter(([state]) => only?.test(state) ?? true)) {
      test(`shows ${name} without a fault`, async ({ harness }) => {
        faults.length = 0;
        await page.setViewportSize({ width, height });
        await show(page, `${harness}/advisor.html#${scene}.${language}`, large === true);
        await act?.(page, language === 'de' ? de : en);
        await expect(page.locator('h1').first()).toBeVisible();
        await draw(page, `${screenshotFolder}advisor-${name}-${variant}.png`, width);
        if (axe) expect(await violations(page, axe)).toEqual([]);
        const { overflow, small, squeezed } = await measure(page);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(small).toEqual([]);
        expect(squeezed).toEqual([]);
        expect(faults).toEqual([]);
      });
    }
  });
}
