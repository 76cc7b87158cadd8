/** Two calls and the proof between them: checked by the link or by words, kept over reloads, broken loudly. */
import { describe, expect, it } from 'vitest';
import { noProof } from '../../clients/call/proof-view.ts';
import { inOpenRoom } from './open-room.ts';
import { compareWords, makeWorld, newDevice, type Person, phases, received, talking, together } from './world.ts';

const proofOf = ({ call }: Person) => call.view.privacy;
const states = (...people: Person[]) => people.map((person) => proofOf(person).state);

/** As above, compared and talking. */
async function comparedInOpenRoom(world = makeWorld()) {
  const both = await inOpenRoom(world);
  compareWords(both.advisor, both.guest);
  await both.pass(300);
  expect(phases(both.advisor, both.guest)).toEqual(['talking', 'talking']);
  return both;
}

describe('on a sealed line', () => {
  it('both are checked by the link before anybody presses, and see the same words', async () => {
    const world = makeWorld();
    const alone = world.join('advisor');
    await world.pass(100);
    expect(proofOf(alone)).toEqual(noProof);
    const { advisor, guest, devices } = await together();
    for (const person of [advisor, guest]) {
      expect(proofOf(person)).toMatchObject({ state: 'checked', by: 'link', broken: undefined, otherDevice: false });
    }
    expect(proofOf(advisor).words).toEqual(proofOf(guest).words);
    expect(proofOf(advisor).digits).toBe(proofOf(guest).digits);
    expect(proofOf(advisor).choices).toContain(proofOf(guest).words?.[0]);
    expect(proofOf(guest).choices).toBeUndefined();
    expect([devices.advisor.proof?.by, devices.guest.proof?.by]).toEqual(['link', 'link']);
  });

  it('the words may be compared besides, and then count for more', async () => {
    const { advisor, guest, pass, devices } = await talking();
    compareWords(advisor, guest);
    await pass(200);
    for (const person of [advisor, guest]) expect(proofOf(person)).toMatchObject({ state: 'checked', by: 'words' });
    expect([devices.advisor.proof?.by, devices.guest.proof?.by]).toEqual(['words', 'words']);
  });

  it('a new line between the same two is proven again by itself, and shows other words', async () => {
    const { advisor, guest, pass, network } = await talking();
    const before = proofOf(guest).words;
    network.fail();
    await pass(300);
    expect(states(advisor, guest)).toEqual(['pending', 'pending']);
    network.heal();
    await pass(2_000);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(states(advisor, guest)).toEqual(['checked', 'checked']);
    expect(proofOf(guest).words).not.toEqual(before);
    expect([...received(advisor), ...received(guest)]).toEqual([true, true, true, true]);
  });

  it('another device of the guest is let in by the link, and both see that it is another', async () => {
    const { advisor, guest, pass, join, devices } = await talking();
    guest.leavePage();
    devices.guest = await newDevice();
    const again = join('guest');
    await pass(500);
    expect(proofOf(advisor)).toMatchObject({ state: 'checked', by: 'link', otherDevice: true });
    expect(proofOf(again)).toMatchObject({ state: 'checked', by: 'link', otherDevice: false });
    again.call.start();
    await pass(300);
    expect(phases(advisor, again)).toEqual(['talking', 'talking']);
  });

  it('another device after the words were compared stops everything until the advisor says that it is right', async () => {
    const { advisor, guest, pass, join, devices } = await talking();
    compareWords(advisor, guest);
    await pass(200);
    guest.leavePage();
    devices.guest = await newDevice();
    const again = join('guest');
    await pass(500);
    again.call.start();
    await pass(500);
    expect(proofOf(advisor)).toMatchObject({
      state: 'broken',
      broken: 'certificate',
      otherDevice: true,
      by: undefined,
    });
    expect(advisor.call.view).toMatchObject({ phase: 'interrupted', remoteStream: undefined });
    expect(received(again)).toEqual([false, false]);
    advisor.call.acceptOtherDevice();
    await pass(500);
    expect(proofOf(advisor)).toMatchObject({ state: 'checked', by: 'link', otherDevice: true });
    expect(phases(advisor, again)).toEqual(['talking', 'talking']);
    expect(received(again)).toEqual([true, true]);
  });
});

