/** What a person sees of the proof: which part of the dialogue, when it comes by itself, what the badge says. */
import type { CallView, ProofView } from '@visavis/call';
import { describe, expect, it } from 'vitest';
import { noProof } from '../../clients/call/proof-view.ts';
import { badgeOf, proofStep, proofWanted } from '../../clients/ui/proof/proof-step.ts';

const none: ProofView = { ...noProof, words: [1, 2, 3, 4], digits: '0001 0002', frames: 'on' };
const unchecked: Partial<ProofView> = { state: 'unchecked' };
const step = (privacy: Partial<ProofView>, seat: 'guest' | 'advisor' = 'advisor') =>
  proofStep({ privacy: { ...none, ...privacy }, peer: { seat } as CallView['peer'] });

describe('the dialogue of the proof', () => {
  it('says what is pending and what is checked', () => {
    expect(step({})).toBe('pending');
    expect(step({ state: 'checked', by: 'link' })).toBe('checked');
  });

  it('leads a guest from reading out to waiting', () => {
    expect(step(unchecked)).toBe('read');
    expect(step({ ...unchecked, compared: true })).toBe('wait');
  });

  it('leads an advisor from choosing to reading out', () => {
    expect(step({ ...unchecked, choices: [1, 2, 3, 4, 5, 6] }, 'guest')).toBe('choose');
    expect(step({ ...unchecked, compared: true }, 'guest')).toBe('read-out');
  });

  it('tells apart what broke, and offers a way on only where there is one', () => {
    expect(step({ state: 'broken', broken: 'words' })).toBe('words-differ');
    expect(step({ state: 'broken', broken: 'certificate', otherDevice: true })).toBe('device');
    expect(step({ state: 'broken', broken: 'certificate' })).toBe('certificate');
    expect(step({ state: 'broken', broken: 'binding' })).toBe('binding');
  });

  it('comes by itself when nothing goes on without it, but not over a hang-up', () => {
    const wanted = (privacy: Partial<ProofView>, phase: CallView['phase'] = 'starting') =>
      proofWanted({ privacy: { ...none, ...privacy }, phase });
    expect(wanted({})).toBeUndefined();
    expect(wanted({ state: 'checked' })).toBeUndefined();
    expect(wanted(unchecked)).toBeDefined();
    expect(wanted(unchecked, 'hanging-up')).toBeUndefined();
    expect(wanted({ state: 'broken', broken: 'words' })).not.toBe(wanted({ state: 'broken', broken: 'certificate' }));
  });
});

describe('the badge', () => {
  it('has four states, and names another device that is checked', () => {
    for (const state of ['pending', 'checked', 'unchecked', 'broken'] as const) {
      expect(badgeOf({ ...none, state })).toBe(state);
    }
    expect(badgeOf({ ...none, state: 'checked', otherDevice: true })).toBe('otherDevice');
    expect(badgeOf({ ...none, state: 'broken', otherDevice: true })).toBe('broken');
  });
});
