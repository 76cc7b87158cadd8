/** Lies about the handshake, and whole people in the middle: nobody is ever checked, seen or heard through them. */
import { toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { type Lie, meetThrough, rewrite } from './lying-pod.ts';
import { compareWords, makeWorld, type Person, phases } from './world.ts';

const other = (length: number) => toBase64url(new Uint8Array(length).fill(9));

/** Changes one value of one kind of message. */
const change = (kind: string, value: Record<string, unknown>): Lie =>
  rewrite((message) => (message.kind === kind ? { ...message, ...value } : message));

const withhold =
  (kind: string): Lie =>
  (relay) => {
    let isIt = false;
    rewrite((message) => {
      isIt = message.kind === kind;
      return message;
    })(relay, []);
    return isIt ? [] : [relay];
  };

/** What the pod tells the guest, who answers in the handshake. */
const lies: [string, Lie][] = [
  ['another certificate in share', change('share', { fp: other(32) })],
  ['another key in share', change('share', { e: other(32) })],
  ['a key of zeros in share', change('share', { e: toBase64url(new Uint8Array(32)) })],
  ['another nonce in share', change('share', { nonce: other(16) })],
  ['no share', withhold('share')],
  ['another peer in open', change('open', { pid: toBase64url(new Uint8Array(8).fill(7)) })],
  ['a share of another length', change('share', { e: other(31) })],
];

const neverProven = ({ call }: Person) => {
  const { privacy, remoteStream, phase } = call.view;
  return privacy.state !== 'checked' && remoteStream === undefined && phase !== 'talking';
};

describe('a pod that lies about the handshake in an open room', () => {
  it.each(lies)('%s: nobody is proven, and the truth afterwards connects them', async (_name, lie) => {
    const { advisor, guest, pass, switches, join } = await meetThrough(lie, false);
    for (const person of [advisor, guest]) {
      person.call.start();
      expect(neverProven(person)).toBe(true);
    }
    await pass(5_000, 100);
    expect([neverProven(advisor), neverProven(guest)]).toEqual([true, true]);
    expect(guest.call.view.privacy.words).toBeUndefined();
    switches.isLying = false;
    advisor.leavePage();
    await pass(500);
    const again = join('advisor', { sealed: false });
    await pass(1_000);
    again.call.start();
    compareWords(again, guest);
    await pass(1_000);
    expect(phases(again, guest)).toEqual(['talking', 'talking']);
  });

  it('is named when it goes on, and forgotten when a line is proven', async () => {
    const { guest, advisor, pass, switches } = await meetThrough(change('share', { e: other(32) }), false);
    await pass(2_000, 100);
    for (const { call } of [advisor, guest]) {
      expect(call.view.privacy).toMatchObject({ state: 'broken', broken: 'binding' });
    }
    expect(advisor.call.view).toMatchObject({ lineFailed: true, details: { rebuilds: 5 } });
    switches.isLying = false;
    await pass(130_000, 500);
    expect([advisor, guest].map(({ call }) => call.view.privacy.state)).toEqual(['unchecked', 'unchecked']);
    expect(advisor.call.view.lineFailed).toBe(false);
  });

  it('says nothing for anybody about the words: that travels past it', async () => {
    for (const words of ['different', 'same']) {
      const { advisor, guest, pass } = await meetThrough(change('proof', { words }), false);
      expect(guest.call.view.privacy).toMatchObject({ state: 'unchecked', peerCompared: false });
      for (const { call } of [advisor, guest]) call.start();
      compareWords(advisor, guest);
      await pass(1_000);
      expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    }
  });
});

/** The pod plays the guest to the advisor and the advisor to the guest, with a line to each. */
async function inTheMiddle() {
  const [here, there] = [makeWorld(2), makeWorld(3)];
  const advisor = here.join('advisor', { sealed: false });
  const falseGuest = here.join('guest', { sealed: false });
  const falseAdvisor = there.join('advisor', { sealed: false });
  const guest = there.join('guest', { sealed: false });
  const pass = async (ms: number) => {
    await here.pass(ms);
    await there.pass(ms);
  };
  await pass(500);
  for (const { call } of [advisor, falseGuest, falseAdvisor, guest]) call.start();
  return { advisor, falseGuest, falseAdvisor, guest, pass };
}

describe('somebody in the middle who keeps the protocol to both', () => {
  it('shows them different words, and their own lie that they are the same opens nothing', async () => {
    const { advisor, falseGuest, falseAdvisor, guest, pass } = await inTheMiddle();
    falseGuest.call.confirmWords(true);
    falseAdvisor.call.chooseFirstWord(falseAdvisor.call.view.privacy.words?.[0] ?? -1);
    await pass(500);
    expect(guest.call.view.privacy.words).not.toEqual(advisor.call.view.privacy.words);
    expect([neverProven(advisor), neverProven(guest)]).toEqual([true, true]);
    guest.call.confirmWords(guest.call.view.privacy.digits === advisor.call.view.privacy.digits);
    await pass(500);
    expect(guest.call.view.privacy).toMatchObject({ state: 'broken', broken: 'words' });
    expect([neverProven(advisor), neverProven(guest)]).toEqual([true, true]);
  });

  it('is noticed without comparing by whoever has compared with the true one before', async () => {
    const world = makeWorld(4);
    const advisor = world.join('advisor', { sealed: false });
    const guest = world.join('guest', { sealed: false });
    await world.pass(500);
    compareWords(advisor, guest);
    await world.pass(300);
    guest.leavePage();
    const later = makeWorld(5);
    const { certificate } = later.devices.guest;
    later.devices.advisor = world.devices.advisor;
    later.devices.guest = { certificate: later.devices.companion.certificate, proof: undefined };
    expect(later.devices.guest.certificate).not.toBe(certificate);
    const again = later.join('advisor', { sealed: false });
    later.join('guest', { sealed: false });
    await later.pass(500);
    expect(again.call.view.privacy).toMatchObject({ state: 'broken', broken: 'certificate' });
  });
});
