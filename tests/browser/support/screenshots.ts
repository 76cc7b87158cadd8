/** Pictures of every step, for people to look at before a page counts as done. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { screenshotFolder } from './run.ts';

/** Saves what `page` shows as `test-results/pages/<name>.png`. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`), animations: 'disabled' });
}
