/** The machine behind the proof: what can never follow, whatever people and networks do. */
import type { Incarnation } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptProof } from '../../clients/call/certificate.ts';
import { flowOf, proofView } from '../../clients/call/proof-snapshot.ts';
import {
  newProof,
  type ProofEffect,
  type ProofEvent,
  type ProofState,
  stepProof,
} from '../../clients/call/proof-state.ts';

const [a, b] = ['a', 'b'].map((letter) => letter.repeat(22)) as [Incarnation, Incarnation];
const [one, other] = ['11', '22'].map((byte) => byte.repeat(32)) as [string, string];
const sas = { words: [18, 31, 45, 60], digits: '0484 8508' } as const;
const choices = [7, 52, 18, 33, 2, 61];
const bound = (incarnation = a, fingerprint = one): ProofEvent => ({
  type: 'bound',
  incarnation,
  fingerprint,
  sas,
  choices,
});

function play(from: ProofState, events: readonly ProofEvent[]) {
  let state = from;
  const effects: ProofEffect[] = [];
  for (const event of events) {
    const step = stepProof(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, view: proofView(state) };
}

const told = (words: 'open' | 'same' | 'different', sound = false): ProofEvent => ({ type: 'told', words, sound });

describe('the proof', () => {
  it('waits in an open room until the other side has told where it stands', () => {
    expect(play(newProof(false, true, undefined), [bound()]).view.state).toBe('pending');
    expect(play(newProof(false, true, undefined), [bound(), told('open')]).view.state).toBe('unchecked');
  });

  it('hears what the other side told before the own end of the line was proven, of this line alone', () => {
    const fresh = newProof(false, true, undefined);
    expect(play(fresh, [told('open', true), bound()]).view).toMatchObject({
      state: 'unchecked',
      soundForComparing: 'offered',
    });
    expect(play(fresh, [told('open'), told('different'), bound()]).view).toMatchObject({ broken: 'words' });
    const wrong: ProofEvent = { type: 'unproven', how: 'wrong' };
    for (const between of [{ type: 'unbound' } as const, wrong]) {
      expect(play(fresh, [told('same'), between, bound()]).view).toMatchObject({
        state: 'pending',
        peerCompared: false,
      });
    }
    expect(play(fresh, [told('open'), bound(), { type: 'unbound' }, bound()]).view.state).toBe('pending');
  });

  it('never takes another certificate from the same page load, not even for the link’s sake, nor may anybody accept it', () => {
    const { view } = play(newProof(true, true, undefined), [bound(), { type: 'unbound' }, bound(a, other)]);
    expect(view).toMatchObject({ state: 'broken', broken: 'certificate', otherDevice: false });
    const after = play(newProof(true, true, undefined), [bound(), bound(a, other), { type: 'accept' }]);
    expect([after.view.broken, after.effects.filter((effect) => effect.do === 'keep')]).toEqual([
      'certificate',
      [{ do: 'keep', proof: { fingerprint: one, by: 'link' } }],
    ]);
  });

  it('takes another device for what only the link had checked: by the link again, or by comparing', () => {
    const byLink = { fingerprint: one, by: 'link' } as const;
    const events = [bound(b, other), told('open')] as const;
    expect(play(newProof(true, true, byLink), events).view).toMatchObject({ state: 'checked', otherDevice: true });
    const open = play(newProof(false, true, byLink), events);
    expect(open.view).toMatchObject({ state: 'unchecked', otherDevice: true });
    expect(flowOf(open.view)).toBe('none');
  });

  it('is whole again when the checked certificate comes back', () => {
    const events = [bound(a, one), { type: 'unbound' }, bound(b, other), { type: 'unbound' }, bound(a, one)] as const;
    const { view } = play(newProof(true, false, { fingerprint: one, by: 'words' }), [...events, told('same')]);
    expect(view).toMatchObject({ state: 'checked', by: 'words', otherDevice: false });
  });

  it('names three lines in a row without proof, and no longer when one has it', () => {
    const unproven: ProofEvent = { type: 'unproven', how: 'wrong' };
    const fresh = newProof(true, true, undefined);
    expect(play(fresh, [unproven, unproven]).view.state).toBe('pending');
    expect(play(fresh, [unproven, unproven, unproven]).view).toMatchObject({ state: 'broken', broken: 'binding' });
    expect(play(fresh, [unproven, unproven, bound(), unproven]).view.state).toBe('pending');
    expect(play(fresh, [unproven, unproven, unproven, bound()]).view).toMatchObject({ state: 'checked', by: 'link' });
  });

  it('blames nobody for lines given up before their proof, and counts each as a try for whoever knew the words', () => {
    const givenUp = (count: number) => Array<ProofEvent>(count).fill({ type: 'unproven', how: 'given-up' });
    const open = newProof(false, false, undefined);
    expect(play(open, givenUp(31)).view.state).toBe('pending');
    expect(play(open, [...givenUp(32), bound(), told('open')]).view).toMatchObject({
      ...{ state: 'broken', broken: 'binding', words: undefined },
    });
    expect(play(newProof(true, false, undefined), [...givenUp(40), bound()]).view.by).toBe('link');
  });

  it('lets the advisor choose and nobody else, and the guest confirm and nobody else', () => {
    const choose: ProofEvent = { type: 'choose', index: 18, next: choices };
    const confirm: ProofEvent = { type: 'confirm', matches: true };
    expect(play(newProof(false, false, undefined), [bound(), choose]).view.compared).toBe(false);
    expect(play(newProof(false, true, undefined), [bound(), confirm]).view.compared).toBe(false);
    expect(play(newProof(false, true, undefined), [bound(), choose]).view.compared).toBe(true);
    expect(play(newProof(false, false, undefined), [bound(), confirm]).view.compared).toBe(true);
  });

  it('counts “none of these” as a try, and a word that was not offered as nothing', () => {
    const chosen = (index: number | undefined): ProofEvent => ({ type: 'choose', index, next: choices });
    const fresh = newProof(false, true, undefined);
    expect(play(fresh, [bound(), chosen(99)]).view.triesLeft).toBe(3);
    expect(play(fresh, [bound(), chosen(undefined)]).view.triesLeft).toBe(2);
    const none = [chosen(undefined), chosen(undefined), chosen(undefined)];
    expect(play(fresh, [bound(), ...none]).view.broken).toBe('words');
  });

  it('shows the words of 32 lines and no more: each was a try for somebody who waits until both sides’ are alike', () => {
    const open = newProof(false, false, undefined);
    const lines = (count: number, over: ProofEvent) => Array.from({ length: count }, () => [bound(), over]).flat();
    const last = [bound(), told('open')] as const;
    for (const over of [{ type: 'unbound' }, { type: 'unproven', how: 'wrong' }] as const) {
      const each = over.type === 'unbound' ? 1 : 2;
      const enough = play(open, [...lines(31 / each, over), ...last]);
      expect(enough.view).toMatchObject({ state: 'unchecked', words: sas.words });
      const tooMany = play(open, [
        ...lines(32 / each, over),
        ...last,
        { type: 'confirm', matches: true },
        told('same'),
      ]);
      expect(tooMany.view).toMatchObject({ state: 'broken', broken: 'binding', words: undefined, digits: undefined });
      expect(tooMany.view.compared).toBe(false);
    }
    const sealed = play(newProof(true, true, undefined), [...lines(40, { type: 'unbound' }), ...last]);
    expect(sealed.view).toMatchObject({ state: 'checked', by: 'link', words: undefined, choices: undefined });
    const compared = play(open, [...last, { type: 'confirm', matches: true }, told('same')]);
    const later = play(compared.state, [...lines(40, { type: 'unbound' }), ...last, told('same')]);
    expect(later.view).toMatchObject({ state: 'checked', by: 'words', words: sas.words });
    const late = play(open, [
      ...lines(31, { type: 'unbound' }),
      ...last,
      { type: 'confirm', matches: true },
      told('same'),
    ]);
    const another = [bound(b, other), { type: 'accept' }, bound(b, other), told('open')] as const;
    expect(play(late.state, another).view).toMatchObject({ state: 'unchecked', words: sas.words });
  });

  it('counts tries over lines: a new line brings no new ones', () => {
    const wrong: ProofEvent = { type: 'choose', index: 7, next: choices };
    const events = [bound(), wrong, { type: 'unbound' }, bound(), wrong, bound(b), wrong] as const;
    expect(play(newProof(false, true, undefined), events).view).toMatchObject({ broken: 'words', triesLeft: 0 });
  });
});

it('counts "none of these words" as a wrong choice', () => {
  const none: ProofEvent = { type: 'choose', index: undefined, next: choices };
  const chooser = newProof(false, true, undefined);
  expect(play(chooser, [bound(), none]).view).toMatchObject({ triesLeft: 2, compared: false });
  expect(play(chooser, [bound(), none, none, none]).view).toMatchObject({ state: 'broken', broken: 'words' });
});

const event: fc.Arbitrary<ProofEvent> = fc.oneof(
  fc.tuple(fc.constantFrom(a, b), fc.constantFrom(one, other)).map(([page, print]) => bound(page, print)),
  fc
    .tuple(fc.constantFrom('open' as const, 'same' as const, 'different' as const), fc.boolean())
    .map(([words, sound]) => told(words, sound)),
  fc.constantFrom<ProofEvent>(
    { type: 'unbound' },
    { type: 'unproven', how: 'wrong' },
    { type: 'unproven', how: 'given-up' },
    { type: 'choose', index: 18, next: choices },
    { type: 'choose', index: 7, next: choices },
    { type: 'choose', index: undefined, next: choices },
    { type: 'confirm', matches: true },
    { type: 'sound', on: true },
    { type: 'sound', on: false },
    { type: 'accept' },
  ),
);
const kept: fc.Arbitrary<KeptProof | undefined> = fc.constantFrom(
  undefined,
  { fingerprint: one, by: 'link' as const },
  { fingerprint: one, by: 'words' as const },
);

describe('in any order of events', () => {
  it('an open line carries everything only after both compared or had, and a broken one nothing', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        kept,
        fc.array(event, { maxLength: 25 }),
        (sealed, chooses, before, events) => {
          const { state, view } = play(newProof(sealed, chooses, before), events);
          const flow = flowOf(view);
          if (view.state === 'broken' || state.met === undefined) expect(flow).toBe('none');
          if (flow === 'all' && !sealed) expect([view.compared, view.peerCompared]).toEqual([true, true]);
          if (flow === 'sound') expect([state.sound.own, state.sound.theirs, sealed]).toEqual([true, true, false]);
          if (view.state === 'checked') expect(state.known?.fingerprint).toBe(state.met?.fingerprint);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('what was different once is never kept, checked or compared again', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        kept,
        fc.array(event, { maxLength: 25 }),
        (sealed, chooses, before, events) => {
          const broken = play(newProof(sealed, chooses, before), [bound(), told('different')]);
          const { view, effects } = play(broken.state, events);
          expect(view).toMatchObject({ state: 'broken', broken: 'words', choices: undefined });
          expect(effects.filter((effect) => effect.do !== 'tell')).toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
