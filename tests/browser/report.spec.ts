/** What operators see of a call that never passed their servers: set-up, way, first picture; and one code on both pages and in the log. */
import type { BrowserContext, Page } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, guestOn, heading, passDoor } from './support/guest.ts';
import { startSystem } from './support/system.ts';
import { expect, test } from './support/test.ts';

/** Reads the code out of the help desk's details, as a person would on the telephone. */
async function incidentOn(page: Page, more: string, details: string): Promise<string> {
  await page.getByRole('button', { name: more }).click();
  await page.getByText(details).click();
  const shown = page.locator('.help-desk dd').first();
  await expect(shown).toHaveText(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  const code = (await shown.textContent()) ?? '';
  await page.keyboard.press('Escape');
  return code;
}

/** Another device that comes by the same link finds the seat taken, and is told `code`. */
async function expectRefused(context: BrowserContext, joinLink: string, code: string): Promise<void> {
  const second = guestOn(await context.newPage());
  await second.page.goto(joinLink);
  await passDoor(second);
  await click(second.page, second.words.permission.submit);
  await click(second.page, second.words.check.skip);
  await expect(second.page.getByRole('status').getByText(code)).toBeVisible();
  await second.page.close();
}

test('a call of two browsers is in the sums of the metrics page, and has one code everywhere', async ({
  person,
  browser,
}) => {
  test.setTimeout(360_000);
  const port = await freePort();
  const system = await startSystem(browser, { METRICS_PORT: String(port) });
  const sums = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  try {
    const { joinLink } = await system.create();
    const guest = guestOn(await (await person()).newPage());
    await guest.page.goto(joinLink);
    await passDoor(guest);
    await click(guest.page, guest.words.permission.submit);
    await click(guest.page, guest.words.check.skip);
    const advisor = await openDay(await person(), system);
    await startTalking(advisor, 'Käthe Sonnenschein');
    await click(guest.page, guest.words.waiting.start);
    await expectFaceToFace(guest.page, advisor.page);
    await expect.poll(sums).toContain('visavis_call_setups_total{result="talking"} 2');
    const before = await sums();
    expect(before).toContain('visavis_call_paths_total{path="direct"} 2');
    expect(before).toContain('visavis_call_first_picture_seconds_count 2');
    expect(before).toContain('visavis_call_first_sound_seconds_count 2');
    expect(before).toMatch(/setups_by_browser_total\{browser="chromium",major="\d{3}",outcome="talking"\} 2/);

    const { call } = guest.words;
    const codes = [
      await incidentOn(guest.page, call.more, call.panel.details),
      await incidentOn(advisor.page, call.more, call.panel.details),
    ];
    expect(new Set(codes).size).toBe(1);
    expect(system.log()).toContain(`"room":"${codes[0]}"`);

    await expectRefused(await person(), joinLink, codes[0] ?? '');

    await click(guest.page, call.leave);
    await heading(guest, guest.words.receipt.title['hung-up'](''));
    await expect.poll(sums).toContain('visavis_call_ended_total{path="direct"} 2');
    await expect.poll(sums).toMatch(/visavis_call_frozen_minutes_total [1-9]/);
    expect(system.log()).not.toMatch(/(setup|call)-report/);
  } finally {
    await system.process.remove();
  }
});
