/** Consent on the three pages, one step at a time: who is asked, who is met, who is told, and what may never follow from what. */
import { describe, expect, it } from 'vitest';
import {
  type CompanionEvent,
  type CompanionState,
  isAdmitted,
  newCompanion,
  refusedBy,
} from '../../clients/call/companion-state.ts';
import { stepCompanion } from '../../clients/call/companion-step.ts';
import { admit, agree, answer, expected, heard, here, introduce, link, main, otherLink } from './companion-events.ts';

/** The state after all of them, and in words what the last one led to. */
function walked(seat: CompanionState['seat'], ...events: CompanionEvent[]) {
  let state = newCompanion(seat, seat === 'companion' ? { ...link, kind: undefined } : undefined);
  let effects: string[] = [];
  for (const event of events) {
    const step = stepCompanion(state, event);
    state = step.state;
    effects = step.effects.map((effect) => {
      if (effect.do === 'meet') return `meet ${effect.incarnation} ${effect.secret}`;
      if (effect.do === 'tell-main' || effect.do === 'tell-third') {
        const { message } = effect;
        const what =
          message.kind === 'agree' ? message.agreed : message.kind === 'admit' ? message.standing : message.secret;
        return `${effect.do} ${message.kind} ${what}`;
      }
      return effect.do;
    });
  }
  return { state, effects };
}

const known = [expected, main('g'), here('c'), heard('c')] as const;
const bothAgreed = [...known, answer(true), agree('c', true)] as const;

describe('the advisor’s page', () => {
  it.each([
    ['meets whoever the pods announce, once', [expected, here('c')], ['meet c k1']],
    ['meets them again for nothing', [expected, here('c'), here('c')], []],
    ['meets nobody who is not expected', [here('c')], []],
    ['meets who is there already when the link is made known', [here('c'), expected], ['meet c k1']],
    ['lets the companion know that they are asked for', known, ['tell-third admit asked']],
    ['believes nobody who is not in the seat', [expected, here('c'), heard('x')], []],
    ['introduces them with the advisor’s yes', [...known, answer(true)], ['tell-main introduce k1']],
    [
      'introduces nobody over a line that is not proven',
      [expected, main('g', false), here('c'), heard('c'), answer(true)],
      [],
    ],
    [
      'introduces them as soon as it is',
      [expected, here('c'), heard('c'), answer(true), main('g')],
      ['tell-main introduce k1'],
    ],
    ['does not introduce them twice to the same page', [...known, answer(true), main('g', false), main('g')], []],
    ['tells the companion when both have agreed', bothAgreed, ['tell-third admit agreed']],
    ['hears no guest before it has asked', [...known, agree('c', true)], []],
    ['hears no yes for somebody else', [...known, answer(true), agree('x', true)], []],
    ['lets them go with a no', [...known, answer(false)], ['tell-third admit refused', 'drop', 'dismiss']],
    [
      'lets them go with the guest’s no',
      [...known, answer(true), agree('c', false)],
      ['tell-third admit refused', 'drop', 'dismiss'],
    ],
    [
      'takes them out for all',
      [...bothAgreed, { type: 'remove' }],
      ['tell-main agree false', 'tell-third admit refused', 'drop', 'dismiss'],
    ],
    [
      'lets the same link go again, unasked',
      [...known, answer(false), here('c2'), heard('c2')],
      ['tell-third admit refused', 'drop', 'dismiss'],
    ],
    [
      'introduces another page load of the same link',
      [...bothAgreed, here('c2'), heard('c2')],
      ['tell-main introduce k1', 'tell-third admit agreed'],
    ],
    [
      'introduces them to another page load of the guest, and waits',
      [...bothAgreed, main('g2')],
      ['tell-main introduce k1', 'tell-third admit asked'],
    ],
    ['asks for another device anew', [...bothAgreed, { type: 'other-device' }], ['tell-third admit asked']],
    [
      'takes them out when the link is withdrawn',
      [...bothAgreed, { type: 'expect', link: undefined }],
      ['tell-main agree false', 'tell-third admit refused', 'drop', 'dismiss', 'forget'],
    ],
    [
      'keeps everything for the same link under another name',
      [...bothAgreed, { type: 'expect', link: { ...link, name: 'A.' } }],
      [],
    ],
    ['leaves them their line when the pods lose sight of them', [...bothAgreed, { type: 'gone' }], []],
    ['drops the line of who left', [...bothAgreed, { type: 'left' }], ['drop']],
  ] as [string, readonly CompanionEvent[], string[]][])('%s', (_title, events, effects) => {
    expect(walked('advisor', ...events).effects).toEqual(effects);
  });

  it('begins anew with another link', () => {
    const { state, effects } = walked(
      'advisor',
      ...known,
      answer(false),
      { type: 'expect', link: otherLink },
      here('d'),
    );
    expect(effects).toEqual(['meet d k2']);
    expect([refusedBy(state), state.own]).toEqual([undefined, 'open']);
  });
});

