/** Coming back: how long to wait, with what to knock, and when to stop. */
import { closeCodes, limits } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idleReconnect,
  type ReconnectEffect,
  type ReconnectEvent,
  type ReconnectState,
  reconnectDeadline,
  stepReconnect,
} from '../../clients/call/reconnect-state.ts';

function play(events: [ReconnectEvent, number][], random = 0.5) {
  let state: ReconnectState = idleReconnect;
  const effects: ReconnectEffect[] = [];
  for (const [event, now] of events) {
    const step = stepReconnect(state, event, now, random);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, deeds: effects.map((effect) => effect.do) };
}

const start: [ReconnectEvent, number] = [{ type: 'start' }, 0];
const admitted = (at = 0): [ReconnectEvent, number] => [{ type: 'admitted' }, at];
const welcome = (connection: number, at = 0): [ReconnectEvent, number] => [
  { type: 'welcome', connection, resume: `token-${connection}` },
  at,
];
const closed = (connection: number, code: number, at: number, retryAfterMs?: number): [ReconnectEvent, number] => [
  { type: 'closed', connection, close: { code, error: undefined, retryAfterMs } },
  at,
];
const tick = (at: number): [ReconnectEvent, number] => [{ type: 'tick' }, at];
const open = [start, admitted(), welcome(1)];

describe('coming back', () => {
  it('waits anywhere in 0.5, 1, 2 … 15 seconds', () => {
    for (const random of [0, 0.25, 0.999]) {
      let events: [ReconnectEvent, number][] = open;
      let now = 0;
      for (let attempt = 0; attempt < 9; attempt++) {
        events = [...events, closed(attempt + 1, 1006, now)];
        const due = reconnectDeadline(play(events, random).state) ?? Number.NaN;
        expect(due - now).toBe(Math.floor(random * Math.min(15_000, 500 * 2 ** attempt)));
        now = due;
        events = [...events, tick(now)];
      }
    }
  });

  it('knocks with the token while it lives, and with a new ticket after that', () => {
    const soon = play([...open, closed(1, 1006, 1_000), tick(20_000)]);
    expect(soon.effects.at(-1)).toEqual({ do: 'open', connection: 2, resume: 'token-1' });
    const late = play([...open, closed(1, 1006, 1_000), tick(limits.resumeTtlMs)]);
    expect(late.effects.at(-1)).toEqual({ do: 'ask' });
  });

  it('keeps the youngest token', () => {
    const renewed: [ReconnectEvent, number] = [{ type: 'renewed', connection: 1, resume: 'younger' }, 200_000];
    const { effects } = play([...open, renewed, closed(1, 1006, 400_000), tick(420_000)]);
    expect(effects.at(-1)).toEqual({ do: 'open', connection: 2, resume: 'younger' });
  });

  it('waits no longer when the network is back, but as long as it was told to', () => {
    const waiting = [...open, closed(1, 1006, 0)];
    expect(play([...waiting, [{ type: 'wake' }, 10]]).effects.at(-1)).toMatchObject({ do: 'open', connection: 2 });
    const told = [...open, closed(1, 4429, 0, 7_000)];
    const { state, deeds } = play([...told, [{ type: 'wake' }, 10]]);
    expect([reconnectDeadline(state), deeds.at(-1)]).toEqual([7_000, 'tell-lost']);
  });

  it('has an open line tried when the network is back, which may have gone without a word', () => {
    const { state, effects } = play([...open, [{ type: 'wake' }, 10]]);
    expect([state.phase, effects.at(-1)]).toEqual(['open', { do: 'probe', connection: 1 }]);
    const waiting = play([start, admitted(), [{ type: 'wake' }, 10]]);
    expect([waiting.state.phase, waiting.effects.at(-1)]).toEqual(['opening', { do: 'probe', connection: 1 }]);
  });

  it.each(Object.entries(closeCodes))('obeys the table after %i (%o)', (code, { retry }) => {
    const { state, deeds } = play([...open, closed(1, Number(code), 0)]);
    const expected = { yes: 'waiting', after: 'waiting', no: 'closed', 'new-ticket-once': 'asking' }[retry];
    expect(state.phase).toBe(expected);
    expect(deeds.includes('tell-closed')).toBe(retry === 'no');
  });

  it('takes one new ticket after 4401 and gives up at the next', () => {
    const second = [...open, closed(1, 4401, 0), admitted()];
    expect(play(second).effects.at(-1)).toEqual({ do: 'open', connection: 2, resume: undefined });
    expect(play([...second, closed(2, 4401, 1)]).state.phase).toBe('closed');
    expect(play([...second, welcome(2), closed(2, 4401, 1)]).state.phase).toBe('asking');
  });

  it('tells the loss of the line once, and never before it was there', () => {
    expect(play([start, admitted(), closed(1, 1006, 0)]).deeds).not.toContain('tell-lost');
    const { deeds } = play([...open, closed(1, 1006, 0), tick(20_000), closed(2, 1006, 20_000)]);
    expect(deeds.filter((deed) => deed === 'tell-lost')).toHaveLength(1);
  });
});

