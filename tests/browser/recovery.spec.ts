/** A conversation holds when its network changes under it: over TCP when UDP is cut, over another address; both are told. */
import type { Browser, Page } from '@playwright/test';
import { call } from '../../clients/ui/texts/de/call.ts';
import { causes } from '../../clients/ui/texts/de/causes.ts';
import { errors } from '../../clients/ui/texts/de/errors.ts';
import { words } from '../../clients/ui/texts/de/words.ts';
import { expectFaceToFace, expectMovingPicture, received } from './support/evidence.ts';
import { click, guestOn, passDoor } from './support/guest.ts';
import { watchedContext } from './support/people.ts';
import { changeAddress, cutUdp } from './support/rough-network.ts';
import { type RoughGround, type RoughTalk, startRoughGround, talkOver } from './support/rough-talk.ts';
import { shoot } from './support/screenshots.ts';
import { saidAfter } from './support/sentence-watch.ts';
import { beginSoundWatch, silence } from './support/sound-watch.ts';
import { expect, test } from './support/test.ts';

/** Busy machines have time. */
const patience = { timeout: 40_000 };
let ground: RoughGround;
test.beforeAll(async ({ browser }) => {
  ground = await startRoughGround(browser);
});
test.afterAll(() => ground?.close());

/** Sound was gone and has come back; how long that took is kept with the run. */
async function expectSoundBack(pages: Page[], after: string): Promise<void> {
  for (const page of pages) {
    await expect
      .poll(async () => (await silence(page)).longestMs, { ...patience, message: after })
      .toBeGreaterThan(900);
    await expect.poll(async () => (await silence(page)).nowMs, patience).toBeLessThan(1_000);
    const { longestMs } = await silence(page);
    test.info().annotations.push({ type: `silence after ${after}`, description: `${longestMs} ms` });
  }
}

/** What happens while `cut` holds, from `since` on: both were told, sound comes back over TCP, and the sentence goes. */
async function cutAndCome(pages: Page[], since: number): Promise<void> {
  const nothing = /Von .+ kommt gerade nichts an\./;
  expect(causes.list['nothing-arrives'].what({ name: 'Frau Weber', device: undefined })).toMatch(nothing);
  // Pages note their sentences themselves: one may be gone again before the other page is looked at.
  const either = new RegExp(`${nothing.source}|${call.advice.interrupted.replaceAll('.', '\\.')}`);
  for (const page of pages) await expect.poll(() => saidAfter(page, since, either), patience).toBeDefined();
  for (const page of pages) await shoot(page, `call-nothing-arrives-${pages.indexOf(page)}`);
  await expectSoundBack(pages, 'the cut of UDP');
  for (const page of pages) {
    await expect.poll(() => received(page), patience).toMatchObject({ localCandidate: 'relay', relayProtocol: 'tcp' });
    await expectMovingPicture(page);
  }
  for (const page of pages) {
    await expect(page.getByText(nothing).or(page.getByText(call.advice.interrupted))).toHaveCount(0, patience);
  }
}

/**
 * Lines of the own picture: `is` as it leaves the camera (what arrives also depends on how busy the machine is), `wished` as the
 * page asked the browser for.
 */
const heightOf = (page: Page): Promise<{ is: number; wished: number }> =>
  page.evaluate(() => {
    const senders = window.testPeers?.at(-1)?.getSenders() ?? [];
    const track = senders.find((sender) => sender.track?.kind === 'video')?.track;
    const { height } = track?.getConstraints() ?? {};
    const wished = typeof height === 'object' ? height.ideal : height;
    return { is: track?.getSettings().height ?? 0, wished: typeof wished === 'number' ? wished : 0 };
  });

/** A tick makes both pictures small, the other person reads who wished it, and without it both are as before. */
async function saveAndStop([guest, advisor]: [Page, Page], name: string): Promise<void> {
  const tick = guest.getByRole('checkbox', { name: causes.saving.switch });
  await guest.getByRole('button', { name: call.more, exact: true }).click();
  await tick.check();
  await expect(advisor.getByText(causes.list['peer-saving'].what({ name, device: undefined }))).toBeVisible(patience);
  for (const page of [guest, advisor]) {
    await expect.poll(async () => (await heightOf(page)).is, patience).toBeLessThanOrEqual(240);
  }
  await tick.uncheck();
  await guest.getByRole('button', { name: words.close }).click();
  // Both pages of this one browser share its one made-up camera: whoever comes back first may find it still open for the other,
  // small, and Chromium leaves it at that. A device of one's own always follows, so the wish is what counts on the way back.
  for (const page of [guest, advisor]) await expect.poll(async () => (await heightOf(page)).wished, patience).toBe(720);
}

/** The advisor's page is loaded again, and the conversation goes on without a tap. */
async function advisorReloads({ advisor, pages }: RoughTalk): Promise<void> {
  await advisor.page.reload();
  await expectMovingPicture(advisor.page);
  await expectFaceToFace(...pages);
}

/** The guest opens the link on another device, is told that the seat is taken, closes the first one, and is in. */
async function changeDevice({ advisor, guest, joinLink }: RoughTalk, browser: Browser): Promise<void> {
  const { context } = await watchedContext(browser, { locale: 'de-DE' });
  const other = guestOn(await context.newPage());
  await other.page.goto(joinLink);
  await passDoor(other);
  await click(other.page, other.words.permission.submit);
  await click(other.page, other.words.check.skip);
  await expect(other.page.getByText(errors['seat-taken'].what).first()).toBeVisible(patience);
  await guest.page.close();
  await other.page.getByRole('button', { name: other.words.waiting.start, exact: true }).click({ timeout: 90_000 });
  await expectFaceToFace(other.page, advisor.page);
  await context.close();
}

test('goes on by TCP when UDP is cut, over a new address when the old one is gone, after a reload as it was, and on another device', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const name = 'Ursel Umweg Sonnenschein';
  const talk = await talkOver(ground, browser, name);
  const { guest, advisor, pages } = talk;
  // What is missed has to have flowed for a while.
  const { framesDecoded } = await received(guest.page);
  await expect
    .poll(async () => (await received(guest.page)).framesDecoded, patience)
    .toBeGreaterThan(framesDecoded + 50);

  for (const page of pages) await beginSoundWatch(page);
  const cutAt = Date.now();
  const giveBack = cutUdp();
  await cutAndCome(pages, cutAt).finally(giveBack);

  for (const page of pages) await beginSoundWatch(page);
  const moveBack = changeAddress();
  await expectSoundBack(pages, 'a change of address').finally(moveBack);
  for (const page of pages) await expectMovingPicture(page);

  await saveAndStop(pages, name);
  const camera = (state: string) => guest.page.getByRole('button', { name: `${call.camera} ${state}` });
  await camera(call.state.on).click();
  await expect(advisor.page.getByText(/^Die Kamera von .* ist aus/)).toBeVisible(patience);
  const before = Date.now();
  await guest.page.reload();
  await expectMovingPicture(guest.page);
  test.info().annotations.push({ type: 'reload to a moving picture', description: `${Date.now() - before} ms` });
  await camera(call.state.off).click();
  await expectFaceToFace(...pages);
  await advisorReloads(talk);
  await changeDevice(talk, browser);
  await talk.close();
});
