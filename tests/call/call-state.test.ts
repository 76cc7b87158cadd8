/** The machine of phases: which lead where, and that no order of events leads out of them. */
import { type Incarnation, roomSeats } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  callDeadline,
  isOnAir,
  newCall,
  patienceMs,
  phaseOf,
} from '../../clients/call/call-state.ts';
import { stepCall } from '../../clients/call/call-step.ts';

const a = 'a'.repeat(22) as Incarnation;
const b = 'b'.repeat(22) as Incarnation;
const guest = { seat: 'guest', incarnation: a } as const;
const advisor = { seat: 'advisor', incarnation: b } as const;

function play(events: (CallEvent | [CallEvent, number])[], from: CallState = newCall) {
  let state = from;
  let now = 0;
  const effects: CallEffect[] = [];
  const seen: string[] = [];
  for (const item of events) {
    const [event, at] = Array.isArray(item) ? item : [item, now];
    now = at;
    const step = stepCall(state, event, now);
    state = step.state;
    effects.push(...step.effects);
    seen.push(phaseOf(state));
  }
  return { state, effects, seen, deeds: effects.map((effect) => effect.do) };
}

const entered: CallEvent = { type: 'entered', seat: 'advisor', peer: guest };
const ready = (is = true): CallEvent => ({ type: 'told', message: { kind: 'ready', ready: is } });
const connected: CallEvent = { type: 'line', line: 'connected' };
const proven: CallEvent = { type: 'proof', isChecked: true };
const loud: CallEvent = {
  type: 'told',
  message: { kind: 'media', pid: 'x'.repeat(11) as never, microphone: 'on', camera: 'on', screen: 'off' },
};
const talk: CallEvent[] = [entered, connected, proven, loud, { type: 'start' }, ready(), { type: 'media' }];

describe('phases', () => {
  it('go from the door to the conversation', () => {
    const first: CallEvent = { type: 'entered', seat: 'advisor', peer: undefined };
    const { seen, deeds } = play([
      first,
      { type: 'peer-here', peer: guest },
      connected,
      loud,
      { type: 'start' },
      ready(),
      { type: 'media' },
      proven,
    ]);
    const before = ['waiting', 'together', 'together', 'together', 'together'];
    expect(seen).toEqual([...before, 'starting', 'starting', 'talking']);
    expect(deeds).toEqual(['meet', 'say', 'on-air']);
  });

  it('call it a conversation after eight seconds without a picture', () => {
    const { state } = play([entered, connected, proven, loud, { type: 'start' }, [ready(), 1_000]]);
    expect([phaseOf(state), callDeadline(state)]).toEqual(['starting', 1_000 + patienceMs]);
    expect(play([[{ type: 'tick' }, 1_000 + patienceMs]], state).seen).toEqual(['talking']);
  });

  it('are interrupted by a new line until something is heard on it', () => {
    const { seen } = play([...talk, { type: 'line-built' }, { type: 'media' }]);
    expect(seen.slice(-3)).toEqual(['talking', 'interrupted', 'talking']);
  });

  it('are no conversation without proof, however long it takes, and none any more when it breaks', () => {
    const unproven: CallEvent = { type: 'proof', isChecked: false };
    const { state } = play([entered, connected, unproven, loud, { type: 'start' }, ready(), { type: 'media' }]);
    expect([phaseOf(state), callDeadline(state)]).toEqual(['starting', undefined]);
    expect(play([[{ type: 'tick' }, 60_000]], state).seen).toEqual(['starting']);
    expect(play([...talk, unproven, proven]).seen.slice(-3)).toEqual(['talking', 'interrupted', 'talking']);
  });

  it('keep waiting for a seat that another device holds, and enter by themselves', () => {
    const taken: CallEvent = { type: 'seat-taken', refusal: { code: 'seat-taken', retryAfterMs: 5_000 } };
    const { state } = play([taken]);
    expect(state).toEqual({ phase: 'joining', waitsFor: { code: 'seat-taken', retryAfterMs: 5_000 } });
    expect(play([entered], state).seen).toEqual(['together']);
  });

  it('take both off the air when the other side reloads, and keep the own button pressed', () => {
    const { state, effects } = play([...talk, { type: 'peer-here', peer: { ...guest, incarnation: b } }]);
    expect(phaseOf(state)).toBe('interrupted');
    expect(effects.slice(-2)).toEqual([
      { do: 'off-air' },
      { do: 'meet', peer: { ...guest, incarnation: b }, ready: true },
    ]);
  });

  it('go on without the pods while the line holds, and end with the line', () => {
    const gone: CallEvent = { type: 'closed', how: undefined, refusal: { code: 'bad-message' } };
    const { seen } = play([...talk, gone, { type: 'line', line: 'interrupted' }]);
    expect(seen.slice(-2)).toEqual(['talking', 'refused']);
  });

  it('end as hung up by whoever hung up first', () => {
    const hungUp: CallEvent = { type: 'told', message: { kind: 'leave', reason: 'hung-up' } };
    expect(play([...talk, hungUp]).state).toMatchObject({ end: { reason: 'peer-hung-up' } });
    expect(play([...talk, { type: 'hang-up' }, hungUp]).state).toMatchObject({ end: { reason: 'hung-up' } });
  });

  it('believe only an advisor that the room has ended', () => {
    const ended: CallEvent = { type: 'told', message: { kind: 'leave', reason: 'ended' } };
    expect(play([...talk, ended]).seen.at(-1)).toBe('talking');
    const atGuest: CallEvent = { type: 'entered', seat: 'guest', peer: advisor };
    expect(play([atGuest, ended]).state).toMatchObject({ end: { reason: 'ended-by-advisor' } });
  });

  it('hang up only once, and undo only what is still open', () => {
    const { deeds } = play([...talk, { type: 'hang-up' }, { type: 'hang-up' }, [{ type: 'tick' }, 4_999]]);
    expect(deeds.filter((deed) => deed === 'say')).toHaveLength(2);
    const over = play([...talk, { type: 'hang-up' }, [{ type: 'tick' }, 5_000], { type: 'undo-hang-up' }]);
    expect(over.state).toMatchObject({ phase: 'ended', end: { reason: 'hung-up' } });
    expect(over.deeds.slice(-2)).toEqual(['say', 'leave']);
  });
});

