/** Pictures of every step, for people to look at before a page counts as done, and what axe finds on it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violationsOn } from './accessibility.ts';
import { screenshotFolder } from './run.ts';

/** Saves what `page` shows as `test-results/pages/<name>.png`; `fullPage` with what lies below the window. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`), animations: 'disabled', fullPage });
}

/** Resolves when no colour or place is on its way any more: a button that just became the strong one is neither for a moment. */
async function rest(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

/** A picture, and no violation of WCAG 2.2 A and AA or of axe's best practices. */
export async function inspect(page: Page, name: string, fullPage = false): Promise<void> {
  await rest(page);
  await shoot(page, name, fullPage);
  expect(await violationsOn(page), `axe on ${name}`).toEqual([]);
}
