/** Every page and state of the guest's journey: pictures to look at, axe, sizes for unsure hands and weak eyes. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { screenshotFolder } from './support/run.ts';
import { expect, test } from './support/test.ts';

interface Variant {
  name: string;
  use: Parameters<typeof test.use>[0];
  language?: 'de' | 'en';
  /** Text size as a browser's own setting, 1 = 100 %. */
  text?: number;
  /** `all` rules, or only the `colours`, where the same markup would only be read again. */
  axe?: 'all' | 'colours';
  /** Only states whose name fits, where the others would show nothing new. */
  only?: RegExp;
}

/** One of each layout: form, error, drawing, split, stage, receipt. */
const layouts =
  /^(early-moved|in-app|arrive-refused|permission|permission-blocked|check-look|waiting|waiting-here|call|call-compare|call-interrupted|call-hanging-up|end-hung-up)$/;

/** The dialogue of the proof comes with these. */
const opensByItself = /^call-(compare|words|other-device|impostor|binding)/;

const phone = { hasTouch: true, isMobile: true };
const variants: Variant[] = [
  { name: 'desktop', use: { viewport: { width: 1280, height: 800 } }, axe: 'all' },
  { name: 'dark', use: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, axe: 'colours', only: layouts },
  { name: 'phone', use: { viewport: { width: 390, height: 844 }, ...phone } },
  { name: 'phone-small-double', use: { viewport: { width: 320, height: 640 }, ...phone }, text: 2, only: layouts },
  { name: 'double', use: { viewport: { width: 1280, height: 800 } }, text: 2, only: layouts },
  { name: 'sideways', use: { viewport: { width: 844, height: 390 }, ...phone }, only: layouts },
  {
    name: 'english-phone',
    use: { viewport: { width: 390, height: 844 }, ...phone },
    language: 'en',
    axe: 'all',
    only: layouts,
  },
];

/** Opens one state and waits until it stands still: words, fonts, and a first frame of every picture. */
async function show(page: Page, harness: string, state: string, { language = 'de', text = 1 }: Variant): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${harness}/guest.html#${state}.${language}`);
  await page.locator('h1').first().waitFor();
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = `${size * 100}%`;
  }, text);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => !video.srcObject || video.videoWidth > 0),
  );
  if (opensByItself.test(state)) await page.locator('dialog[open]').waitFor();
  await page.evaluate(() => document.fonts.ready);
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

for (const variant of variants) {
  test.describe(`the guest's pages, ${variant.name}`, () => {
    test.use({ ...variant.use, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0]);

    test('stand in their frame and can be read by everybody', async ({ page, harness }) => {
      test.setTimeout(300_000);
      await page.goto(`${harness}/guest.html`);
      const states = await page.evaluate(() => window.guestStates);
      expect(states.length).toBeGreaterThan(40);
      for (const state of states.filter((name) => variant.only?.test(name) ?? true)) {
        await test.step(state, async () => {
          await show(page, harness, state, variant);
          const path = join(screenshotFolder, 'guest', variant.name, `${state}.png`);
          await page.screenshot({ path, fullPage: true });
          expect.soft(await tooSmall(page), state).toEqual([]);
          if (!variant.axe) return;
          const axe = new AxeBuilder({ page: page as never }).options({ resultTypes: ['violations'] });
          axe.setLegacyMode(true);
          if (variant.axe === 'colours') axe.withRules(['color-contrast']);
          const { violations } = await axe.analyze();
          expect
            .soft(
              violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
              state,
            )
            .toEqual([]);
        });
      }
    });
  });
}
