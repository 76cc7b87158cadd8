/** The written conversation: what both pages hold is the same in the end, whatever the lines between them lose. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textLimits } from '../../clients/ui/call/tools/text/text-frames.ts';
import { type Entry, isThere, textDeadline, transcript } from '../../clients/ui/call/tools/text/text-state.ts';
import { opened, Talk } from './text-talk.ts';

describe('messages', () => {
  it('arrive, are acknowledged, and stand in one order at both sides', () => {
    const talk = opened();
    talk.a.write('Guten Tag', talk.now);
    talk.b.write(' Hallo \n', talk.now);
    talk.carry();
    talk.a.write('Gut.', talk.now);
    talk.carry();
    expect(talk.a.texts).toEqual(talk.b.texts);
    expect(talk.b.texts.at(-1)).toBe('advisor: Gut.');
    expect(talk.b.texts).toContain('guest: Hallo');
    expect(transcript(talk.a.state).every((entry) => isThere(talk.a.state, entry))).toBe(true);
  });

  it('wait in the browser for the first line, and go out once, in order', () => {
    const talk = new Talk();
    for (const text of ['one', 'two']) talk.b.write(text, talk.now);
    talk.settle();
    expect(talk.a.texts).toEqual(['guest: one', 'guest: two']);
    talk.close();
    talk.settle();
    expect(talk.a.texts).toEqual(['guest: one', 'guest: two']);
  });

  it('say nothing when there is nothing but space', () => {
    const talk = opened();
    talk.a.write(' \n\t', talk.now);
    expect([talk.a.texts, talk.a.out]).toEqual([[], []]);
  });

  it('come back to a page that was loaded anew, own ones and the other’s', () => {
    const talk = opened();
    talk.a.write('before', talk.now);
    talk.b.write('mine', talk.now);
    talk.carry();
    talk.reload('b');
    talk.b.write('new', talk.now);
    talk.settle();
    expect(talk.b.texts).toEqual(talk.a.texts);
    expect(talk.b.texts).toHaveLength(3);
    expect([talk.b.state.isRestored, talk.a.state.isRestored]).toEqual([true, false]);
  });

  it('are not given to another device than the one that had them; what nobody has yet is', () => {
    const talk = opened();
    talk.a.write('to the first', talk.now);
    talk.b.write('from the first', talk.now);
    talk.carry();
    talk.reload('b');
    talk.a.write('to whoever comes', talk.now);
    for (let line = 0; line < 2; line++) {
      talk.isOtherDevice = true;
      talk.settle();
      expect(talk.b.texts).toEqual(['advisor: to whoever comes']);
      talk.close();
    }
    expect(transcript(talk.a.state).every((entry) => isThere(talk.a.state, entry))).toBe(true);
  });

  it('end where there is no room, on both sides', () => {
    const talk = opened();
    for (let n = 0; n < textLimits.entries + 10; n++) talk.a.write(String(n), talk.now);
    talk.carry();
    expect([talk.a.texts.length, talk.b.texts.length]).toEqual([textLimits.entries, textLimits.entries]);
    talk.b.write('late', talk.now);
    expect(talk.b.out).toEqual([]);
  });
});

describe('letters', () => {
  it('are told while they are written, edited in the middle and taken back, and never from a page that does not want to', () => {
    const talk = opened();
    talk.a.feed({ type: 'typed', text: 'secret' }, talk.now);
    talk.carry();
    expect(talk.b.state.theirs.draft).toBe('');
    talk.a.feed({ type: 'live', on: true }, talk.now);
    talk.carry();
    expect(talk.b.state.theirs).toMatchObject({ isLive: true, draft: 'secret' });
    for (const text of ['secre', 'sacre', 'sacred 🦊', 'sacred 🦉', '']) {
      talk.pass(textLimits.liveEveryMs);
      talk.a.feed({ type: 'typed', text }, talk.now);
      talk.carry();
      expect(talk.b.state.theirs.draft).toBe(text);
    }
  });

  it('leave at once, then at most five times a second, the last ones not later than that', () => {
    const talk = opened();
    talk.a.feed({ type: 'live', on: true }, talk.now);
    talk.carry();
    let frames = 0;
    for (let n = 1; n <= 20; n++) {
      talk.pass(50);
      talk.a.feed({ type: 'typed', text: 'x'.repeat(n) }, talk.now);
      frames += talk.a.out.length;
      talk.carry();
      expect(n - talk.b.state.theirs.draft.length).toBeLessThanOrEqual(4);
    }
    expect(frames).toBeLessThanOrEqual(6);
    expect(textDeadline(talk.a.state)).toBeDefined();
    talk.pass(textLimits.liveEveryMs);
    talk.carry();
    expect(talk.b.state.theirs.draft).toHaveLength(20);
  });

  it('become the message, once, and are told in full on the next line', () => {
    const talk = opened();
    talk.a.feed({ type: 'live', on: true }, talk.now);
    talk.a.feed({ type: 'typed', text: 'half' }, talk.now);
    talk.close();
    talk.a.feed({ type: 'typed', text: 'half a word' }, talk.now);
    talk.settle();
    expect(talk.b.state.theirs.draft).toBe('half a word');
    talk.a.feed({ type: 'say' }, talk.now);
    talk.carry();
    expect([talk.b.state.theirs.draft, talk.b.texts]).toEqual(['', ['advisor: half a word']]);
  });

  it('are gone from the other side when the switch is turned off', () => {
    const talk = opened();
    talk.a.feed({ type: 'live', on: true }, talk.now);
    talk.a.feed({ type: 'typed', text: 'words' }, talk.now);
    talk.a.feed({ type: 'live', on: false }, talk.now);
    talk.carry();
    expect(talk.b.state.theirs).toMatchObject({ isLive: false, draft: '' });
  });
});

describe('two pages', () => {
  type Deed =
    | { do: 'type' | 'write'; who: 'a' | 'b'; text: string }
    | { do: 'live'; who: 'a' | 'b'; on: boolean }
    | { do: 'carry'; most: number }
    | { do: 'pass'; ms: number }
    | { do: 'reload'; who: 'a' | 'b' }
    | { do: 'open' | 'close' };
  const who = fc.constantFrom('a' as const, 'b' as const);
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'write' as const), who, text }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('live' as const), who, on: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('carry' as const), most: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), who }) },
  );
  const run = (talk: Talk, one: Deed): void => {
    if (one.do === 'type') talk[one.who].feed({ type: 'typed', text: one.text }, talk.now);
    else if (one.do === 'write') talk[one.who].write(one.text, talk.now);
    else if (one.do === 'live') talk[one.who].feed({ type: 'live', on: one.on }, talk.now);
    else if (one.do === 'carry') talk.carry(one.most);
    else if (one.do === 'pass') talk.pass(one.ms);
    else if (one.do === 'reload') talk.reload(one.who);
    else talk[one.do]();
  };
  const names = (entries: Entry[]) => entries.map(({ session, n }) => `${session} ${n}`);

  it('hold the same in the end: nothing lost, nothing twice, and the letters of who wants it so', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const talk = new Talk();
        let reloads = 0;
        for (const one of deeds) {
          // A reload before the other side has it loses it, as a page that is closed would; and pages have an end.
          if (one.do === 'reload') talk.settle();
          if (one.do === 'reload' && ++reloads > 8) continue;
          run(talk, one);
        }
        const said = { a: talk.a.texts, b: talk.b.texts };
        talk.settle();
        const [a, b] = [transcript(talk.a.state), transcript(talk.b.state)];
        expect(a).toEqual(b);
        expect(new Set(names(a)).size).toBe(a.length);
        for (const line of [...said.a, ...said.b]) expect(talk.a.texts).toContain(line);
        for (const [one, other] of [
          [talk.a, talk.b],
          [talk.b, talk.a],
        ] as const)
          expect(other.state.theirs.draft).toBe(one.state.isLive ? one.state.draft : '');
      }),
      { numRuns: 300 },
    );
  });
});
