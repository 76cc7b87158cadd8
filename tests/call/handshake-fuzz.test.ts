/** The handshake's machine against everything a network may do: whoever is confirmed has heard exactly what was said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HandshakeEvent,
  type HandshakeMessage,
  newHandshake,
  stepHandshake,
} from '../../clients/call/handshake.ts';
import type { Role } from '../../clients/call/roles.ts';
import {
  derive,
  hash,
  heardSoFar,
  pair,
  promise,
  type Side,
  shake,
  shakeUpTo,
  shown,
  tell,
} from './handshake-sides.ts';

/** What a network does with one of the messages that are there. */
type Act = { to: Role; of: Role; which: number; mangle: number | undefined };
const act: fc.Arbitrary<Act> = fc.record({
  to: fc.constantFrom<Role>('initiator', 'responder'),
  of: fc.constantFrom<Role>('initiator', 'responder'),
  which: fc.nat(3),
  mangle: fc.option(fc.nat(1_000), { nil: undefined }),
});

/** One letter of one value changed; what is not a letter of ours never passes the door. */
function mangled(message: HandshakeMessage, at: number): HandshakeMessage {
  const keys = Object.keys(message).filter((key) => key !== 'kind');
  const key = keys[at % keys.length] ?? '';
  const value = String(Reflect.get(message, key));
  const place = at % value.length;
  const letter = value[place] === 'A' ? 'B' : 'A';
  return { ...message, [key]: value.slice(0, place) + letter + value.slice(place + 1) };
}

/** What a side took of what it was told: everything that was not refused. */
function hearAndNote(side: Side, message: HandshakeMessage, taken: HandshakeMessage[]): void {
  const refusals = () => side.done.filter((deed) => deed === 'refuse').length;
  const before = refusals();
  tell(side, message);
  if (refusals() === before) taken.push(message);
}

describe('whatever the network does', () => {
  it('nobody throws, and whoever is confirmed has taken the other’s messages once, whole and in order', () => {
    let confirmed = 0;
    const patience = fc.array(act, { maxLength: 14 });
    fc.assert(
      fc.property(patience, fc.boolean(), (acts, isHonestFirst) => {
        const sides = isHonestFirst ? shakeUpTo(acts.length % 4) : pair();
        const taken: Record<Role, HandshakeMessage[]> = { initiator: [], responder: [] };
        if (isHonestFirst)
          for (const role of ['initiator', 'responder'] as const) taken[role].push(...heardSoFar(sides, role));
        for (const { to, of, which, mangle } of acts) {
          const message = sides[of].said[which];
          if (message) hearAndNote(sides[to], mangle === undefined ? message : mangled(message, mangle), taken[to]);
        }
        for (const [role, other] of [
          ['initiator', 'responder'],
          ['responder', 'initiator'],
        ] as const) {
          if (sides[role].state.phase !== 'confirmed') continue;
          confirmed++;
          expect(taken[role]).toEqual(sides[other].said.slice(0, taken[role].length));
          expect(taken[role]).toHaveLength(2);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(confirmed).toBeGreaterThan(100);
  });

  it('any order of all events leads to no second proof and no way back from a failure', () => {
    const own = shown('initiator');
    const messages = (() => {
      const { initiator, responder } = shake();
      return [...initiator.said, ...responder.said];
    })();
    const event: fc.Arbitrary<HandshakeEvent> = fc.oneof(
      fc.constantFrom(...messages).map((message): HandshakeEvent => ({ type: 'message', message })),
      fc.constantFrom<HandshakeEvent>(
        { type: 'prepared', own, c: promise(own) },
        { type: 'derived', derived: 'secret' },
        { type: 'derived', derived: derive('initiator', { do: 'derive', own, theirs: own, c: promise(own) }) },
        { type: 'line-open' },
        { type: 'certificates', areTheirs: true },
        { type: 'certificates', areTheirs: false },
        { type: 'bind', tag: hash('any') },
        { type: 'tick' },
      ),
    );
    const role = fc.constantFrom<Role>('initiator', 'responder');
    fc.assert(
      fc.property(role, fc.array(fc.tuple(event, fc.nat(20_000)), { maxLength: 30 }), (own, events) => {
        let { state } = newHandshake(own);
        const done: string[] = [];
        for (const [next, at] of events) {
          const step = stepHandshake(state, next, at);
          if (state.phase === 'failed') expect(step.state.phase).toBe('failed');
          state = step.state;
          done.push(...step.effects.map((effect) => effect.do));
        }
        expect(done).not.toContain('bound');
        expect(done.filter((deed) => deed === 'fail').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 10_000 },
    );
  });
});
