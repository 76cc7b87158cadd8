/** The third person on the pages: which face is large, who is on the stage, whose link it is after a reload. */
import { LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { beginning, step } from '../../clients/guest/journey.ts';
import { isOnStage, largeAtFirst, pressed } from '../../clients/ui/call/companion/large.ts';
import { loudness } from '../../clients/ui/call/companion/speaking.ts';
import { admission, link, noon } from './sample.ts';

describe('two other faces', () => {
  it('are alike at first; who reads hands sees them large', () => {
    expect(largeAtFirst({ seat: 'companion', kind: 'interpreter' })).toBe('even');
    expect(largeAtFirst({ seat: 'companion', kind: 'sign-interpreter' })).toBe('second');
    expect(largeAtFirst({ seat: 'guest', kind: 'sign-interpreter' })).toBe('even');
  });

  it('grow by their own key, and are alike again by the same', () => {
    expect(pressed('even', 'main')).toBe('main');
    expect(pressed('second', 'main')).toBe('main');
    expect(pressed('main', 'main')).toBe('even');
    expect(pressed('main', 'second')).toBe('second');
  });

  it('are on the stage only once both have agreed', () => {
    const seen = (['asking', 'asked', 'connecting', 'talking', 'interrupted', 'refused'] as const).filter((standing) =>
      isOnStage({ standing }),
    );
    expect(seen).toEqual(['connecting', 'talking', 'interrupted']);
  });

  it('are marked by how loud they are', () => {
    expect(loudness(new Float32Array(8))).toBe(0);
    expect(loudness(Float32Array.from([0.5, -0.5, 0.5, -0.5]))).toBeCloseTo(0.5);
    expect(loudness(new Float32Array(0))).toBe(0);
  });
});

describe('a companion’s link', () => {
  const third = { ...link, secret: v.parse(LinkSecret, 'T'.repeat(22)) };
  const session = { link, device: 'guest-device', consent: '2026-11', inRoom: true, onAir: true };
  const opened = (own: typeof link, known: typeof session) =>
    step(beginning, { type: 'opened', link: own, broken: false, forTest: false, session: known, browser: 'fine' }, noon)
      .state;

  it('of the same appointment is never taken for the guest’s that this tab knew', () => {
    const { facts, at } = opened(third, session);
    expect(facts).toMatchObject({ link: third, device: undefined, consent: undefined, onAir: false });
    expect(at.phase).toBe('loading');
    expect(opened(link, session).at.phase).toBe('room');
  });

  it('leads to the seat that the service says, also after a reload', () => {
    const inRoom = opened(third, { ...session, link: third });
    const event = { type: 'admitted', admission: { ...admission, seat: 'companion' } } as const;
    const { state, effects } = step(inRoom, event, noon);
    expect(state).toEqual({ ...inRoom, facts: { ...inRoom.facts, seat: 'companion' } });
    expect(effects).toEqual([]);
  });
});
