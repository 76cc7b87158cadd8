/** A page that shows one state after another: turned to a size and a colour, and looked at when it has settled there. */
import type { Page } from '@playwright/test';
import { violationsOn } from './accessibility.ts';

/** How a state is looked at. */
export interface Look {
  width: number;
  height: number;
  dark?: boolean;
  /** Text size as a browser's own setting, 1 = 100 %. */
  text?: number;
  /** What axe looks at: `all` its rules, or only the `colours`, where the same markup would only be read again. */
  axe?: 'all' | 'colours';
  /** Only one state of each layout, where the others would show nothing new. */
  layoutsOnly?: boolean;
}

/**
 * Turns the page as it stands; resolves when nothing moves any more. Whoever wants no motion has transitions of a frame, which
 * letters hand down from element to element: until they have, a page is as high as it was.
 */
export async function turnTo(page: Page, { width, height, dark = false, text = 1 }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = `${size * 100}%`;
    return new Promise<void>((resolve) => {
      let calm = 0;
      const frame = (): void => {
        calm = document.getAnimations().some(({ playState }) => playState === 'running') ? 0 : calm + 1;
        if (calm < 3) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
  }, text);
}

/** Resolves when fonts are there, and a first frame of every picture. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => !video.srcObject || video.videoWidth > 0),
  );
  await page.evaluate(() => document.fonts.ready);
}

/** What axe finds, as far as this look asks it. */
export async function complaintsOf(page: Page, { axe }: Look): Promise<string[]> {
  if (axe === undefined) return [];
  return violationsOn(page, axe === 'colours' ? ['color-contrast'] : undefined);
}
