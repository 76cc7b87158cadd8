/** Three calls in memory: nothing goes to or from a companion before both others have agreed, and nothing after one of them no longer does. */
import { describe, expect, it } from 'vitest';
import type { OwnScreen } from '../../clients/call/call-view.ts';
import { isOnAir, memoryTrack } from '../../clients/call/peer-memory.ts';
import { asking, comesByLink, fromSecond, invited, standings, threeTalking } from './company-room.ts';
import { inOpenRoom } from './open-room.ts';
import { compareWords, makeWorld, newDevice, phases, received, secret, talking } from './world.ts';

const on = [true, true];
const aScreen = (): OwnScreen => ({ kind: 'window', picture: memoryTrack('video'), sound: undefined });

it('asks the advisor, then the guest, and sends nothing anywhere before both have agreed', async () => {
  const { advisor, guest, companion, pass } = await asking();
  expect(standings(advisor, guest, companion)).toEqual(['asking', undefined, 'asked']);
  expect(advisor.call.view.second).toMatchObject({ seat: 'companion', name: 'Deniz Yilmaz', kind: 'interpreter' });
  expect(companion.call.view).toMatchObject({ phase: 'together', second: { seat: 'guest', kind: 'interpreter' } });
  advisor.call.answerCompanion(true);
  await pass(500);
  expect(standings(advisor, guest, companion)).toEqual(['asked', 'asking', 'asked']);
  expect(guest.call.view.second).toMatchObject({ name: 'Deniz Yilmaz', kind: 'interpreter', present: true });
  expect([advisor, guest, companion].map(fromSecond)).toEqual([[], [], []]);
  expect(received(companion)).toEqual([false, false]);
});

