/** Lanes of whole calls: open when both may, the same objects over every line, and nothing before the proof. */
import { describe, expect, it } from 'vitest';
import type { LaneName } from '../../clients/call/call-view.ts';
import { inOpenRoom } from './open-room.ts';
import { compareWords, makeWorld, type Person, talking, together } from './world.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Everything a lane tells, in order. */
function heard(person: Person, name: LaneName = 'text'): string[] {
  const told: string[] = [];
  person.call.lane(name).listen({
    message: (payload) => void told.push(new TextDecoder().decode(payload)),
    open: (isOpen) => void told.push(isOpen ? '(open)' : '(closed)'),
  });
  return told;
}

describe('a lane', () => {
  it('opens with the line, while both still wait, and carries both ways in order', async () => {
    const both = await together();
    const [left, right] = [both.advisor.call.lane('text'), both.guest.call.lane('text')];
    expect([left.isOpen, right.isOpen, both.advisor.call.lane('text') === left]).toEqual([true, true, true]);
    const [atAdvisor, atGuest] = [heard(both.advisor), heard(both.guest)];
    const sent = [left.send(bytes('one')), left.send(bytes('two')), right.send(bytes('back'))];
    await both.pass(50);
    expect(await Promise.all(sent)).toEqual([true, true, true]);
    expect([atAdvisor, atGuest]).toEqual([['back'], ['one', 'two']]);
  });

  it('keeps what comes before anybody listens, says that something came, also to who asks later, and keeps lanes apart', async () => {
    const both = await together();
    let arrivals = 0;
    both.guest.call.lane('files').listen({ arrival: () => void arrivals++ });
    void both.advisor.call.lane('files').send(bytes('piece'));
    void both.advisor.call.lane('board').send(bytes('line'));
    await both.pass(50);
    both.guest.call.lane('files').listen({ arrival: () => void arrivals++ });
    const files = heard(both.guest, 'files');
    await both.pass(50);
    expect([arrivals, files, heard(both.guest, 'text')]).toEqual([2, ['piece'], []]);
  });

  it('closes and opens again with a new line, on the same object, and still carries', async () => {
    const both = await talking();
    const told = heard(both.guest);
    const lane = both.advisor.call.lane('text');
    both.network.closeChannels();
    await both.pass(3_000);
    expect([told, lane.isOpen]).toEqual([['(closed)', '(open)'], true]);
    void lane.send(bytes('again'));
    await both.pass(50);
    expect(told.at(-1)).toBe('again');
  });

  it('hands nobody what waited on a line that is gone', async () => {
    const both = await talking();
    void both.advisor.call.lane('board').send(bytes('old'));
    await both.pass(50);
    both.network.closeChannels();
    await both.pass(3_000);
    void both.advisor.call.lane('board').send(bytes('new'));
    const told = heard(both.guest, 'board');
    await both.pass(50);
    expect(told).toEqual(['new']);
  });

  it('closes with its line and sends nothing then, nor more than a lane takes', async () => {
    const both = await talking();
    const lane = both.advisor.call.lane('text');
    expect(await lane.send(new Uint8Array(65_537))).toBe(false);
    both.guest.leavePage();
    await both.pass(1_000);
    expect([lane.isOpen, await lane.send(bytes('late'))]).toEqual([false, false]);
  });

  it('stays open while the keys change, and opens what was sealed before the change', async () => {
    const both = await talking();
    const told = heard(both.guest);
    for (let minute = 0; minute < 5; minute++) {
      void both.advisor.call.lane('text').send(bytes(String(minute)));
      await both.pass(60_000, 500);
    }
    expect(told).toEqual(['0', '1', '2', '3', '4']);
    expect(both.guest.call.view.privacy.keyChanges).toBeGreaterThan(1);
    expect(both.guest.call.view.details.dropped).toBe(0);
  });

  it('stays shut in an open room until both have compared the words', async () => {
    const room = await inOpenRoom();
    const lanes = [room.advisor, room.guest].map(({ call }) => call.lane('text'));
    expect(lanes.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    for (const { call } of [room.advisor, room.guest]) call.allowSoundForComparing(true);
    await room.pass(300);
    expect(lanes.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    compareWords(room.advisor, room.guest);
    await room.pass(500);
    expect(lanes.map(({ isOpen }) => isOpen)).toEqual([true, true]);
  });

  it('stays shut for good when the words differ', async () => {
    const room = await inOpenRoom();
    room.guest.call.confirmWords(false);
    await room.pass(500);
    compareWords(room.advisor, room.guest);
    await room.pass(500);
    for (const { call } of [room.advisor, room.guest]) expect(call.lane('text').isOpen).toBe(false);
  });
});

describe('a hint', () => {
  it('is seen by the page opposite, the latest of its kind, and said again on every new line', async () => {
    const both = await talking();
    both.advisor.call.hint({ kind: 'tool', open: 'text' });
    both.advisor.call.hint({ kind: 'tool', open: 'board' });
    await both.pass(50);
    expect(both.guest.call.view.hints).toEqual({ tool: { kind: 'tool', open: 'board' } });
    both.guest.leavePage();
    const again = both.join('guest');
    await both.pass(3_000);
    expect(again.call.view.hints).toEqual({ tool: { kind: 'tool', open: 'board' } });
  });

  it('is kept until it can be said', async () => {
    const world = makeWorld();
    const advisor = world.join('advisor');
    advisor.call.hint({ kind: 'tool', open: 'text' });
    await world.pass(50);
    const guest = world.join('guest');
    await world.pass(500);
    expect(guest.call.view.hints).toEqual({ tool: { kind: 'tool', open: 'text' } });
  });

  it('is dropped and counted when it is none', async () => {
    const both = await talking();
    for (const odd of ['{', '{"kind":"other"}', '{"kind":"tool","open":"text","more":1}', `"${'x'.repeat(3_000)}"`])
      void both.advisor.call.lane('hint').send(bytes(odd));
    await both.pass(50);
    expect([both.guest.call.view.hints, both.guest.call.view.details.dropped]).toEqual([{}, 4]);
  });
});
