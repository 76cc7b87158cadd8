/** Somebody shows something to the other: a screen with everything it needs, and a photo from a phone that cannot. */
import type { Page } from '@playwright/test';
import { sensesTexts } from '../../clients/ui/call/senses/texts.ts';
import { shareTexts } from '../../clients/ui/call/share/texts.ts';
import { type Advisor, openDay, startTalking } from './support/advisor.ts';
import { expectFaceToFace } from './support/evidence.ts';
import { click, enter, type Guest, guestOn } from './support/guest.ts';
import { inspect, shoot } from './support/screenshots.ts';
import { expect, test } from './support/test.ts';

const texts = shareTexts.de;
const senses = sensesTexts.de;

interface Both {
  advisor: Advisor;
  guest: Guest;
}

/** Shape of what is shown, and how red its middle is; `undefined` while nothing is shown. */
const shownTo = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('.shared video');
    if (!video?.videoWidth) return undefined;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [8, 8];
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(video, 0, 0, 8, 8);
    const [red = 0] = drawing?.getImageData(4, 4, 1, 1).data ?? [];
    return { shape: Math.round((video.videoWidth / video.videoHeight) * 100) / 100, isRed: red > 140 };
  });

const screenShape = { shape: 1.78 };

/** A page of paper as a phone's camera would hand it over: red, upright, with words. */
async function paper(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 1200);
    const brush = canvas.getContext('2d');
    if (!brush) return [];
    brush.fillStyle = '#b03020';
    brush.fillRect(0, 0, 900, 1200);
    brush.fillStyle = '#ffffff';
    brush.font = '60px serif';
    brush.fillText('Bescheid vom 22. November', 80, 160);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

async function showScreen({ advisor, guest }: Both): Promise<void> {
  await click(advisor.page, guest.words.call.share);
  await expect(advisor.page.getByRole('button', { name: texts.screen.button })).toBeVisible();
  await shoot(advisor.page, 'share-01-choice-desktop');
  await click(advisor.page, texts.screen.button);
  await expect(advisor.page.getByText(texts.sign.screen).last()).toBeVisible();
  await expect.poll(() => shownTo(guest.page), { timeout: 30_000 }).toMatchObject(screenShape);
  await inspect(advisor.page, 'share-02-sign-desktop');
  await inspect(guest.page, 'share-03-shared-phone');
}

async function lookCloser({ guest: { page } }: Both): Promise<void> {
  const looks = () => page.locator('.shared video').evaluate((video) => video.style.transform);
  await page.locator('.shared-place').focus();
  await page.keyboard.press('+');
  await expect.poll(looks).toMatch(/scale\(1\.25\)$/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(looks).toMatch(/^translate\(-\d/);
  await click(page, texts.shared.larger);
  await shoot(page, 'share-04-closer-phone');
  await click(page, texts.shared.fit);
  await expect.poll(looks).toBe('translate(0px, 0px) scale(1)');
}

/** The line is lost and built anew: nobody chooses again. */
async function outlive({ advisor, guest }: Both): Promise<void> {
  const built = () => guest.page.evaluate(() => window.testPeers?.length ?? 0);
  const before = await built();
  await advisor.page.evaluate(() => window.testPeers?.at(-1)?.close());
  await expect.poll(built, { timeout: 30_000 }).toBeGreaterThan(before);
  await expect.poll(() => shownTo(guest.page), { timeout: 30_000 }).toMatchObject(screenShape);
  await click(advisor.page, texts.sign.stop);
  await expect(guest.page.locator('.shared')).toHaveCount(0);
}

async function showPhoto({ advisor, guest: { page, words } }: Both): Promise<void> {
  await click(page, words.call.share);
  await expect(page.getByText(texts.noScreen)).toBeVisible();
  await inspect(page, 'share-05-choice-phone');
  const file = { name: 'brief.png', mimeType: 'image/png', buffer: await paper(page) };
  await page.getByLabel(texts.picture.pick).setInputFiles(file);
  await expect.poll(() => shownTo(advisor.page), { timeout: 30_000 }).toEqual({ shape: 0.75, isRed: true });
  await shoot(advisor.page, 'share-06-photo-desktop');
  await shoot(page, 'share-07-sign-phone');
  await click(page, texts.sign.stop);
  await expect(advisor.page.locator('.shared')).toHaveCount(0);
}

/** Louder than it comes: the sound goes through the tools, and is still there. */
async function hearBetter({ guest: { page, words } }: Both): Promise<void> {
  await click(page, words.call.more);
  await page.getByLabel(senses.level).fill('150');
  await page.getByLabel(senses.clear).check();
  await page.getByLabel(senses.contrast).check();
  await inspect(page, 'senses-01-more-phone');
  const energy = () =>
    page.evaluate(async () => {
      const [audio] = document.querySelectorAll('audio');
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(audio?.srcObject as MediaStream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let loudest = 0;
      for (const until = performance.now() + 2_500; performance.now() < until; ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        analyser.getFloatTimeDomainData(samples);
        loudest = Math.max(loudest, ...samples.map(Math.abs));
      }
      await context.close();
      return loudest;
    });
  await expect
    .poll(() => page.evaluate(() => [...document.querySelectorAll('audio')].filter(({ paused }) => !paused).length))
    .toBe(2);
  await expect.poll(energy).toBeGreaterThan(0.01);
  await page.keyboard.press('Escape');
  await shoot(page, 'senses-02-contrast-phone');
}

test('shows a screen and a photo, looks closer, hears louder', async ({ person, system }) => {
  test.setTimeout(360_000);
  const name = 'Käthe Sonnenschein';
  const { joinLink } = await system.create({ guest: { name, email: 'kaethe.zeigt@example.org' } });
  const phone = await person('de', { viewport: { width: 412, height: 800 }, hasTouch: true, isMobile: true });
  await phone.addInitScript(() => {
    // Pages without an origin, such as a new tab, have no devices at all.
    if ('MediaDevices' in window)
      Object.defineProperty(MediaDevices.prototype, 'getDisplayMedia', { value: undefined });
  });
  const guest = guestOn(await phone.newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const advisor = await openDay(await person('de'), system);
  await startTalking(advisor, name);
  await click(guest.page, guest.words.waiting.start);
  await expectFaceToFace(guest.page, advisor.page);
  const both = { advisor, guest };
  await test.step('the advisor shows a screen', () => showScreen(both));
  await test.step('the guest looks closer, by keys and by buttons', () => lookCloser(both));
  await test.step('what is shown outlives its line, and ends with a key', () => outlive(both));
  await test.step('a phone that cannot show its screen shows a photo', () => showPhoto(both));
  await test.step('the guest hears louder and clearer', () => hearBetter(both));
});
