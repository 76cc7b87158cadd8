/** The recovery machine: what the protocol says about restarts and rebuilds, second by second. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LineEffect,
  type LineEvent,
  type LineState,
  lineDeadline,
  newLine,
  recovery,
} from '../../clients/call/line-state.ts';
import { stepLine } from '../../clients/call/line-step.ts';
import type { Role } from '../../clients/call/roles.ts';

/** Feeds events, letting time run to every deadline in between, and writes down what was done when. */
function play(role: Role, script: [LineEvent, number][], until = 0) {
  let state: LineState = newLine(role);
  let now = 0;
  const deeds: [number, LineEffect][] = [];
  const feed = (event: LineEvent) => {
    const step = stepLine(state, event, now);
    state = step.state;
    deeds.push(...step.effects.map((effect): [number, LineEffect] => [now, effect]));
  };
  const runTo = (at: number) => {
    for (let due = lineDeadline(state); due !== undefined && due <= at; due = lineDeadline(state)) {
      now = Math.max(now, due);
      feed({ type: 'tick' });
    }
    now = at;
  };
  for (const [event, at] of script) {
    runTo(at);
    feed(event);
  }
  runTo(Math.max(until, now));
  return { state, deeds };
}

const transport = (to: 'connected' | 'disconnected' | 'failed', at: number): [LineEvent, number] => [
  { type: 'transport', transport: to },
  at,
];
const reachable = (is: boolean, at: number): [LineEvent, number] => [{ type: 'reachable', reachable: is }, at];
const answered = (at: number): [LineEvent, number] => [{ type: 'answered' }, at];
const up: [LineEvent, number][] = [reachable(true, 0), answered(100), transport('connected', 200)];
const upAtGuest: [LineEvent, number][] = [reachable(true, 0), [{ type: 'opened' }, 50], transport('connected', 200)];
const build = (relayOnly: boolean): LineEffect => ({ do: 'build', relayOnly });

describe('the initiator', () => {
  it('builds as soon as the other side can be reached, and not earlier', () => {
    expect(play('initiator', [reachable(false, 0)]).deeds).toEqual([]);
    expect(play('initiator', [reachable(true, 5)]).deeds).toEqual([[5, build(false)]]);
  });

  it('waits for an answer as long as it takes, then 20 seconds for the connection', () => {
    expect(play('initiator', [reachable(true, 0)], 500_000).deeds).toHaveLength(1);
    const { deeds } = play('initiator', [reachable(true, 0), answered(1_000)], 21_000);
    expect(deeds).toEqual([
      [0, build(false)],
      [21_000, build(false)],
    ]);
  });

  it('leaves a line alone that heals within three seconds', () => {
    const { state, deeds } = play(
      'initiator',
      [...up, transport('disconnected', 1_000), transport('connected', 3_999)],
      60_000,
    );
    expect([state.phase, deeds.length]).toEqual(['connected', 1]);
  });

  it('restarts after 3 seconds, again 3 and 6 seconds later, and builds anew after 10', () => {
    const { deeds } = play('initiator', [...up, transport('disconnected', 1_000)], 14_000);
    const restart = { do: 'restart' };
    expect(deeds.slice(1)).toEqual([
      [4_000, restart],
      [7_000, restart],
      [10_000, restart],
      [14_000, build(false)],
    ]);
  });

  it('builds anew at once when the line failed or the data channel closed', () => {
    expect(play('initiator', [...up, transport('failed', 900)]).deeds[1]).toEqual([900, build(false)]);
    expect(play('initiator', [...up, [{ type: 'channel-closed' }, 900]]).deeds[1]).toEqual([900, build(false)]);
  });

  it('takes the relay alone the second time, and every second time after that', () => {
    const failing: [LineEvent, number][] = [1, 2, 3, 4].map((at) => transport('failed', at * 1_000));
    expect(
      play('initiator', [...up, ...failing])
        .deeds.slice(1)
        .map(([, deed]) => deed),
    ).toEqual([build(false), build(true), build(false), build(true)]);
  });

  it('begins with every path again after a connection', () => {
    const { deeds } = play('initiator', [
      ...up,
      transport('failed', 1_000),
      transport('connected', 2_000),
      transport('failed', 3_000),
    ]);
    expect(deeds.at(-1)).toEqual([3_000, build(false)]);
  });

  it('stops after five in two minutes, says so, and tries again when the first is two minutes old', () => {
    const failing: [LineEvent, number][] = [1, 2, 3, 4, 5, 6].map((at) => transport('failed', at * 1_000));
    const { state, deeds } = play('initiator', [...up, ...failing], 100_000);
    expect(state).toMatchObject({ phase: 'lost', exhausted: true, retryAt: 121_000 });
    expect(deeds).toHaveLength(1 + recovery.rebuildsInWindow);
    expect(play('initiator', [...up, ...failing], 121_000).deeds).toHaveLength(2 + recovery.rebuildsInWindow);
  });

  it('does not use its attempts up while nobody can be reached', () => {
    const { state, deeds } = play(
      'initiator',
      [...up, reachable(false, 500), transport('failed', 600), transport('failed', 700)],
      300_000,
    );
    expect([state.phase, deeds.length]).toEqual(['lost', 1]);
    const back = play('initiator', [...up, reachable(false, 500), transport('failed', 600), reachable(true, 90_000)]);
    expect(back.deeds.at(-1)).toEqual([90_000, build(false)]);
  });

  it('saves a restart for the moment at which it can be said', () => {
    const script: [LineEvent, number][] = [
      ...up,
      transport('disconnected', 500),
      reachable(false, 600),
      reachable(true, 6_000),
    ];
    expect(play('initiator', script).deeds.slice(1)).toEqual([[6_000, { do: 'restart' }]]);
  });

  it('restarts at once when the network changed, although the line looks well', () => {
    const { state, deeds } = play('initiator', [...up, [{ type: 'network-changed' }, 1_000]], 60_000);
    expect(deeds.slice(1)).toEqual([[1_000, { do: 'restart' }]]);
    expect(state.phase).toBe('connected');
  });

  it('restarts when asked, and builds when the other side says that it failed', () => {
    const wanted = (reason: 'disconnected' | 'failed'): [LineEvent, number] => [{ type: 'wanted', reason }, 1_000];
    expect(play('initiator', [...up, wanted('disconnected')]).deeds[1]).toEqual([1_000, { do: 'restart' }]);
    expect(play('initiator', [...up, wanted('failed')]).deeds[1]).toEqual([1_000, build(false)]);
    expect(play('initiator', [reachable(true, 0), wanted('failed')]).deeds).toHaveLength(1);
  });

  it('takes a question for an answer, and waits no longer for who asks than for others', () => {
    const { deeds } = play('initiator', [reachable(true, 0), [{ type: 'wanted', reason: 'failed' }, 1_000]], 21_000);
    expect(deeds[1]).toEqual([1_000 + recovery.connectMs, build(false)]);
  });
});

