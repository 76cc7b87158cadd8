/** A call on doubles: reloads, lost pods, lost lines, and who is told what. */
import { describe, expect, it } from 'vitest';
import { makeWorld, phases, received, talking, together } from './world.ts';

describe('a reload', () => {
  it('of the guest interrupts the advisor and asks the guest for one tap', async () => {
    const { advisor, guest, pass, join } = await talking();
    const since = advisor.call.view.talkingSince;
    guest.leavePage();
    await pass(300);
    expect(guest.call.view.end?.reason).toBe('left');
    expect(phases(advisor)).toEqual(['interrupted']);
    const again = join('guest');
    await pass(500);
    expect(phases(advisor, again)).toEqual(['interrupted', 'together']);
    expect(again.call.view).toMatchObject({ transport: 'connected', peer: { ready: true, name: 'advisor name' } });
    expect(received(again)).toEqual([false, false]);
    again.call.start();
    await pass(300);
    expect(phases(advisor, again)).toEqual(['talking', 'talking']);
    expect([...received(advisor), ...received(again)]).toEqual([true, true, true, true]);
    expect(advisor.call.view.talkingSince).toBe(since);
  });

  it('without a word, as after a crash, takes the seat over and heals in the same way', async () => {
    const { advisor, pass, join, pod } = await talking();
    pod.cut('guest');
    const again = join('guest');
    await pass(500);
    again.call.start();
    await pass(500);
    expect(phases(advisor, again)).toEqual(['talking', 'talking']);
  });

  it('of the advisor leaves the guest’s pressed button pressed', async () => {
    const { advisor, guest, pass, join } = await together();
    guest.call.start();
    await pass(100);
    advisor.leavePage();
    await pass(200);
    const again = join('advisor');
    await pass(500);
    expect(again.call.view.peer?.ready).toBe(true);
    again.call.start();
    await pass(300);
    expect(phases(again, guest)).toEqual(['talking', 'talking']);
  });

  it('in a second tab ends the first one as replaced', async () => {
    const { guest, pass, join } = await together();
    join('guest');
    await pass(300);
    expect(guest.call.view.end?.reason).toBe('replaced');
  });
});

describe('the pods go away', () => {
  it('and the conversation goes on, muting included, over the line itself', async () => {
    const { advisor, guest, pass, pod } = await talking();
    pod.isUp = false;
    pod.cut('advisor');
    pod.cut('guest');
    await pass(5_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.signalling).toBe('reconnecting');
    guest.media.show({ camera: 'off' });
    await pass(200);
    expect(advisor.call.view.peer?.camera).toBe('off');
    pod.isUp = true;
    await pass(16_000, 200);
    expect([advisor.call.view.signalling, guest.call.view.signalling]).toEqual(['open', 'open']);
    expect(advisor.call.view.details).toMatchObject({ reconnects: 1, rebuilds: 0, restarts: 0 });
  });

  it('and the seat runs out, and the other side still stays in the picture', async () => {
    const { advisor, guest, pass, pod } = await talking();
    pod.isUp = false;
    pod.cut('guest');
    await pass(50_000, 500);
    expect(advisor.call.view).toMatchObject({ phase: 'talking', peer: { present: false } });
    expect(phases(guest)).toEqual(['talking']);
  });

  it('for good, and the call lasts as long as its line', async () => {
    const { guest, pass, pod, network } = await talking();
    pod.cut('guest', 4400);
    await pass(200);
    expect(guest.call.view).toMatchObject({ phase: 'talking', signalling: 'closed' });
    network.cut();
    await pass(4_000);
    expect(guest.call.view).toMatchObject({ phase: 'refused', refusal: { code: 'bad-message' } });
  });

  it('and what was pressed meanwhile is said at the moment they are back', async () => {
    const world = makeWorld();
    world.network.cut();
    const { advisor, guest, pass, pod } = await together(world);
    pod.isUp = false;
    pod.cut('guest');
    await pass(100);
    guest.call.start();
    await pass(10_000, 100);
    pod.isUp = true;
    while (guest.call.view.signalling !== 'open') await pass(50);
    await pass(50);
    expect(advisor.call.view.peer?.ready).toBe(true);
  });

  it('for a moment while they wait, and nobody notices', async () => {
    const { advisor, guest, pass, pod } = await together();
    pod.cut('guest');
    await pass(3_000);
    expect(phases(advisor, guest)).toEqual(['together', 'together']);
    expect(guest.call.view).toMatchObject({ signalling: 'open', details: { reconnects: 1 } });
  });
});

describe('the line is lost', () => {
  it('for two seconds, and nothing is done', async () => {
    const { advisor, guest, pass, network } = await talking();
    network.cut();
    await pass(2_000);
    expect(advisor.call.view).toMatchObject({ phase: 'talking', transport: 'interrupted' });
    network.heal();
    await pass(3_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.details).toMatchObject({ restarts: 0, rebuilds: 0 });
  });

  it('for five seconds, and a restart brings it back', async () => {
    const { advisor, guest, pass, network } = await talking();
    network.cut();
    await pass(5_000);
    expect(phases(advisor, guest)).toEqual(['interrupted', 'interrupted']);
    network.heal();
    await pass(4_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.details).toMatchObject({ restarts: 1, rebuilds: 0 });
  });

  it('by failure, and a new one with the same certificate carries both again', async () => {
    const { advisor, guest, pass, network } = await talking();
    network.fail();
    await pass(500);
    expect(phases(advisor, guest)).toEqual(['interrupted', 'interrupted']);
    network.heal();
    await pass(2_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([...received(advisor), ...received(guest)]).toEqual([true, true, true, true]);
    expect(advisor.call.view.details.rebuilds).toBe(1);
  });

  it('by a closed data channel alone, and it is built anew', async () => {
    const { advisor, guest, pass, network } = await talking();
    network.closeChannels();
    await pass(1_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.details.rebuilds).toBe(1);
  });

  it('again and again, and after five attempts both are told and it still comes back', async () => {
    const { advisor, guest, pass, network } = await talking();
    network.fail();
    await pass(110_000, 250);
    expect(advisor.call.view).toMatchObject({ phase: 'interrupted', lineFailed: true, details: { rebuilds: 5 } });
    network.heal();
    await pass(40_000, 250);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.lineFailed).toBe(false);
  });

  it('with the pods at the same time, and both come back', async () => {
    const { advisor, guest, pass, network, pod } = await talking();
    pod.isUp = false;
    pod.cut('advisor');
    pod.cut('guest');
    network.fail();
    await pass(30_000, 250);
    expect(phases(advisor, guest)).toEqual(['interrupted', 'interrupted']);
    network.heal();
    pod.isUp = true;
    await pass(20_000, 250);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
  });

  it('by a change of network, and a restart follows at once', async () => {
    const { guest, advisor, pass } = await talking();
    guest.wake('network-changed');
    await pass(1_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([guest.call.view.details.restarts, advisor.call.view.details.restarts]).toEqual([1, 1]);
  });
});
