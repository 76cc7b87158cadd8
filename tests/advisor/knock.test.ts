/** A knock is heard between conversations and never during one: annex 31b BMV-Ä asks for it, so it is proven here. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isQuiet,
  type KnockEvent,
  type KnockState,
  knockStart,
  stepKnock,
  waitingCount,
} from '../../clients/advisor/knock.ts';

function run(...events: KnockEvent[]) {
  let state: KnockState = knockStart;
  const effects = [];
  for (const event of events) {
    const step = stepKnock(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, kinds: effects.map((effect) => effect.type) };
}
const joins = (room: string): KnockEvent => ({ type: 'guest-joined', room });
const phases = [
  'joining',
  'waiting',
  'together',
  'starting',
  'talking',
  'interrupted',
  'hanging-up',
  'ended',
  'refused',
] as const;

describe('between conversations', () => {
  it('a knock sounds, is notified and counted', () => {
    expect(run(joins('a')).effects).toEqual([
      { type: 'sound' },
      { type: 'notify', room: 'a' },
      { type: 'badge', count: 1 },
    ]);
  });

  it('makes no sound when the advisor wishes none, but is still notified', () => {
    expect(run({ type: 'sound', wanted: false }, joins('a')).kinds).toEqual(['notify', 'badge']);
  });

  it('sounds once for one guest', () => {
    expect(run(joins('a'), joins('a')).kinds.filter((kind) => kind === 'sound')).toHaveLength(1);
  });

  it('takes the notification back when the guest leaves or the advisor comes', () => {
    expect(run(joins('a'), { type: 'guest-left', room: 'a' }).effects).toContainEqual({ type: 'withdraw', room: 'a' });
    expect(run(joins('a'), { type: 'call', room: 'a', phase: 'joining' }).effects).toContainEqual({
      type: 'withdraw',
      room: 'a',
    });
  });

  it('is heard in an open room while nobody talks yet', () => {
    expect(run({ type: 'call', room: 'a', phase: 'waiting' }, joins('a')).kinds).toContain('sound');
  });
});

describe('during a conversation', () => {
  it.each(['starting', 'talking', 'interrupted', 'hanging-up'] as const)('leaves only the badge while %s', (phase) => {
    const { effects } = run({ type: 'call', room: 'a', phase }, joins('b'));
    expect(effects).toEqual([{ type: 'withdraw', room: 'a' }, { type: 'hush' }, { type: 'badge', count: 1 }]);
  });

  it('leaves only the badge while another tab or device talks', () => {
    expect(run({ type: 'elsewhere', talks: true }, joins('b')).kinds).toEqual(['hush', 'badge']);
  });

  it('hushes what sounds at the moment it begins', () => {
    expect(run(joins('b'), { type: 'call', room: 'a', phase: 'starting' }).kinds).toContain('hush');
  });

  it('does not count the guest one is with', () => {
    const { state } = run(joins('a'), joins('b'), { type: 'call', room: 'a', phase: 'talking' });
    expect(waitingCount(state)).toBe(1);
  });
});

it('sounds again after the conversation', () => {
  const { kinds } = run(
    { type: 'call', room: 'a', phase: 'talking' },
    { type: 'call', room: undefined, phase: undefined },
    joins('b'),
  );
  expect(kinds).toContain('sound');
});

it('is silent during every conversation in any order of events', () => {
  const room = fc.constantFrom('a', 'b', 'c');
  const event: fc.Arbitrary<KnockEvent> = fc.oneof(
    room.map(joins),
    room.map((name): KnockEvent => ({ type: 'guest-left', room: name })),
    fc.record({ room, phase: fc.constantFrom(...phases) }).map((call): KnockEvent => ({ type: 'call', ...call })),
    fc.constant<KnockEvent>({ type: 'call', room: undefined, phase: undefined }),
    fc.boolean().map((talks): KnockEvent => ({ type: 'elsewhere', talks })),
    fc.boolean().map((wanted): KnockEvent => ({ type: 'sound', wanted })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let state: KnockState = knockStart;
      for (const next of events) {
        const step = stepKnock(state, next);
        const audible = step.effects.filter(({ type }) => type === 'sound' || type === 'notify');
        if (isQuiet(step.state)) expect(audible).toEqual([]);
        if (isQuiet(step.state) && !isQuiet(state)) expect(step.effects).toContainEqual({ type: 'hush' });
        state = step.state;
      }
    }),
    { numRuns: 500 },
  );
});
