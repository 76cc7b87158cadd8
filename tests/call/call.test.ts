/** A call on doubles: meeting, talking, parting. */
import { describe, expect, it } from 'vitest';
import { makeWorld, phases, received, talking, together } from './world.ts';

describe('meeting', () => {
  it('waits alone, then stands together with the line already up and nobody on the air', async () => {
    const world = makeWorld();
    const advisor = world.join('advisor');
    expect(advisor.call.view.phase).toBe('joining');
    await world.pass(100);
    expect(advisor.call.view).toMatchObject({
      phase: 'waiting',
      signalling: 'open',
      transport: 'none',
      peer: undefined,
    });
    const guest = world.join('guest');
    await world.pass(500);
    for (const { call } of [advisor, guest]) {
      expect(call.view).toMatchObject({ phase: 'together', transport: 'connected', ready: false, proof: 'sealed' });
    }
    expect(advisor.call.view.peer).toMatchObject({ name: 'guest name', microphone: 'on', camera: 'on', ready: false });
    expect([...received(advisor), ...received(guest)]).toEqual([false, false, false, false]);
  });

  it('puts nobody on the air before both have pressed', async () => {
    const { advisor, guest, pass } = await together();
    guest.call.start();
    await pass(1_000);
    expect(advisor.call.view.peer?.ready).toBe(true);
    expect(phases(advisor, guest)).toEqual(['together', 'together']);
    expect([...received(advisor), ...received(guest)]).toEqual([false, false, false, false]);
    advisor.call.start();
    await pass(100);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([...received(advisor), ...received(guest)]).toEqual([true, true, true, true]);
  });

  it('takes a pressed button back while the other has not pressed', async () => {
    const { advisor, guest, pass } = await together();
    guest.call.start();
    await pass(300);
    guest.call.unstart();
    await pass(300);
    advisor.call.start();
    await pass(300);
    expect(phases(advisor, guest)).toEqual(['together', 'together']);
    advisor.call.unstart();
    expect(advisor.call.view.ready).toBe(false);
  });

  it('talks with someone who has neither camera nor microphone', async () => {
    const { advisor, guest, pass } = await together();
    guest.media.show({ microphone: 'none', camera: 'none', stream: undefined });
    advisor.call.start();
    guest.call.start();
    await pass(300);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(advisor.call.view.peer).toMatchObject({ microphone: 'none', camera: 'none' });
  });

  it('tells the other side what is switched on and off', async () => {
    const { advisor, guest, pass } = await talking();
    guest.media.show({ microphone: 'off' });
    await pass(200);
    expect(advisor.call.view.peer).toMatchObject({ microphone: 'off', camera: 'on' });
  });

  it('calls listeners back at changes only, and not at once', async () => {
    const { advisor, pass } = await together();
    const seen: string[] = [];
    const stop = advisor.call.subscribe((view) => seen.push(view.phase));
    expect(seen).toEqual([]);
    advisor.call.start();
    advisor.call.start();
    expect(seen).toHaveLength(1);
    stop();
    advisor.call.unstart();
    await pass(50);
    expect(seen).toHaveLength(1);
  });
});

describe('parting', () => {
  it('takes the person off the air at once and undoes it within five seconds', async () => {
    const { advisor, guest, pass } = await talking();
    guest.call.hangUp();
    expect(guest.call.view).toMatchObject({ phase: 'hanging-up', undoUntil: guest.call.podNow() + 5_000 });
    await pass(200);
    expect(received(advisor)).toEqual([false, false]);
    expect(advisor.call.view).toMatchObject({ phase: 'talking', peer: { hangingUp: true } });
    guest.call.undoHangUp();
    await pass(200);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(received(advisor)).toEqual([true, true]);
    expect(advisor.call.view.peer?.hangingUp).toBe(false);
  });

  it('ends on both sides after five seconds, and says how long they talked', async () => {
    const { advisor, guest, pass, pod } = await talking();
    await pass(60_000, 1_000);
    guest.call.hangUp();
    await pass(6_500);
    expect(guest.call.view.end).toMatchObject({ reason: 'hung-up' });
    expect(advisor.call.view.end).toMatchObject({ reason: 'peer-hung-up' });
    expect(guest.call.view.end?.talkedMs).toBeGreaterThan(60_000);
    expect([pod.seated('advisor'), pod.seated('guest')]).toEqual([undefined, undefined]);
    expect([advisor.wiped(), guest.wiped()]).toEqual([1, 1]);
  });

  it('ends for everybody when the advisor ends it, and never when the guest tries to', async () => {
    const { advisor, guest, pass } = await talking();
    guest.call.endForAll();
    guest.call.dismiss();
    await pass(100);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    advisor.call.endForAll();
    await pass(1_500);
    expect([advisor.call.view.end?.reason, guest.call.view.end?.reason]).toEqual([
      'ended-by-advisor',
      'ended-by-advisor',
    ]);
  });

  it('removes a dismissed guest and takes the advisor off the air', async () => {
    const { advisor, guest, pass } = await talking();
    advisor.call.dismiss();
    await pass(200);
    expect(guest.call.view.end?.reason).toBe('dismissed');
    expect(advisor.call.view).toMatchObject({ phase: 'waiting', ready: false, peer: undefined });
  });

  it('takes a dismissed guest out as soon as a pod hears of it, and meets that page no more', async () => {
    const { advisor, guest, pass, pod } = await talking();
    pod.isUp = false;
    pod.cut('advisor');
    await pass(100);
    advisor.call.dismiss();
    await pass(1_000);
    expect(advisor.call.view).toMatchObject({ phase: 'waiting', ready: false, peer: undefined });
    pod.isUp = true;
    await pass(20_000);
    expect(guest.call.view.end?.reason).toBe('dismissed');
    expect(advisor.call.view).toMatchObject({ phase: 'waiting', ready: false, peer: undefined });
  });

  it('goes back to waiting when the guest closes the page before the conversation', async () => {
    const { advisor, guest, pass } = await together();
    guest.call.close();
    await pass(1_500);
    expect(guest.call.view.end).toEqual({ reason: 'left', talkedMs: 0 });
    expect(advisor.call.view.phase).toBe('waiting');
    guest.call.close();
    expect(guest.wiped()).toBe(0);
  });

  it('leaves at once when there was no conversation', async () => {
    const { advisor, guest, pass } = await together();
    guest.call.hangUp();
    expect(guest.call.view.phase).toBe('ended');
    await pass(1_500);
    expect(advisor.call.view.phase).toBe('waiting');
  });

  it('asks the page to play again inside the click', async () => {
    const { guest } = await talking();
    let clicks = 0;
    guest.call.reportPlayback(true, () => clicks++);
    expect(guest.call.view.soundBlocked).toBe(true);
    guest.call.resumeSound();
    expect(clicks).toBe(1);
    guest.call.reportPlayback(false);
    expect(guest.call.view.soundBlocked).toBe(false);
  });
});