describe('the guest’s page', () => {
  const asked = [main('a'), introduce('c')] as const;
  it.each([
    ['asks, and meets nobody meanwhile', asked, []],
    ['meets nobody whom only the pods announce', [main('a'), here('c')], []],
    ['agrees and meets', [...asked, answer(true)], ['tell-main agree true', 'meet c k1']],
    [
      'says no, and meets nobody',
      [...asked, answer(false)],
      ['tell-main agree false', 'tell-third admit refused', 'drop'],
    ],
    ['asks for no introduction over a line that is not proven', [introduce('c')], []],
    [
      'does not ask again for the same link',
      [...asked, answer(true), introduce('c2')],
      ['tell-main agree true', 'meet c2 k1'],
    ],
    ['stays with its no for the same link', [...asked, answer(false), introduce('c2')], ['tell-main agree false']],
    [
      'lets the old link go for a new one, and asks',
      [...asked, answer(true), introduce('d', otherLink.secret)],
      ['drop', 'forget'],
    ],
    [
      'takes them out',
      [...asked, answer(true), { type: 'remove' }],
      ['tell-main agree false', 'tell-third admit refused', 'drop'],
    ],
    ['drops them when the advisor takes them out', [...asked, answer(true), agree('c', false)], ['drop']],
    ['keeps its line when another page of the advisor comes', [...asked, answer(true), main('a2')], []],
    ['has nobody expected by itself', [main('a'), expected], []],
    ['answers nothing that was not asked', [main('a'), answer(true)], []],
  ] as [string, readonly CompanionEvent[], string[]][])('%s', (_title, events, effects) => {
    expect(walked('guest', ...events).effects).toEqual(effects);
  });

  it('asks as soon as the line is proven when the introduction came before', () => {
    expect(walked('guest', introduce('c')).state.load).toBeUndefined();
    expect(walked('guest', introduce('c'), main('a')).state.load).toBe('c');
  });

  it('asks for another device anew', () => {
    const { state } = walked('guest', ...asked, answer(true), { type: 'other-device' });
    expect([state.own, isAdmitted(state)]).toEqual(['open', false]);
  });
});

describe('the companion’s page', () => {
  it.each([
    ['meets the guest who calls', [here('g'), { type: 'called' }], ['meet g k1']],
    ['meets nobody who has not called', [here('g')], []],
    ['meets them once', [here('g'), { type: 'called' }, { type: 'called' }], []],
    [
      'meets another page load of theirs',
      [here('g'), { type: 'called' }, here('g2'), { type: 'called' }],
      ['meet g2 k1'],
    ],
    ['ends with a no', [admit('refused', 'guest')], ['drop', 'decline']],
    ['ends once', [admit('refused', 'guest'), admit('refused', 'advisor')], []],
    ['takes no introduction', [introduce('x')], []],
    ['meets nobody after a no', [admit('refused', 'guest'), here('g'), { type: 'called' }], []],
  ] as [string, readonly CompanionEvent[], string[]][])('%s', (_title, events, effects) => {
    expect(walked('companion', ...events).effects).toEqual(effects);
  });

  it('learns what it came as, and who said no', () => {
    expect(walked('companion', admit('asked')).state.link?.kind).toBe('carer');
    expect(refusedBy(walked('companion', admit('refused', 'guest')).state)).toBe('guest');
    expect(refusedBy(walked('companion', admit('refused', 'advisor')).state)).toBe('advisor');
  });
});
