/** Going on by telephone: asked for by the guest, called by the advisor, silent in both browsers, over a reload and back. */
import type { Page } from '@playwright/test';
import { telephone as words } from '../../clients/ui/call/tools/telephone/texts.de.ts';
import { rack } from '../../clients/ui/call/tools/texts.de.ts';
import { call } from '../../clients/ui/texts/de/call.ts';
import { openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace, expectMovingPicture, expectSound } from './support/evidence.ts';
import { click, enter, guestOn } from './support/guest.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const number = '0170 1234567';

/** Of the newest line: whether any microphone or loudspeaker of this page could be heard. */
const isHeard = (page: Page) =>
  page.evaluate(() => {
    const peer = (window.testPeers ?? []).findLast(({ connectionState }) => connectionState === 'connected');
    const tracks = [...(peer?.getSenders() ?? []), ...(peer?.getReceivers() ?? [])].map(({ track }) => track);
    return tracks.some((track) => track?.kind === 'audio' && track.enabled);
  });

const sign = (page: Page) => page.locator('.telephone-sign');

async function openTool(page: Page): Promise<void> {
  await click(page, 'Mehr');
  await page.getByRole('dialog').getByRole('button', { name: rack.labels.telephone }).click();
}

const microphone = (page: Page) => page.getByRole('button', { name: call.microphone }).first();

/** From the tool to the advisor's notice; a word that is no number is refused on the way. */
async function askToBeCalled(guest: Page, advisor: Page, name: string): Promise<void> {
  await openTool(guest);
  const field = guest.getByLabel(words.guest.number);
  await field.fill('bitte');
  await click(guest, words.guest.ask);
  await expect(guest.getByText(words.guest.wrong)).toBeVisible();
  await field.fill(number);
  await inspect(guest, 'telephone-guest-number');
  await click(guest, words.guest.ask);
  await expect(sign(guest)).toContainText(words.guest.askedText);
  await expect(sign(advisor)).toContainText(words.advisor.wants(name));
  await expect(sign(advisor)).toContainText(number);
  await inspect(advisor, 'telephone-advisor-asked');
  await expect.poll(() => isHeard(guest)).toBe(true);
}

/** The sound is on the telephone: nothing of it here, and the picture goes on. */
async function expectTelephone(page: Page): Promise<void> {
  await expect(sign(page)).toContainText(words.title, { timeout: 30_000 });
  await expectMovingPicture(page);
  await expect.poll(() => isHeard(page)).toBe(false);
}

/** The key of the microphone does not bring the echo back: it opens the tool. */
async function pressMicrophone(guest: Page): Promise<void> {
  await microphone(guest).click();
  await expect(guest.getByRole('heading', { name: rack.labels.telephone })).toBeVisible();
  expect(await isHeard(guest)).toBe(false);
  await guest.setViewportSize({ width: 390, height: 844 });
  await shoot(guest, 'telephone-guest-tool-phone');
  await guest.getByRole('button', { name: rack.back }).click();
  await inspect(guest, 'telephone-guest-running-phone');
}

test('moves the sound to the telephone and back, with the picture kept and the microphones as they were', async ({
  person,
  system,
}) => {
  test.setTimeout(600_000);
  const name = 'Tilda Telefon Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'tilda@example.org' } });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person(), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  await microphone(advisor.page).click();

  await askToBeCalled(guest.page, advisor.page, name);
  await click(advisor.page, words.advisor.call);
  for (const page of [guest.page, advisor.page]) await expectTelephone(page);
  await expect(sign(guest.page)).not.toContainText(number);
  await shoot(guest.page, 'telephone-guest-running');
  await openTool(advisor.page);
  await expect(advisor.page.getByRole('button', { name: words.advisor.copy })).toBeVisible();
  await inspect(advisor.page, 'telephone-advisor-running');

  await guest.page.reload();
  await expectTelephone(guest.page);
  await pressMicrophone(guest.page);

  await sign(guest.page).getByRole('button', { name: words.back }).click();
  await expect(sign(guest.page)).toHaveCount(0);
  await expect(sign(advisor.page)).toContainText(words.hereText(name));
  await click(advisor.page, words.understood);
  await expect(sign(advisor.page)).toHaveCount(0);
  await expectSound(advisor.page);
  await expect(microphone(advisor.page)).toHaveAttribute('aria-pressed', 'false');
  await expect(microphone(guest.page)).toHaveAttribute('aria-pressed', 'true');
});
