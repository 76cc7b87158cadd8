/** The queue: prefix, order, exactly once over any path, and what its window and timers promise. */
import { limits } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyQueue,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  queueBacklog,
  queueDeadline,
  stepQueue,
} from '../../clients/call/reliable-queue.ts';

function run(events: [QueueEvent, number][], from: QueueState = emptyQueue) {
  let state = from;
  const effects: QueueEffect[] = [];
  for (const [event, now] of events) {
    const step = stepQueue(state, event, now);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}
const send = (body: string, at = 0): [QueueEvent, number] => [{ type: 'send', body }, at];
const received = (n: number, at = 0, a = 0): [QueueEvent, number] => [{ type: 'received', n, a, text: `t${n}` }, at];
const tick = (at: number): [QueueEvent, number] => [{ type: 'tick' }, at];
const transmitted = (effects: QueueEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'transmit' ? [effect.n] : []));
const delivered = (effects: QueueEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'deliver' ? [effect.text] : []));

describe('sending', () => {
  it('numbers from 1 and repeats the identical body after 1, 2, 4, 8 and again 8 seconds', () => {
    let { state, effects } = run([send('x')]);
    expect(effects).toEqual([{ type: 'transmit', n: 1, a: 0, body: 'x' }]);
    for (const at of [1_000, 3_000, 7_000, 15_000, 23_000]) {
      expect(queueDeadline(state)).toBe(at);
      expect(run([tick(at - 1)], state).effects).toEqual([]);
      ({ state, effects } = run([tick(at)], state));
      expect(effects).toEqual([{ type: 'transmit', n: 1, a: 0, body: 'x' }]);
    }
  });

  it('keeps 64 messages in flight and lets the next one out at every ack', () => {
    const { state, effects } = run(Array.from({ length: 70 }, () => send('x')));
    expect(transmitted(effects)).toHaveLength(limits.queueWindowMessages);
    expect(transmitted(run([[{ type: 'acked', a: 2 }, 5]], state).effects)).toEqual([65, 66]);
  });

  it('keeps 256 KiB in flight, and a single body always fits', () => {
    const big = 'x'.repeat(100 * 1024);
    expect(transmitted(run([send(big), send(big), send(big)]).effects)).toEqual([1, 2]);
    expect(transmitted(run([send('x'.repeat(300 * 1024))]).effects)).toEqual([1]);
  });

  it('sends everything unacked at once when a path opens, and begins again with one second', () => {
    const { state } = run([send('x'), send('y'), tick(1_000), tick(3_000), [{ type: 'acked', a: 1 }, 3_500]]);
    const step = run([[{ type: 'path-open' }, 4_000]], state);
    expect(transmitted(step.effects)).toEqual([2]);
    expect(queueDeadline(step.state)).toBe(5_000);
  });

  it('ignores acks of what was never sent and acks that go backwards', () => {
    const { state } = run([send('x'), send('y')]);
    for (const a of [0, 3, 99]) expect(run([[{ type: 'acked', a }, 1]], state).state).toEqual(state);
    const { state: later } = run(
      [
        [{ type: 'acked', a: 2 }, 1],
        [{ type: 'acked', a: 1 }, 1],
      ],
      state,
    );
    expect(later.unacked).toEqual([]);
    expect(queueDeadline(later)).toBeUndefined();
  });

  it('refuses to pile up more than its backlog', () => {
    const { state } = run(Array.from({ length: queueBacklog }, () => send('x')));
    expect(run([send('x')], state)).toEqual({ state, effects: [{ type: 'overflow' }] });
  });
});

