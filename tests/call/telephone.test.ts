/** The telephone beside a call: hints that cross, tracks that fall silent, and what a reload still knows. */
import { describe, expect, it } from 'vitest';
import { parseHint } from '../../clients/call/hints.ts';
import { createTelephone } from '../../clients/call/telephone.ts';
import { meet, type Person, person, tab } from './telephone-person.ts';
import { talking } from './world.ts';

const ways = (...people: Person[]) => people.map(({ telephone }) => telephone.view.way);

describe('going on by telephone', () => {
  it('brings the typed number to the advisor alone, and silences both when the advisor calls', () => {
    const advisor = person('advisor', undefined);
    const guest = person('guest', undefined);
    meet(advisor, guest);
    expect(guest.telephone.view.isKnown).toBe(false);
    expect(guest.telephone.ask('0170 1234567')).toBe(true);
    expect(advisor.telephone.view).toMatchObject({ way: 'asked', by: 'peer', number: '0170 1234567' });
    expect([advisor.isOn(), guest.track.enabled]).toEqual([true, true]);
    advisor.telephone.switchOver();
    expect(ways(advisor, guest)).toEqual(['telephone', 'telephone']);
    for (const { isOn, track } of [advisor, guest]) expect([isOn(), track.enabled]).toEqual([false, false]);
    expect(guest.telephone.view.number).toBeUndefined();
    guest.telephone.back();
    for (const { isOn, track } of [advisor, guest]) expect([isOn(), track.enabled]).toEqual([true, true]);
  });

  it('says to the guest that a number is known, and never which', () => {
    const advisor = person('advisor', '030 1234567');
    const guest = person('guest', undefined);
    meet(advisor, guest);
    expect(guest.telephone.view).toMatchObject({ isKnown: true, number: undefined });
    expect(guest.telephone.ask()).toBe(true);
    expect(advisor.telephone.view.number).toBe('030 1234567');
  });

  it.each(['', 'call me', '12', '<b>0170 1234567</b>', `0${'1'.repeat(40)}`])('says nothing for %j', (number) => {
    const [advisor, guest] = [person('advisor', undefined), person('guest', undefined)];
    meet(advisor, guest);
    expect(guest.telephone.ask(number)).toBe(false);
    expect(ways(advisor, guest)).toEqual(['browser', 'browser']);
  });

  it('is told as soon as the line is there, when there was none', () => {
    const [advisor, guest] = [person('advisor', '030 1234567'), person('guest', undefined)];
    advisor.telephone.switchOver();
    expect(advisor.telephone.view).toMatchObject({ way: 'telephone', isTold: false });
    expect(advisor.isOn()).toBe(false);
    meet(advisor, guest);
    expect(ways(advisor, guest)).toEqual(['telephone', 'telephone']);
    expect(guest.isOn()).toBe(false);
  });

  it('silences the tracks of a new line too', () => {
    const guest = person('guest', undefined);
    guest.telephone.switchOver();
    const track = { enabled: true };
    guest.show({ remoteStream: { getAudioTracks: () => [track] } as unknown as MediaStream });
    expect(track.enabled).toBe(false);
  });

  it.each([true, false])('outlives a reload on either side, with the microphone as it was (%s)', (wasOn) => {
    const advisor = person('advisor', undefined);
    const guest = person('guest', undefined, tab(), wasOn);
    meet(advisor, guest);
    guest.telephone.ask('0170 1234567');
    advisor.telephone.switchOver();
    guest.telephone.close();
    const again = person('guest', undefined, guest.store, false);
    expect(again.track.enabled).toBe(false);
    meet(advisor, again);
    expect(ways(advisor, again)).toEqual(['telephone', 'telephone']);
    const back = person('advisor', undefined, advisor.store);
    expect(back.isOn()).toBe(false);
    meet(back, again);
    back.telephone.back();
    expect(ways(back, again)).toEqual(['browser', 'browser']);
    expect([back.isOn(), again.isOn()]).toEqual([true, wasOn]);
  });

  it('keeps no number in the tab, and nothing at all once the conversation is over', () => {
    const [advisor, guest] = [person('advisor', '030 1234567'), person('guest', undefined)];
    meet(advisor, guest);
    guest.telephone.ask('0170 1234567');
    for (const { store } of [advisor, guest]) expect([...store.items.values()].join()).not.toMatch(/0170|030/);
    expect(guest.store.items.size).toBe(1);
    // A page that goes away by a reload ends its call as well.
    guest.show({ phase: 'ended', end: { reason: 'left', talkedMs: 1 } });
    expect(guest.store.items.size).toBe(1);
    guest.show({ phase: 'ended', end: { reason: 'peer-hung-up', talkedMs: 1 } });
    expect(guest.store.items.size).toBe(0);
  });

  it('of one room says nothing about another', () => {
    const guest = person('guest', undefined);
    guest.telephone.switchOver();
    const kept = [...guest.store.items.values()].join().replace('7K3M9QXA', 'OTHER123');
    const store = tab();
    store.setItem('visavis.telephone', kept);
    expect(ways(person('guest', undefined, store))).toEqual(['browser']);
  });

  it('refuses hints that are none', () => {
    const word = { turn: 1, way: 'asked', by: 'guest' };
    for (const odd of [
      { kind: 'telephone' },
      { kind: 'telephone', word: { ...word, turn: -1 } },
      { kind: 'telephone', word: { ...word, way: 'pigeon' } },
      { kind: 'telephone', word, number: 'javascript:alert(1)' },
      { kind: 'telephone', word, more: true },
    ])
      expect(parseHint(new TextEncoder().encode(JSON.stringify(odd)))).toBeUndefined();
    expect(parseHint(new TextEncoder().encode(JSON.stringify({ kind: 'telephone', word })))).toBeDefined();
  });
});

describe('in a whole call', () => {
  it('is agreed on over the line, and held by the tracks of a new one, also where a browser keeps nothing', async () => {
    const store = () => {
      throw new DOMException('kept from pages', 'SecurityError');
    };
    const both = await talking();
    const advisor = createTelephone(both.advisor.call, { self: 'advisor', number: undefined, store });
    const guest = createTelephone(both.guest.call, { self: 'guest', number: undefined, store });
    guest.ask('0170 1234567');
    await both.pass(100);
    expect(advisor.view).toMatchObject({ way: 'asked', number: '0170 1234567', isTold: true });
    both.network.closeChannels();
    advisor.switchOver();
    await both.pass(3_000);
    expect(guest.view).toMatchObject({ way: 'telephone', by: 'peer', isTold: true });
    const heard = ({ call }: typeof both.guest) =>
      call.view.remoteStream?.getAudioTracks().map(({ enabled }) => enabled);
    expect([heard(both.guest), heard(both.advisor)]).toEqual([[false], [false]]);
    guest.back();
    await both.pass(100);
    expect([heard(both.guest), heard(both.advisor)]).toEqual([[true], [true]]);
  });
});