describe('the responder', () => {
  it('never builds and never restarts, it asks', () => {
    const { deeds } = play('responder', [...upAtGuest, transport('disconnected', 1_000)], 60_000);
    expect(new Set(deeds.map(([, deed]) => deed.do))).toEqual(new Set(['want']));
    expect(deeds[0]).toEqual([4_000, { do: 'want', reason: 'disconnected' }]);
    expect(deeds).toContainEqual([14_000, { do: 'want', reason: 'failed' }]);
  });

  it('asks again every 20 seconds until somebody opens', () => {
    const { deeds } = play('responder', [...upAtGuest, transport('failed', 1_000)], 45_000);
    expect(deeds.map(([at]) => at)).toEqual([1_000, 21_000, 41_000]);
  });

  it('does not listen to the wishes of its like', () => {
    expect(play('responder', [...upAtGuest, [{ type: 'wanted', reason: 'failed' }, 500]]).deeds).toEqual([]);
  });
});

describe('any order of events', () => {
  const event: fc.Arbitrary<LineEvent> = fc.oneof(
    fc.record({ type: fc.constant('reachable' as const), reachable: fc.boolean() }),
    fc.record({
      type: fc.constant('transport' as const),
      transport: fc.constantFrom('new', 'connecting', 'connected', 'disconnected', 'failed'),
    }),
    fc.record({
      type: fc.constant('wanted' as const),
      reason: fc.constantFrom('disconnected', 'network-changed', 'frames-missing', 'failed'),
    }),
    fc.constantFrom<LineEvent>(
      { type: 'opened' },
      { type: 'answered' },
      { type: 'channel-closed' },
      { type: 'network-changed' },
      { type: 'frames-missing' },
      { type: 'tick' },
    ),
  );

  it('never throws, keeps to five rebuilds in two minutes and each to their role', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Role>('initiator', 'responder'),
        fc.array(fc.tuple(event, fc.nat(5_000)), { maxLength: 80 }),
        (role, list) => {
          const { deeds } = play(
            role,
            list.map(([one], index) => [one, list.slice(0, index + 1).reduce((sum, [, wait]) => sum + wait, 0)]),
          );
          const builds = deeds
            .filter(([, deed]) => deed.do === 'build')
            .map(([when]) => when)
            .slice(1);
          for (const when of builds) {
            expect(
              builds.filter((other) => other >= when && other < when + recovery.rebuildWindowMs).length,
            ).toBeLessThanOrEqual(5);
          }
          const foreign = role === 'initiator' ? ['want'] : ['build', 'restart'];
          expect(deeds.every(([, deed]) => !foreign.includes(deed.do))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