describe('on an open line', () => {
  it('nothing is sent or shown before both have compared, however long they wait', async () => {
    const { advisor, guest, pass } = await inOpenRoom();
    await pass(20_000, 100);
    expect(states(advisor, guest)).toEqual(['unchecked', 'unchecked']);
    expect(phases(advisor, guest)).toEqual(['starting', 'starting']);
    expect([advisor.call.view.remoteStream, guest.call.view.remoteStream]).toEqual([undefined, undefined]);
    expect([advisor.call.view.transport, guest.call.view.transport]).toEqual(['connected', 'connected']);
  });

  it('one side’s comparison alone opens nothing', async () => {
    const { advisor, guest, pass } = await inOpenRoom();
    guest.call.confirmWords(true);
    await pass(500);
    expect(proofOf(guest)).toMatchObject({ state: 'unchecked', compared: true, peerCompared: false });
    expect(proofOf(advisor)).toMatchObject({ state: 'unchecked', compared: false, peerCompared: true });
    expect(phases(advisor, guest)).toEqual(['starting', 'starting']);
    advisor.call.chooseFirstWord(proofOf(guest).words?.[0] ?? -1);
    await pass(500);
    expect(states(advisor, guest)).toEqual(['checked', 'checked']);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect([...received(advisor), ...received(guest)]).toEqual([true, true, true, true]);
  });

  it('the advisor has three tries, six new words each, and then it is broken on both sides', async () => {
    const { advisor, guest, pass } = await inOpenRoom();
    guest.call.confirmWords(true);
    const first = proofOf(guest).words?.[0];
    for (const left of [2, 1]) {
      const before = proofOf(advisor).choices ?? [];
      advisor.call.chooseFirstWord(before.find((word) => word !== first) ?? -1);
      const { choices, triesLeft } = proofOf(advisor);
      expect([triesLeft, choices?.length, choices?.includes(first ?? -1)]).toEqual([left, 6, true]);
      expect(choices).not.toEqual(before);
    }
    advisor.call.chooseFirstWord(99);
    expect(proofOf(advisor).triesLeft).toBe(1);
    advisor.call.chooseFirstWord(proofOf(advisor).choices?.find((word) => word !== first) ?? -1);
    await pass(500);
    for (const person of [advisor, guest]) {
      expect(proofOf(person)).toMatchObject({ state: 'broken', broken: 'words', by: undefined, choices: undefined });
    }
    compareWords(advisor, guest);
    await pass(300);
    expect(states(advisor, guest)).toEqual(['broken', 'broken']);
  });

  it('“different” stops a running conversation on both sides, also on the next line', async () => {
    const { advisor, guest, pass, network, devices } = await talking();
    guest.call.confirmWords(false);
    await pass(300);
    expect(states(advisor, guest)).toEqual(['broken', 'broken']);
    expect(phases(advisor, guest)).toEqual(['interrupted', 'interrupted']);
    expect([advisor.call.view.remoteStream, guest.call.view.remoteStream]).toEqual([undefined, undefined]);
    expect([devices.advisor.proof, devices.guest.proof]).toEqual([undefined, undefined]);
    network.fail();
    network.heal();
    await pass(3_000);
    expect(states(advisor, guest)).toEqual(['broken', 'broken']);
    expect([advisor.call.view.transport, advisor.call.view.remoteStream]).toEqual(['connected', undefined]);
    expect([devices.advisor.proof, devices.guest.proof]).toEqual([undefined, undefined]);
  });

  it('a reload needs no second comparison, and neither does a new line', async () => {
    const { advisor, guest, pass, join, network } = await comparedInOpenRoom();
    network.fail();
    network.heal();
    await pass(3_000);
    expect([...phases(advisor, guest), ...states(advisor, guest)]).toEqual([
      'talking',
      'talking',
      'checked',
      'checked',
    ]);
    guest.leavePage();
    await pass(300);
    const again = join('guest', { sealed: false });
    await pass(500);
    expect(proofOf(again)).toMatchObject({ state: 'checked', by: 'words', compared: true, peerCompared: true });
    again.call.start();
    await pass(300);
    expect(phases(advisor, again)).toEqual(['talking', 'talking']);
  });

  it('another certificate after that is broken, and accepted only to compare again', async () => {
    const { advisor, guest, pass, join, devices } = await comparedInOpenRoom();
    guest.leavePage();
    devices.guest = await newDevice();
    const again = join('guest', { sealed: false });
    await pass(500);
    expect(proofOf(advisor)).toMatchObject({ state: 'broken', broken: 'certificate', otherDevice: true });
    compareWords(advisor, again);
    await pass(200);
    expect(proofOf(advisor)).toMatchObject({ state: 'broken', broken: 'certificate' });
    advisor.call.acceptOtherDevice();
    await pass(200);
    expect(proofOf(advisor)).toMatchObject({ state: 'unchecked', compared: false });
    compareWords(advisor, again);
    again.call.start();
    await pass(500);
    expect([...states(advisor, again), ...phases(advisor, again)]).toEqual([
      'checked',
      'checked',
      'talking',
      'talking',
    ]);
  });

  it('one who lost what was kept compares again, and the other one is asked to help', async () => {
    const { advisor, guest, pass, join, devices } = await comparedInOpenRoom();
    guest.leavePage();
    devices.guest = { ...devices.guest, proof: undefined };
    const again = join('guest', { sealed: false });
    await pass(500);
    expect(proofOf(advisor)).toMatchObject({ state: 'unchecked', compared: true, peerCompared: false });
    expect(received(again)).toEqual([]);
    again.call.confirmWords(true);
    await pass(300);
    expect(states(advisor, again)).toEqual(['checked', 'checked']);
  });
});
