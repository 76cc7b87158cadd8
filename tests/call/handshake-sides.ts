/** Two sides of a handshake whose cryptography is a hash: for tests of what they take, and in which order. */
import { createHash } from 'node:crypto';
import { toBase64url } from '@visavis/shared';
import {
  type HandshakeEffect,
  type HandshakeEvent,
  type HandshakeMessage,
  type HandshakeState,
  newHandshake,
  stepHandshake,
} from '../../clients/call/handshake.ts';
import type { Derived, Shown } from '../../clients/call/handshake-keys.ts';
import type { Role } from '../../clients/call/roles.ts';

/** Cryptography that is quick and keeps what these tests need of it: other input, other output. */
export const hash = (...values: unknown[]) =>
  toBase64url(Uint8Array.from(createHash('sha256').update(JSON.stringify(values)).digest()));
export const shown = (role: Role): Shown => ({
  fp: hash('fp', role),
  e: hash('e', role),
  nonce: hash('nonce', role).slice(0, 22),
});
export const promise = (responder: Shown) => hash('commit', responder);

/** As `derive` of the product, in an instant. */
export function derive(
  role: Role,
  { own, theirs, c }: Extract<HandshakeEffect, { do: 'derive' }>,
): Derived | 'commitment' {
  const [initiator, responder] = role === 'initiator' ? [own, theirs] : [theirs, own];
  if (promise(responder) !== c) return 'commitment';
  const th = hash(initiator, responder, c);
  const tag = (use: string) => ({ initiator: hash(use, th, 'initiator'), responder: hash(use, th, 'responder') });
  const bytes = Uint8Array.from(Buffer.from(th, 'base64url'));
  const sas = { words: [1, 2, 3, 4], digits: '0000 0000' } as const;
  return { th: bytes, rk0: bytes, tags: tag('confirm'), binds: tag('bind'), sas };
}

/** One side with an executor that answers at once; what it says lies in `said`, in order. */
export class Side {
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

export const pair = () => ({ initiator: new Side('initiator'), responder: new Side('responder') });
export const tell = (side: Side, message: HandshakeMessage | undefined) => {
  if (message) side.hear({ type: 'message', message });
};

/** Everything in its order. */
export function shake({ initiator, responder } = pair()) {
  tell(initiator, responder.said[0]);
  tell(responder, initiator.said[0]);
  tell(initiator, responder.said[1]);
  tell(responder, initiator.said[1]);
  return { initiator, responder };
}

/** The first `count` messages arrive as they should. */
export function shakeUpTo(count: number) {
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
export function heardSoFar(sides: ReturnType<typeof pair>, role: Role): HandshakeMessage[] {
  const { phase } = sides[role].state;
  if (role === 'initiator')
    return sides.responder.said.slice(0, phase === 'awaits-reveal' ? 1 : phase === 'confirmed' ? 2 : 0);
  return sides.initiator.said.slice(0, phase === 'awaits-confirm' ? 1 : phase === 'confirmed' ? 2 : 0);
}
