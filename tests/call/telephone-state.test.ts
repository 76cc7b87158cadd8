/** The telephone's machine: two pages agree on where the sound goes, whatever is lost, repeated, or forgotten by a reload. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TelephoneHint } from '../../clients/call/telephone-hint.ts';
import {
  beginTelephone,
  newTelephone,
  stepTelephone,
  type TelephoneEffect,
  type TelephoneEvent,
  type TelephoneState,
} from '../../clients/call/telephone-state.ts';

const walk = (state: TelephoneState, events: TelephoneEvent[]) =>
  events.reduce(
    ({ state: before, effects }, event) => {
      const next = stepTelephone(before, event);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state, effects: [] as TelephoneEffect[] },
  );
const deeds = (effects: TelephoneEffect[]) => effects.filter((effect) => effect.do !== 'tell');
const word = (turn: number, way: 'browser' | 'asked' | 'telephone', by: 'advisor' | 'guest' = 'guest') => ({
  turn,
  way,
  by,
});
const told = (hint: Omit<TelephoneHint, 'kind'>): TelephoneEvent => ({
  type: 'told',
  hint: { kind: 'telephone', ...hint },
});
const guest = (microphone = true) => newTelephone('guest', undefined, microphone);
const advisor = (number?: string) => newTelephone('advisor', number, true);

describe('the telephone', () => {
  it('leaves the sound where it is while the guest only asks', () => {
    const { state, effects } = walk(guest(), [{ type: 'ask', number: '0170 1234567' }]);
    expect(state.word).toEqual(word(1, 'asked'));
    expect(effects).toEqual([
      { do: 'tell', hint: { kind: 'telephone', word: word(1, 'asked'), number: '0170 1234567' } },
    ]);
  });

  it('tells the advisor the typed number, and never tells the guest any', () => {
    const { state, effects } = walk(advisor(), [told({ word: word(1, 'asked'), number: '0170 1234567' })]);
    expect(state.number).toBe('0170 1234567');
    expect(JSON.stringify(effects)).not.toContain('0170');
    expect(effects).toContainEqual({
      do: 'tell',
      hint: { kind: 'telephone', word: word(1, 'asked'), isKnown: true },
    });
    const curious = walk(guest(), [told({ word: word(1, 'asked', 'advisor'), number: '0170 1', isKnown: true })]);
    expect(curious.state.number).toBeUndefined();
    expect(JSON.stringify(walk(advisor('030 123'), [{ type: 'switch' }]).effects)).not.toContain('030');
  });

  it.each([true, false])('silences both sides and gives the microphone back as it was (%s)', (isOn) => {
    const over = walk(guest(isOn), [told({ word: word(1, 'telephone', 'advisor') })]);
    const off = isOn ? [{ do: 'microphone', on: false }] : [];
    expect(deeds(over.effects)).toEqual([...off, { do: 'speaker', on: false }]);
    const back = walk(over.state, [{ type: 'microphone', isOn: false }, { type: 'back' }]);
    const on = isOn ? [{ do: 'microphone', on: true }] : [];
    expect(deeds(back.effects)).toEqual([...on, { do: 'speaker', on: true }]);
    expect(walk(back.state, [{ type: 'back' }]).effects).toEqual([]);
  });

  it('keeps the microphone off whatever switches it on meanwhile, and still knows how it was', () => {
    const over = walk(guest(false), [{ type: 'switch' }]).state;
    const again = walk(over, [{ type: 'microphone', isOn: true }]);
    expect(again.effects).toEqual([{ do: 'microphone', on: false }]);
    const back = walk(again.state, [{ type: 'microphone', isOn: false }, { type: 'back' }]);
    expect(deeds(back.effects)).toEqual([{ do: 'speaker', on: true }]);
  });

  it('is silent at once after a reload, and gives back what was before it', () => {
    const kept = { word: word(3, 'telephone', 'advisor'), restores: true };
    const again = newTelephone('guest', undefined, false, kept);
    expect(deeds(beginTelephone(again))).toEqual([{ do: 'speaker', on: false }]);
    expect(deeds(walk(again, [{ type: 'back' }]).effects)).toContainEqual({ do: 'microphone', on: true });
  });

  it('tells a page that forgot everything', () => {
    const { state } = walk(advisor(), [told({ word: word(1, 'asked'), number: '0170 1234567' }), { type: 'switch' }]);
    const hint = beginTelephone(state).find((effect) => effect.do === 'tell')?.hint;
    const again = walk(guest(), hint ? [{ type: 'told', hint }] : []);
    expect(again.state.word.way).toBe('telephone');
    expect(again.state.isKnownThere).toBe(true);
    const back = walk(state, [told({ word: again.state.word })]);
    expect(back.state.number).toBe('0170 1234567');
    expect(back.effects).toEqual([]);
  });

  it('lets the advisor have the last word when both speak at once', () => {
    const here = walk(guest(), [{ type: 'ask' }]).state;
    const there = walk(advisor('030 123'), [{ type: 'switch' }]).state;
    expect(walk(here, [told({ word: there.word })]).state.word).toEqual(there.word);
    expect(walk(there, [told({ word: here.word })]).effects).toEqual([]);
  });

  it('comes to one answer on both sides once everything said has arrived, whatever the order', () => {
    const deed = fc.constantFrom<TelephoneEvent[]>(
      [{ type: 'ask' }],
      [{ type: 'switch' }],
      [{ type: 'back' }],
      [{ type: 'microphone', isOn: true }],
      [{ type: 'microphone', isOn: false }],
    );
    const step = fc.record({ side: fc.constantFrom(0, 1), deed, passes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const sides = [advisor('030 123'), guest()];
        const said: (TelephoneHint | undefined)[] = [undefined, undefined];
        const run = (side: number, events: TelephoneEvent[]) => {
          const next = walk(sides[side] ?? guest(), events);
          sides[side] = next.state;
          for (const effect of next.effects) if (effect.do === 'tell') said[side] = effect.hint;
        };
        // As hints travel: only the latest of a side, and again on every new line.
        const pass = (from: number) => {
          const hint = said[from];
          if (hint) run(1 - from, [{ type: 'told', hint }]);
        };
        for (const { side, deed: events, passes } of steps) {
          run(side, events);
          if (passes) pass(side);
        }
        for (const from of [0, 1, 0, 1]) pass(from);
        expect(sides[0]?.word).toEqual(sides[1]?.word);
      }),
    );
  });
});