describe('any order of events', () => {
  const peer = fc.record({
    seat: fc.constantFrom('advisor' as const, 'guest' as const),
    incarnation: fc.constantFrom(a, b),
  });
  const reasons = ['hanging-up', 'undone', 'hung-up', 'page-closed', 'ended'] as const;
  const event: fc.Arbitrary<CallEvent> = fc.oneof(
    fc.record({
      type: fc.constant('entered' as const),
      seat: fc.constantFrom(...roomSeats),
      peer: fc.option(peer, { nil: undefined }),
    }),
    fc.record({ type: fc.constant('peer-here' as const), peer }),
    fc.record({ type: fc.constant('peer-gone' as const), incarnation: fc.constantFrom(a, b) }),
    fc.constantFrom(true, false).map(ready),
    fc.constantFrom(...reasons).map((reason): CallEvent => ({ type: 'told', message: { kind: 'leave', reason } })),
    fc
      .constantFrom('none', 'connecting', 'connected', 'interrupted')
      .map((line): CallEvent => ({ type: 'line', line })),
    fc.record({
      type: fc.constant('closed' as const),
      how: fc.constantFrom(undefined, 'replaced', 'room-over'),
      refusal: fc.constant({ code: 'internal' as const }),
    }),
    fc.constantFrom(
      loud,
      proven,
      { type: 'proof', isChecked: false } as const,
      ...(
        [
          'line-built',
          'media',
          'tick',
          'start',
          'unstart',
          'hang-up',
          'undo-hang-up',
          'end-for-all',
          'dismiss',
          'close',
        ] as const
      ).map((type): CallEvent => ({ type })),
    ),
  );
  const onlyAfter: Record<string, string[]> = {
    talking: ['joining', 'refused', 'ended'],
    joining: ['waiting', 'together', 'starting', 'talking', 'interrupted', 'hanging-up', 'ended', 'refused'],
  };

  it('never throws, never leaves an end, never airs a person who has not pressed (10,000 cases)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(6_000)), { maxLength: 40 }), (list) => {
        let state: CallState = newCall;
        let now = 0;
        let air = false;
        for (const [one, wait] of list) {
          const before = phaseOf(state);
          now += wait;
          const step = stepCall(state, one, now);
          for (const { do: deed } of step.effects) if (deed === 'on-air' || deed === 'off-air') air = deed === 'on-air';
          state = step.state;
          const phase = phaseOf(state);
          const isOver = phase === 'ended' || phase === 'refused';
          const isLegal =
            (before === phase || (before !== 'ended' && before !== 'refused')) &&
            !onlyAfter[phase]?.includes(before) &&
            air === isOnAir(state) &&
            (!air || (state.phase === 'room' && state.room.ready && state.room.peer?.ready === true)) &&
            (!isOver || before === phase || step.effects.at(-1)?.do === 'leave');
          if (!isLegal) throw new Error(`${before} to ${phase} after ${one.type}`);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
