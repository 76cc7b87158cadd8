/** A third person: invited by a link of their own, asked for at both others, seen and heard by all, and taken out again. */
import type { Page } from '@playwright/test';
import { companionTexts } from '../../clients/guest/texts/companion.ts';
import { companyTexts } from '../../clients/ui/call/companion/texts.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, guestOn, passCheck, passDoor } from './support/guest.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const own = companionTexts.de;
const words = companyTexts.de;
const guestName = 'Dora Dritte Sonnenschein';
const name = 'Aylin Demirkan';

/** From "Mehr" to the link, which only the person who is to have it gets. */
async function invite({ page, words: { companion } }: Advisor): Promise<string> {
  await click(page, 'Mehr');
  await page.getByRole('dialog').getByRole('button', { name: companion.invite }).click();
  const dialog = page.getByRole('dialog', { name: companion.invite });
  await dialog.getByRole('button', { name: companion.submit }).click();
  await expect(dialog.getByText(companion.nameMissing)).toBeVisible();
  await dialog.getByLabel(companion.name).fill(name);
  await dialog.getByText(companion.kinds['sign-interpreter']).click();
  await inspect(page, 'companion-advisor-form');
  const answer = page.waitForResponse((one) => one.url().endsWith('/companion') && one.status() === 201);
  await dialog.getByRole('button', { name: companion.submit }).click();
  const { joinLink } = (await (await answer).json()) as { joinLink: string };
  await expect(page.getByRole('dialog', { name: companion.made })).toBeVisible();
  await shoot(page, 'companion-advisor-link');
  await page.getByRole('dialog', { name: companion.made }).getByRole('button', { name: companion.done }).click();
  await page.keyboard.press('Escape');
  return joinLink;
}

/** Pictures that move on this page, besides the own one. */
const faces = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLVideoElement>('video.remote, .face-second video')].filter(
        (video) => video.videoWidth > 0 && !video.paused && video.currentTime > 0,
      ).length,
  );

/** Bytes of sound and picture that ever came in over any line of this page. */
const received = (page: Page) =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const peer of window.testPeers ?? []) {
      for (const report of (await peer.getStats()).values()) {
        if (report.type === 'inbound-rtp') bytes += report.bytesReceived ?? 0;
      }
    }
    return bytes;
  });

const strip = (page: Page) => page.locator('.company-strip');

/** The guest takes them out: at once for all, told kindly to the one and plainly to the other. */
async function takeOut(guest: Page, advisor: Page, third: Page): Promise<void> {
  await strip(guest).getByRole('button', { name: words.remove }).click();
  await shoot(guest, 'companion-remove-phone');
  await strip(guest).getByRole('button', { name: words.remove }).click();
  await expect(third.getByRole('heading', { level: 1, name: own.refused })).toBeVisible({ timeout: 120_000 });
  await inspect(third, 'companion-end');
  await expect(strip(advisor)).toContainText(words.refusedBy(guestName, name));
  await expect.poll(() => faces(advisor)).toBe(1);
  await expectFaceToFace(guest, advisor);
}

test('asks both before a third person is seen or heard, shows three faces, and takes them out for all at once', async ({
  person,
  system,
}) => {
  test.setTimeout(600_000);
  const { joinLink } = await system.create({ guest: { name: guestName, email: 'dora@example.org' } });
  const guest = guestOn(await (await person()).newPage());
  await guest.page.goto(joinLink);
  await passDoor(guest);
  await passCheck(guest);
  const advisor = await openDay(await person(), system);
  await startTalking(advisor, guestName);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);

  const third = guestOn(await (await person()).newPage());
  await third.page.goto(await invite(advisor));
  await passDoor(third);
  await passCheck(third);
  await inspect(third.page, 'companion-waiting');
  await click(third.page, own.join);
  await expect(third.page.getByRole('heading', { level: 1, name: own.readyTitle })).toBeVisible();

  await expect(advisor.page.getByText(words.advisor.title(name))).toBeVisible({ timeout: 120_000 });
  await inspect(advisor.page, 'companion-advisor-asks');
  await click(advisor.page, words.advisor.yes);
  await expect(strip(advisor.page)).toContainText(words.asked(guestName, name));
  await expect(guest.page.getByText(words.guest.title(name))).toBeVisible({ timeout: 120_000 });
  await inspect(guest.page, 'companion-guest-asks');
  expect(await received(third.page)).toBe(0);
  await click(guest.page, words.guest.yes);

  for (const page of [advisor.page, guest.page]) {
    await expect(strip(page)).toContainText(words.three(name), { timeout: 120_000 });
  }
  for (const page of [advisor.page, guest.page, third.page]) {
    await expect.poll(() => faces(page), { timeout: 120_000 }).toBe(2);
  }
  await expect(third.page.getByRole('button', { name: 'Schreiben' })).toHaveCount(0);
  await inspect(guest.page, 'companion-three-guest');
  await shoot(advisor.page, 'companion-three-advisor');
  await inspect(third.page, 'companion-three-own');
  await guest.page.setViewportSize({ width: 390, height: 844 });
  await shoot(guest.page, 'companion-three-guest-phone');
  await advisor.page.setViewportSize({ width: 390, height: 844 });
  await shoot(advisor.page, 'companion-three-advisor-phone');

  await takeOut(guest.page, advisor.page, third.page);
});
