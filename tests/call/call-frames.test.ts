/** Encryption of frames in whole calls: keys before media, new ones while people talk, and what survives what. */
import { describe, expect, it } from 'vitest';
import { rotation } from '../../clients/call/ratchet.ts';
import { makeWorld, phases, received, talking, together } from './world.ts';

type Both = Awaited<ReturnType<typeof together>>;
const last = (both: Both, seat: 'advisor' | 'guest') => both.frames[seat].opened.at(-1);
const sends = (both: Both) => [last(both, 'advisor')?.sends, last(both, 'guest')?.sends];
const privacy = (both: Both) => [both.advisor, both.guest].map(({ call }) => call.view.privacy);

describe('a call', () => {
  it('has keys on both sides while both still wait, and says so', async () => {
    const both = await together();
    expect(sends(both)).toEqual([0, 0]);
    expect([last(both, 'advisor')?.role, last(both, 'guest')?.role]).toEqual(['initiator', 'responder']);
    for (const view of privacy(both)) expect(view).toMatchObject({ frames: 'on', keyChanges: 0 });
  });

  it('changes its keys every two minutes, on both sides alike, and counts', async () => {
    const both = await talking();
    for (let time = 1; time <= 3; time++) {
      await both.pass(rotation.everyMs + 100, 500);
      expect(sends(both)).toEqual([time, time]);
      for (const view of privacy(both)) expect(view).toMatchObject({ frames: 'on', keyChanges: time });
    }
    await both.pass(rotation.oldKeysMs, 500);
    expect([...(last(both, 'advisor')?.receives ?? [])]).toEqual([3]);
    expect([...(last(both, 'guest')?.receives ?? [])]).toEqual([3]);
    expect([phases(both.advisor, both.guest), received(both.guest)]).toEqual([
      ['talking', 'talking'],
      [true, true],
    ]);
  });

  it('keeps its keys through a restart', async () => {
    const both = await talking();
    await both.pass(rotation.everyMs + 100, 500);
    both.guest.wake('network-changed');
    await both.pass(2_000);
    expect([both.frames.advisor.opened.length, ...sends(both)]).toEqual([1, 1, 1]);
  });

  it('has others after a rebuild, goes on counting, and closes what it had', async () => {
    const both = await talking();
    await both.pass(rotation.everyMs + 100, 500);
    both.network.closeChannels();
    await both.pass(3_000);
    expect(both.frames.advisor.opened.map(({ isClosed, sends }) => [isClosed, sends])).toEqual([
      [true, 1],
      [false, 0],
    ]);
    for (const view of privacy(both)) expect(view).toMatchObject({ frames: 'on', keyChanges: 1 });
    expect(received(both.guest)).toEqual([true, true]);
  });

  it('builds another connection when a worker says that frames are lost, and people see each other again', async () => {
    const both = await talking();
    last(both, 'guest')?.tell.trouble('missing');
    await both.pass(3_000);
    expect([both.frames.advisor.opened.length, both.frames.guest.opened.length]).toEqual([2, 2]);
    expect([phases(both.advisor, both.guest), received(both.guest)]).toEqual([
      ['talking', 'talking'],
      [true, true],
    ]);
    expect(both.advisor.call.view.details.rebuilds).toBe(1);
  });

  it('puts nobody on the air in a browser that cannot encrypt frames, and says so', async () => {
    const world = makeWorld();
    world.frames.guest.open = () => {
      throw new Error('no frames here');
    };
    const both = await together(world);
    both.advisor.call.start();
    both.guest.call.start();
    await both.pass(5_000);
    expect(both.guest.call.view.privacy.frames).toBe('unsupported');
    expect([received(both.advisor), received(both.guest)]).toEqual([[], []]);
  });

  it.each([30, 60])('changes keys every %i seconds when its admission says so', async (changeKeysEveryS) => {
    const world = makeWorld();
    const join = (seat: 'advisor' | 'guest') =>
      world.join(seat, {
        admit: async (incarnation) => ({ ...(await world.admit(seat, true, incarnation)), changeKeysEveryS }),
      });
    const advisor = join('advisor');
    await world.pass(50);
    join('guest');
    await world.pass(500);
    await world.pass(4 * changeKeysEveryS * 1_000, 500);
    expect(advisor.call.view.privacy.keyChanges).toBe(4);
  });
});
