/** The handshake's machine against everything a network may do: whoever is confirmed has heard exactly what was said. */
import { createHash } from 'node:crypto';
import { toBase64url } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bindWithinMs,
  type HandshakeEffect,
  type HandshakeEvent,
  type HandshakeMessage,
  type HandshakeState,
  handshakeDeadline,
  newHandshake,
  stepHandshake,
} from '../../clients/call/handshake.ts';
import type { Derived, Shown } from '../../clients/call/handshake-keys.ts';
import type { Role } from '../../clients/call/roles.ts';

/** Cryptography that is quick and keeps what these tests need of it: other input, other output. */
const hash = (...values: unknown[]) =>
  toBase64url(Uint8Array.from(createHash('sha256').update(JSON.stringify(values)).digest()));
const shown = (role: Role): Shown => ({
  fp: hash('fp', role),
  e: hash('e', role),
  nonce: hash('nonce', role).slice(0, 22),
});
const promise = (responder: Shown) => hash('commit', responder);

function derive(role: Role, { own, theirs, c }: Extract<HandshakeEffect, { do: 'derive' }>): Derived | 'commitment' {
  const [initiator, responder] = role === 'initiator' ? [own, theirs] : [theirs, own];
  if (promise(responder) !== c) return 'commitment';
  const th = hash(initiator, responder, c);
  const tag = (use: string) => ({ initiator: hash(use, th, 'initiator'), responder: hash(use, th, 'responder') });
  const bytes = Uint8Array.from(Buffer.from(th, 'base64url'));
  const sas = { words: [1, 2, 3, 4], digits: '0000 0000' } as const;
  return { th: bytes, rk0: bytes, tags: tag('confirm'), binds: tag('bind'), sas };
}

/** One side with an executor that answers at once; what it says lies in `said`, in order. */
class Side {
  readonly role: Role;
  state: HandshakeState;
  readonly said: HandshakeMessage[] = [];
  readonly done: HandshakeEffect['do'][] = [];
  bind: string | undefined;
  areCertificatesTheirs = true;

  constructor(role: Role) {
    this.role = role;
    const { state, effects } = newHandshake(role);
    this.state = state;
    this.#run(effects);
  }

  hear(event: HandshakeEvent, now = 0): void {
    const step = stepHandshake(this.state, event, now);
    this.state = step.state;
    this.#run(step.effects);
  }

  #run(effects: readonly HandshakeEffect[]): void {
    for (const effect of effects) {
      this.done.push(effect.do);
      if (effect.do === 'send') this.said.push(effect.message);
      if (effect.do === 'send-bind') this.bind = effect.tag;
      if (effect.do === 'prepare') this.hear({ type: 'prepared', own: shown(this.role), c: promise(shown(this.role)) });
      if (effect.do === 'derive') this.hear({ type: 'derived', derived: derive(this.role, effect) });
      if (effect.do === 'look-at-certificates')
        this.hear({ type: 'certificates', areTheirs: this.areCertificatesTheirs });
    }
  }

  get fault() {
    return this.state.phase === 'failed' ? this.state.fault : undefined;
  }
}

const pair = () => ({ initiator: new Side('initiator'), responder: new Side('responder') });
const tell = (side: Side, message: HandshakeMessage | undefined) => {
  if (message) side.hear({ type: 'message', message });
};

/** Everything in its order. */
function shake({ initiator, responder } = pair()) {
  tell(initiator, responder.said[0]);
  tell(responder, initiator.said[0]);
  tell(initiator, responder.said[1]);
  tell(responder, initiator.said[1]);
  return { initiator, responder };
}

