/** Three people on real peers: nothing before both agreed, everything afterwards, and one line nothing to the other. */
import {
  expectPhase,
  expectStanding,
  incoming,
  letIn,
  sitDown,
  threeAsking,
  viewOf,
} from './support/company-people.ts';
import { expect, test } from './support/test.ts';

test('three see and hear each other once both have agreed, keep it over a reload, and take one out at once', async ({
  context,
  harness,
}) => {
  test.setTimeout(480_000);
  const pages = await threeAsking(context, harness, 'sign-interpreter');
  const { advisor, guest, companion } = pages;

  // The line to the advisor stands; nothing has ever come over it, to nobody.
  await expect.poll(async () => (await viewOf(companion)).transport).toBe('connected');
  await expect.poll(() => incoming(companion)).toEqual([{ frames: 0, sound: 0 }]);
  await expect.poll(() => incoming(guest)).toHaveLength(1);
  expect((await incoming(advisor)).at(-1)).toEqual({ frames: 0, sound: 0 });

  await letIn(pages);
  for (const page of [advisor, guest, companion]) {
    await page.evaluate(() => window.company.sees());
    await expect
      .poll(async () => (await incoming(page)).filter(({ frames, sound }) => frames && sound))
      .toHaveLength(2);
    expect((await viewOf(page)).details).toMatchObject({ dropped: 0, rebuilds: 0, restarts: 0 });
  }
  expect(await viewOf(companion)).toMatchObject({
    second: { seat: 'guest', name: 'the guest', kind: 'sign-interpreter' },
  });

  await companion.reload();
  await expectStanding(guest, 'interrupted');
  await sitDown(companion);
  for (const page of [advisor, guest, companion]) await expectStanding(page, 'talking');
  await guest.evaluate(() => window.company.sees());

  await guest.evaluate(() => window.company.remove());
  await expectPhase(companion, 'ended');
  for (const page of [advisor, guest, companion]) {
    await expectStanding(page, 'refused');
    await expect.poll(async () => (await viewOf(page)).second?.refusedBy).toBe('guest');
  }
  for (const page of [advisor, guest]) {
    await expect.poll(() => incoming(page)).toHaveLength(1);
    await expectPhase(page, 'talking');
    expect((await viewOf(page)).details).toMatchObject({ rebuilds: 0, restarts: 0 });
  }
});
