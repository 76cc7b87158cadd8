/** Sound for comparing the words, on a line that is not checked: only while both want it, and never a picture. */
import { describe, expect, it } from 'vitest';
import { inOpenRoom } from './open-room.ts';
import { compareWords, makeWorld, type Person, phases, received } from './world.ts';

const proofOf = ({ call }: Person) => call.view.privacy;

describe('sound for comparing', () => {
  it('flows without picture, and only while both allow it', async () => {
    const { advisor, guest, pass } = await inOpenRoom();
    guest.call.allowSoundForComparing(true);
    await pass(300);
    expect([proofOf(guest).soundForComparing, proofOf(advisor).soundForComparing]).toEqual(['wanted', 'offered']);
    expect([advisor.call.view.remoteStream, guest.call.view.remoteStream]).toEqual([undefined, undefined]);
    advisor.call.allowSoundForComparing(true);
    await pass(300);
    for (const person of [advisor, guest]) {
      expect(proofOf(person).soundForComparing).toBe('on');
      expect(received(person)).toEqual([true, false]);
      expect(person.call.view.remoteStream?.getVideoTracks().map(({ enabled }) => enabled)).toEqual([false]);
    }
    expect(phases(advisor, guest)).toEqual(['starting', 'starting']);
    guest.call.allowSoundForComparing(false);
    await pass(300);
    expect([advisor.call.view.remoteStream, guest.call.view.remoteStream]).toEqual([undefined, undefined]);
    expect([proofOf(guest).soundForComparing, proofOf(advisor).soundForComparing]).toEqual(['offered', 'wanted']);
  });

  it('works before anybody pressed start, and becomes the conversation once they are checked', async () => {
    const world = makeWorld();
    const advisor = world.join('advisor', { sealed: false });
    const guest = world.join('guest', { sealed: false });
    await world.pass(500);
    for (const { call } of [advisor, guest]) call.allowSoundForComparing(true);
    await world.pass(300);
    expect(phases(advisor, guest)).toEqual(['together', 'together']);
    expect(received(guest)).toEqual([true, false]);
    compareWords(advisor, guest);
    await world.pass(300);
    expect(received(guest)).toEqual([false, false]);
    for (const { call } of [advisor, guest]) call.start();
    await world.pass(300);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(received(guest)).toEqual([true, true]);
    expect(guest.call.view.remoteStream?.getVideoTracks().map(({ enabled }) => enabled)).toEqual([true]);
  });

  it('stops when the words are different, and is not carried over to another page', async () => {
    const { advisor, guest, pass, join } = await inOpenRoom();
    for (const { call } of [advisor, guest]) call.allowSoundForComparing(true);
    await pass(300);
    guest.leavePage();
    const again = join('guest', { sealed: false });
    await pass(500);
    again.call.allowSoundForComparing(true);
    await pass(300);
    expect([proofOf(advisor).soundForComparing, proofOf(again).soundForComparing]).toEqual(['offered', 'wanted']);
    advisor.call.allowSoundForComparing(true);
    await pass(300);
    expect(received(again)).toEqual([true, false]);
    again.call.confirmWords(false);
    await pass(300);
    expect([advisor.call.view.remoteStream, again.call.view.remoteStream]).toEqual([undefined, undefined]);
  });
});