describe('receiving', () => {
  it('delivers in order, exactly once, and holds early ones', () => {
    const { effects } = run([received(2), received(3), received(2), received(1), received(1), received(4)]);
    expect(delivered(effects)).toEqual(['t1', 't2', 't3', 't4']);
  });

  it('keeps nothing of what it has delivered, however often it comes again', () => {
    const { state } = run([received(1), received(2), received(1), received(2)]);
    expect([state.delivered, state.held.size]).toEqual([2, 0]);
  });

  it('ignores what is more than 64 ahead', () => {
    const { state } = run([received(65)]);
    expect(state.held.size).toBe(0);
    expect(run([received(64)]).state.held.size).toBe(1);
  });

  it('acks after 100 ms when nothing goes out, once for many', () => {
    const { state } = run([received(1, 10), received(2, 50)]);
    expect(queueDeadline(state)).toBe(110);
    const step = run([tick(110)], state);
    expect(step.effects).toEqual([{ type: 'ack', a: 2 }]);
    expect(queueDeadline(step.state)).toBeUndefined();
  });

  it('lets the ack ride on an own message', () => {
    const { state, effects } = run([received(1, 10), send('x', 20)]);
    expect(effects).toContainEqual({ type: 'transmit', n: 1, a: 1, body: 'x' });
    expect(queueDeadline(state)).toBe(1_020);
  });

  it('acks a duplicate again: the first ack may be lost', () => {
    const { state } = run([received(1, 0), tick(100)]);
    expect(run([received(1, 200), tick(300)], state).effects).toEqual([{ type: 'ack', a: 1 }]);
  });
});

describe('two queues over a path that drops, repeats and reorders', () => {
  type Packet = { to: 0 | 1; event: QueueEvent };
  const act = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), who: fc.constantFrom<0 | 1>(0, 1) }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constantFrom<'carry' | 'repeat'>('carry', 'repeat'), at: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), at: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4_000 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), who: fc.constantFrom<0 | 1>(0, 1) }) },
  );

  function world() {
    const states: [QueueState, QueueState] = [emptyQueue, emptyQueue];
    const sent: [string[], string[]] = [[], []];
    const got: [string[], string[]] = [[], []];
    let path: Packet[] = [];
    let now = 0;
    const feed = (who: 0 | 1, event: QueueEvent) => {
      const step = stepQueue(states[who], event, now);
      states[who] = step.state;
      const to = who === 0 ? 1 : 0;
      for (const effect of step.effects) {
        if (effect.type === 'deliver') got[who].push(effect.text);
        if (effect.type === 'ack') path.push({ to, event: { type: 'acked', a: effect.a } });
        if (effect.type === 'transmit') {
          path.push({ to, event: { type: 'received', n: effect.n, a: effect.a, text: effect.body } });
        }
      }
    };
    return {
      sent,
      got,
      states,
      send(who: 0 | 1) {
        const body = `${who}:${sent[who].length}`;
        sent[who].push(body);
        feed(who, { type: 'send', body });
      },
      carry(at: number, keep: boolean) {
        const packet = path[at % Math.max(1, path.length)];
        if (packet === undefined) return;
        if (!keep) path = path.filter((other) => other !== packet);
        feed(packet.to, packet.event);
      },
      drop: (at: number) => void path.splice(at, 1),
      reopen: (who: 0 | 1) => feed(who, { type: 'path-open' }),
      wait(ms: number) {
        now += ms;
        for (const who of [0, 1] as const) feed(who, { type: 'tick' });
      },
      heal() {
        for (let round = 0; round < 20; round++) {
          this.wait(8_000);
          while (path.length > 0) this.carry(0, false);
        }
      },
    };
  }

  it('deliver a prefix of what was sent, and all of it once the path heals (10,000 cases)', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const both = world();
        for (const step of acts) {
          if (step.do === 'send') both.send(step.who);
          else if (step.do === 'carry') both.carry(step.at, false);
          else if (step.do === 'repeat') both.carry(step.at, true);
          else if (step.do === 'drop') both.drop(step.at);
          else if (step.do === 'wait') both.wait(step.ms);
          else if (step.do === 'reopen') both.reopen(step.who);
          for (const who of [0, 1] as const) {
            // Plain comparison: `expect` a million times would be the whole cost of this test.
            if (both.got[who].some((text, at) => text !== both.sent[1 - who]?.[at])) return false;
          }
        }
        both.heal();
        const isAll = both.got[0].length === both.sent[1].length && both.got[1].length === both.sent[0].length;
        return isAll && both.states.every((state) => state.unacked.length === 0 && state.held.size === 0);
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