it('lets all three see and hear each other once both have agreed', async () => {
  const { advisor, guest, companion } = await threeTalking();
  expect(standings(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  expect(phases(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  expect([advisor, guest, companion].map(received)).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect([advisor, guest, companion].map(fromSecond)).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect(companion.call.view.second).toMatchObject({ seat: 'guest', name: 'guest name' });
  expect([advisor, guest, companion].map(({ call }) => call.view.details.dropped)).toEqual([0, 0, 0]);
});

describe('somebody does not agree, or no longer', () => {
  it('ends for the companion kindly when the advisor says no, and the guest never hears of it', async () => {
    const { advisor, guest, companion, pass } = await asking();
    advisor.call.answerCompanion(false);
    await pass(1_500);
    expect(standings(advisor, guest, companion)).toEqual(['refused', undefined, 'refused']);
    expect(companion.call.view).toMatchObject({ phase: 'ended', end: { reason: 'dismissed' } });
    expect(companion.call.view.second?.refusedBy).toBe('advisor');
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
  });

  it('ends for the companion when the guest says no', async () => {
    const { advisor, guest, companion, pass } = await asking();
    advisor.call.answerCompanion(true);
    await pass(300);
    guest.call.answerCompanion(false);
    await pass(1_500);
    expect([advisor, guest, companion].map(({ call }) => call.view.second?.refusedBy)).toEqual([
      'guest',
      'guest',
      'guest',
    ]);
    expect(phases(advisor, guest, companion)).toEqual(['talking', 'talking', 'ended']);
  });

  it.each(['advisor', 'guest'] as const)(
    'takes the companion out at once for all when the %s wants it',
    async (who) => {
      const three = await threeTalking();
      const { advisor, guest, companion, pass } = three;
      three[who].call.removeCompanion();
      expect(fromSecond(three[who])).toEqual([]);
      await pass(300);
      expect([advisor, guest].map(fromSecond)).toEqual([[], []]);
      expect(standings(advisor, guest, companion)).toEqual(['refused', 'refused', 'refused']);
      expect([advisor, guest, companion].map(({ call }) => call.view.second?.refusedBy)).toEqual([who, who, who]);
      await pass(1_500);
      expect(phases(advisor, guest, companion)).toEqual(['talking', 'talking', 'ended']);
      expect([advisor, guest].map(({ call }) => call.view.details.rebuilds)).toEqual([0, 0]);
    },
  );

  it('does not ask for the same link again, and asks for a new one', async () => {
    const { advisor, guest, pass, join } = await asking();
    advisor.call.answerCompanion(false);
    await pass(1_500);
    const again = comesByLink({ join });
    await pass(1_500);
    expect(standings(advisor, guest, again)).toEqual(['refused', undefined, 'refused']);
    advisor.call.expectCompanion({ ...invited, linkSecret: secret });
    const other = comesByLink({ join }, secret);
    await pass(1_000);
    expect(standings(advisor, guest, other)).toEqual(['asking', undefined, 'asked']);
  });

  it('takes out whoever came by a link that is withdrawn or replaced', async () => {
    const three = await threeTalking();
    three.advisor.call.expectCompanion(undefined);
    await three.pass(1_500);
    expect(phases(three.advisor, three.guest, three.companion)).toEqual(['talking', 'talking', 'ended']);
    expect(standings(three.advisor, three.guest)).toEqual([undefined, 'refused']);
  });
});

describe('pages come and go', () => {
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
});

describe('one line is nothing to the other', () => {
  it('leaves the first line alone when the companion’s device vanishes', async () => {
    const { advisor, guest, companion, pass, pod } = await threeTalking();
    pod.cut('companion');
    companion.leavePage();
    await pass(30_000, 100);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([advisor, guest].map(({ call }) => call.view.details.rebuilds + call.view.details.restarts)).toEqual([0, 0]);
    expect([advisor, guest].map(received)).toEqual([on, on]);
  });

  it('goes on for all three without any pod', async () => {
    const { advisor, guest, companion, pass, pod } = await threeTalking();
    pod.isUp = false;
    for (const seat of ['advisor', 'guest', 'companion'] as const) pod.cut(seat);
    await pass(20_000, 100);
    expect(standings(advisor, guest, companion)).toEqual(['talking', 'talking', 'talking']);
  });

  it('has all three pictures keep their rate for somebody who signs, and only for as long as they are there', async () => {
    const { advisor, guest, companion, pass } = await asking();
    advisor.call.expectCompanion({ ...invited, kind: 'sign-interpreter' });
    const hints = () =>
      [advisor, guest, companion].map(({ media }) => {
        const track = media.view.stream?.getVideoTracks()[0];
        return track?.contentHint ?? '';
      });
    advisor.call.answerCompanion(true);
    await pass(300);
    expect(hints()).toEqual(['', '', '']);
    guest.call.answerCompanion(true);
    await pass(1_500);
    expect(hints()).toEqual(['motion', 'motion', 'motion']);
    guest.call.removeCompanion();
    await pass(300);
    expect(hints().slice(0, 2)).toEqual(['', '']);
  });

  it('shows the companion what is shown, from before they came and since', async () => {
    const { advisor, guest, companion, pass } = await asking();
    advisor.call.share(aScreen());
    advisor.call.answerCompanion(true);
    await pass(300);
    expect(companion.call.view.remoteScreen?.getTracks().map(isOnAir) ?? []).not.toContain(true);
    guest.call.share(aScreen());
    guest.call.answerCompanion(true);
    await pass(1_500);
    advisor.call.share(aScreen());
    await pass(300);
    expect(companion.call.view.remoteScreen?.getTracks().map(isOnAir)).toEqual([true]);
    expect(companion.call.view.second?.remoteScreen?.getTracks().map(isOnAir)).toEqual([true]);
    guest.call.share(undefined);
    await pass(300);
    expect(companion.call.view.second?.remoteScreen).toBeUndefined();
  });
});

describe('a pod that invents a companion', () => {
  it('gets no question asked, no word and no sound without the companion’s own link', async () => {
    const { advisor, guest, pass, join } = await talking();
    advisor.call.expectCompanion(invited);
    const liar = comesByLink({ join }, secret);
    liar.call.start();
    await pass(5_000, 100);
    expect(standings(advisor, guest)).toEqual([undefined, undefined]);
    expect(liar.call.view).toMatchObject({ phase: 'together', peer: { name: undefined, ready: false } });
    expect(advisor.call.view.details.dropped).toBeGreaterThan(0);
  });

  it('gets nothing when it puts another page into the seat after both agreed', async () => {
    const { advisor, guest, companion, pass, join } = await threeTalking();
    companion.leavePage();
    const liar = comesByLink({ join }, secret);
    liar.call.start();
    await pass(5_000, 100);
    expect([advisor, guest].flatMap(fromSecond)).not.toContain(true);
    expect(received(liar)).toEqual([]);
  });

  it('lets nobody in who came without the secret, and says so on their page', async () => {
    const { advisor, guest, pass, join } = await talking();
    advisor.call.expectCompanion(invited);
    const plain = join('companion', { sealed: false });
    await pass(2_000);
    expect(plain.call.view).toMatchObject({ phase: 'refused', second: { standing: 'refused' } });
    expect(plain.call.view.second?.refusedBy).toBeUndefined();
    expect(standings(advisor, guest)).toEqual([undefined, undefined]);
  });

  it('has nobody introduced over a line that no link seals', async () => {
    const { advisor, guest, pass, join } = await inOpenRoom();
    compareWords(advisor, guest);
    advisor.call.expectCompanion(invited);
    comesByLink({ join });
    await pass(1_000);
    advisor.call.answerCompanion(true);
    await pass(1_000);
    expect(standings(advisor, guest)).toEqual(['asked', undefined]);
  });
});