describe('a handshake', () => {
  it('says four messages, names the certificates, and is bound once both have shown it on the line', () => {
    const { initiator, responder } = shake();
    expect([...responder.said, ...initiator.said].map(({ kind }) => kind)).toEqual([
      'commit',
      'reveal',
      'share',
      'confirm',
    ]);
    expect([initiator.state.phase, responder.state.phase]).toEqual(['confirmed', 'confirmed']);
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    expect([initiator.state.phase, responder.state.phase]).toEqual(['binding', 'binding']);
    initiator.hear({ type: 'bind', tag: responder.bind ?? '' });
    responder.hear({ type: 'bind', tag: initiator.bind ?? '' });
    expect([initiator.state.phase, responder.state.phase]).toEqual(['bound', 'bound']);
    expect(initiator.done.filter((deed) => deed === 'bound')).toHaveLength(1);
  });

  it('forgets the keys once it has handed them over', () => {
    const { initiator, responder } = shake();
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    initiator.hear({ type: 'bind', tag: responder.bind ?? '' });
    expect(Object.keys(initiator.state).sort()).toEqual(['line', 'phase', 'role']);
  });

  it('names the certificate to the gate only when the promise and the tag were kept', () => {
    const { initiator, responder } = pair();
    tell(initiator, responder.said[0]);
    expect(initiator.done).not.toContain('expect');
    tell(responder, initiator.said[0]);
    expect(responder.done).toContain('expect');
    tell(initiator, responder.said[1]);
    expect(initiator.done).toContain('expect');
  });

  it('takes a proof of the line that came before it could look at it', () => {
    const { initiator, responder } = pair();
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    tell(initiator, responder.said[0]);
    tell(responder, initiator.said[0]);
    tell(initiator, responder.said[1]);
    responder.hear({ type: 'bind', tag: initiator.bind ?? '' });
    expect(responder.state.phase).toBe('awaits-confirm');
    tell(responder, initiator.said[1]);
    expect(responder.state.phase).toBe('bound');
  });

  it.each([
    ['another certificate', (said: HandshakeMessage) => ({ ...said, fp: hash('other') }), 'commitment'],
    ['another key', (said: HandshakeMessage) => ({ ...said, e: hash('other') }), 'commitment'],
    ['another tag', (said: HandshakeMessage) => ({ ...said, tag: hash('other') }), 'tag'],
  ])('ends over a reveal with %s than was promised', (_name, change, fault) => {
    const { initiator, responder } = pair();
    tell(initiator, responder.said[0]);
    tell(responder, initiator.said[0]);
    const [, reveal] = responder.said;
    tell(initiator, reveal && (change(reveal) as HandshakeMessage));
    expect([initiator.fault, initiator.said.length]).toEqual([fault, 1]);
    expect(initiator.done).not.toContain('expect');
  });

  it('ends when the line ends at another certificate, and shows it nothing', () => {
    const { initiator } = shake();
    initiator.areCertificatesTheirs = false;
    initiator.hear({ type: 'line-open' });
    expect([initiator.fault, initiator.bind]).toEqual(['certificate', undefined]);
  });

  it('ends over its own proof handed back, and over any other', () => {
    for (const wrong of ['own', hash('any')]) {
      const { initiator } = shake();
      initiator.hear({ type: 'line-open' });
      initiator.hear({ type: 'bind', tag: wrong === 'own' ? (initiator.bind ?? '') : wrong });
      expect(initiator.fault).toBe('bind');
    }
  });

  it('ends ten seconds after the line opened without a proof, and not a millisecond earlier', () => {
    const { initiator } = shake();
    expect(handshakeDeadline(initiator.state)).toBeUndefined();
    initiator.hear({ type: 'line-open' }, 500);
    expect(handshakeDeadline(initiator.state)).toBe(500 + bindWithinMs);
    initiator.hear({ type: 'tick' }, 499 + bindWithinMs);
    expect(initiator.fault).toBeUndefined();
    initiator.hear({ type: 'tick' }, 500 + bindWithinMs);
    expect(initiator.fault).toBe('late');
  });

  it('ends without cryptography before it says anything', () => {
    const { state } = newHandshake('responder');
    expect(stepHandshake(state, { type: 'derived', derived: 'secret' }, 0)).toMatchObject({
      state: { phase: 'failed', fault: 'secret' },
      effects: [{ do: 'fail' }],
    });
  });
});

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

/** The first `count` messages arrive as they should. */
function shakeUpTo(count: number) {
  const sides = pair();
  const ways = [
    ['responder', 0, 'initiator'],
    ['initiator', 0, 'responder'],
    ['responder', 1, 'initiator'],
    ['initiator', 1, 'responder'],
  ] as const;
  for (const [from, which, to] of ways.slice(0, count)) tell(sides[to], sides[from].said[which]);
  return sides;
}

/** What has arrived after that. */
function heardSoFar(sides: ReturnType<typeof pair>, role: Role): HandshakeMessage[] {
  const { phase } = sides[role].state;
  if (role === 'initiator')
    return sides.responder.said.slice(0, phase === 'awaits-reveal' ? 1 : phase === 'confirmed' ? 2 : 0);
  return sides.initiator.said.slice(0, phase === 'awaits-confirm' ? 1 : phase === 'confirmed' ? 2 : 0);
}
