/** What is shown on demand when something is wrong: whose side it is, what helps, and figures for the help desk. */
import { call } from '../../clients/ui/texts/de/call.ts';
import { causes } from '../../clients/ui/texts/de/causes.ts';
import { words } from '../../clients/ui/texts/de/words.ts';
import { shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

for (const [shape, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`says whose side it is, what helps, and what to tell the help desk, ${shape}`, async ({ browser, harness }) => {
    const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${harness}/guest.html`);
    for (const state of ['call-not-heard', 'call-weak']) {
      await page.evaluate((address) => window.guestGallery.show(address), `${state}.de`);
      await page.getByRole('button', { name: causes.help }).click();
      await expect(page.getByRole('dialog')).toContainText(/Es liegt an/);
      await shoot(page, `${state}-help-${shape}`);
      await page.getByRole('button', { name: words.close }).click();
    }
    await page.getByRole('button', { name: call.more, exact: true }).click();
    await expect(page.getByRole('checkbox', { name: causes.saving.switch })).toBeVisible();
    await page.getByText(call.panel.details).click();
    await page.getByRole('button', { name: words.copy }).click();
    await expect(page.getByRole('button', { name: words.copied })).toBeVisible();
    await shoot(page, `call-details-${shape}`);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`${call.details.path}: ${call.details.paths.direct}`);
    expect(copied).not.toMatch(/Weber/);
    await context.close();
  });
}