describe('a drain', () => {
  const drain: [ReconnectEvent, number] = [{ type: 'drain', connection: 1, withinMs: 3_000 }, 1_000];

  it('opens a second line in time and drops the first when the second is in', () => {
    const { effects } = play([...open, drain, tick(4_000), welcome(2, 4_100)]);
    expect(effects.slice(-2)).toEqual([
      { do: 'open', connection: 2, resume: 'token-1' },
      { do: 'drop', connection: 1 },
    ]);
  });

  it('says nothing when the first goes while the second is on its way', () => {
    const { state, deeds } = play([...open, drain, tick(4_000), closed(1, 1012, 4_050), welcome(2, 4_100)]);
    expect([state.phase, deeds.includes('tell-lost')]).toEqual(['open', false]);
  });

  it('stays on the first when the second does not come about', () => {
    const { state } = play([...open, drain, tick(4_000), closed(2, 1006, 4_050)]);
    expect(state).toMatchObject({ phase: 'open', connection: 1 });
  });

  it('tries a second line again, later each time, while the first still serves', () => {
    const first = [...open, drain, tick(4_000), closed(2, 1006, 4_050)];
    expect(reconnectDeadline(play(first).state)).toBe(4_300);
    const second = [...first, tick(4_300), closed(3, 4429, 4_350, 1_000)];
    expect(reconnectDeadline(play(second).state)).toBe(5_850);
    const { effects } = play([...second, tick(5_850), welcome(4, 5_900)]);
    expect(effects.slice(-2)).toEqual([
      { do: 'open', connection: 4, resume: 'token-1' },
      { do: 'drop', connection: 1 },
    ]);
  });

  it('tries no second line again after a final no', () => {
    const { state } = play([...open, drain, tick(4_000), closed(2, 4410, 4_050)]);
    expect([state.phase, reconnectDeadline(state)]).toEqual(['open', undefined]);
  });

  it('tells the loss when neither holds', () => {
    const { deeds } = play([...open, drain, tick(4_000), closed(1, 1012, 4_050), closed(2, 1006, 4_060)]);
    expect(deeds).toContain('tell-lost');
  });
});

describe('any order of events', () => {
  it('never throws, never holds more than two lines, and stays closed once closed', () => {
    const connection = fc.integer({ min: 0, max: 6 });
    const code = fc.constantFrom(1000, 1006, 1012, 4401, 4409, 4429, 4999);
    const event: fc.Arbitrary<ReconnectEvent> = fc.oneof(
      fc.constantFrom<ReconnectEvent>({ type: 'admitted' }, { type: 'wake' }, { type: 'tick' }),
      fc.record({ type: fc.constant('welcome' as const), connection, resume: fc.constantFrom(undefined, 'token') }),
      fc.record({ type: fc.constant('drain' as const), connection, withinMs: fc.nat(9_000) }),
      fc.record({
        type: fc.constant('closed' as const),
        connection,
        close: fc.record({ code, error: fc.constant(undefined), retryAfterMs: fc.constantFrom(undefined, 5_000) }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(30_000)), { maxLength: 60 }), (list) => {
        let state = stepReconnect(idleReconnect, { type: 'start' }, 0, 0).state;
        let now = 0;
        const lines = new Set<number>();
        for (const [one, wait] of list) {
          now += wait;
          const before = state.phase;
          if (one.type === 'closed') lines.delete(one.connection);
          const step = stepReconnect(state, one, now, 0.5);
          state = step.state;
          for (const effect of step.effects) {
            if (effect.do === 'open') lines.add(effect.connection);
            if (effect.do === 'drop') lines.delete(effect.connection);
          }
          expect(lines.size).toBeLessThanOrEqual(2);
          if (before === 'closed') expect(state.phase).toBe('closed');
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
