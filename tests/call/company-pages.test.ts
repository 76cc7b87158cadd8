/** Three pages that come and go: who is asked again, who goes on meanwhile, and when it is over for all. */
import { expect, it } from 'vitest';
import { comesByLink, fromSecond, invited, standings, threeTalking } from './company-room.ts';
import { makeWorld, newDevice, phases, received } from './world.ts';

const on = [true, true];

it('keeps what was agreed when the companion’s page loads anew', async () => {
  const { advisor, guest, companion, pass, join } = await threeTalking();
  companion.leavePage();
  await pass(300);
  expect(standings(advisor, guest)).toEqual(['interrupted', 'interrupted']);
  const again = comesByLink({ join });
  await pass(500);
  again.call.start();
  await pass(1_500);
  expect(standings(advisor, guest, again)).toEqual(['talking', 'talking', 'talking']);
  expect([advisor, guest, again].map(fromSecond)).toEqual([on, on, on]);
});

it('asks both anew when the companion comes back with another device', async () => {
  const { advisor, guest, companion, pass, join, devices } = await threeTalking();
  companion.leavePage();
  devices.companion = await newDevice();
  const again = comesByLink({ join });
  await pass(500);
  again.call.start();
  await pass(1_500);
  expect(standings(advisor, guest)).toEqual(['asking', 'asking']);
  expect([advisor, guest, again].map(fromSecond)).toEqual([[], [], [false, false]]);
  expect(received(again)).toEqual([false, false]);
  guest.call.answerCompanion(true);
  advisor.call.answerCompanion(true);
  await pass(1_500);
  expect(standings(advisor, guest, again)).toEqual(['talking', 'talking', 'talking']);
});

it('asks the guest again after a reload, and the advisor is silent to the companion until then', async () => {
  const { advisor, guest, companion, pass, join } = await threeTalking();
  guest.leavePage();
  const again = join('guest');
  await pass(500);
  again.call.start();
  await pass(1_000);
  expect(phases(advisor, again)).toEqual(['talking', 'talking']);
  expect(standings(advisor, again)).toEqual(['asked', 'asking']);
  expect(received(companion)).toEqual([false, false]);
  again.call.answerCompanion(true);
  await pass(1_500);
  expect(standings(advisor, again, companion)).toEqual(['talking', 'talking', 'talking']);
});

it('asks the advisor again after a reload, and the other two go on meanwhile', async () => {
  const { advisor, guest, companion, pass, join } = await threeTalking();
  advisor.leavePage();
  const again = join('advisor');
  again.call.expectCompanion(invited);
  await pass(500);
  again.call.start();
  await pass(500);
  expect(standings(again, guest, companion)).toEqual(['asking', 'talking', 'talking']);
  expect([guest, companion].map(fromSecond)).toEqual([on, on]);
  again.call.answerCompanion(true);
  await pass(1_500);
  expect(standings(again, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  expect(guest.call.view.second).toBeDefined();
});

it('asks the guest who comes after the companion', async () => {
  const world = makeWorld();
  const advisor = world.join('advisor');
  advisor.call.expectCompanion(invited);
  const companion = comesByLink(world);
  await world.pass(500);
  advisor.call.answerCompanion(true);
  await world.pass(300);
  expect(standings(advisor, companion)).toEqual(['asked', 'asked']);
  const guest = world.join('guest');
  await world.pass(500);
  expect(standings(advisor, guest)).toEqual(['asked', 'asking']);
  guest.call.answerCompanion(true);
  for (const { call } of [advisor, guest, companion]) call.start();
  await world.pass(1_500);
  expect(standings(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
});

it('goes on as two when the companion leaves', async () => {
  const { advisor, guest, companion, pass } = await threeTalking();
  companion.call.hangUp();
  await pass(7_000);
  expect(phases(advisor, guest, companion)).toEqual(['talking', 'talking', 'ended']);
  expect(standings(advisor, guest)).toEqual([undefined, undefined]);
});

it.each(['advisor', 'guest'] as const)('ends for all three when the %s hangs up', async (who) => {
  const three = await threeTalking();
  three[who].call.hangUp();
  await three.pass(1_000);
  expect([three.advisor, three.guest].filter((person) => person !== three[who]).map(fromSecond)).toEqual([on]);
  await three.pass(7_000);
  expect(phases(three.advisor, three.guest, three.companion)).toEqual(['ended', 'ended', 'ended']);
  expect(three.companion.call.view.end?.reason).toBe('peer-hung-up');
});
