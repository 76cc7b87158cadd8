/** Three calls in memory: nothing goes to or from a companion before both others have agreed, and nothing after one of them no longer does. */
import { describe, expect, it } from 'vitest';
import type { OwnScreen } from '../../clients/call/call-view.ts';
import { isOnAir, memoryTrack } from '../../clients/call/peer-memory.ts';
import { asking, comesByLink, fromSecond, invited, standings, threeTalking } from './company-room.ts';
import { phases, received, secret } from './world.ts';

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
