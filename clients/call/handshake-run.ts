/** Runs the handshake of one peer: turns the machine's effects into cryptography and messages, one after the other. */
import { fromBase64url, type PeerId, type RoomId, type RoomSeat, toBase64url } from '@visavis/shared';
import type { Clock } from './clock.ts';
import {
  type HandshakeEffect,
  type HandshakeEvent,
  type HandshakeFault,
  type HandshakeMessage,
  type HandshakeResult,
  handshakeDeadline,
  newHandshake,
  stepHandshake,
} from './handshake.ts';
import { commitment, type Derived, derive, type HandshakeScene, type Shown, transcript } from './handshake-keys.ts';
import { isSameBytes, sha256 } from './hkdf.ts';
import type { Role } from './roles.ts';
import type { ShortString } from './sas.ts';
import { type CreateAgreement, type KeyAgreement, keyAgreement } from './x25519.ts';

export interface HandshakeOptions {
  role: Role;
  room: RoomId;
  pid: PeerId;
  mode: 0 | 1;
  seats: Readonly<Record<Role, RoomSeat>>;
  /** SHA-256 of the own certificate as 64 lower-case hex digits; without it nothing can be proven. */
  fingerprint: string | undefined;
  subtle: SubtleCrypto;
  randomBytes(count: number): Uint8Array;
  clock: Clock;
  /** For tests; else the browser's. */
  agreement?: CreateAgreement;
}

/** A peer whose other end is proven. `fingerprint`: of its certificate, as 64 lower-case hex digits. */
export interface Bound extends HandshakeResult {
  fingerprint: string;
  sas: ShortString;
}

export interface HandshakeEvents {
  say(message: HandshakeMessage): void;
  /** Over the data channel of this peer and nothing else. */
  sendBind(tag: string): void;
  /** Certificates (DER) of the line, one a transport; empty where the browser cannot tell. */
  certificates(): Uint8Array[];
  /** The gate's: from now on this certificate and no other. */
  expected(fingerprint: string): void;
  bound(result: Bound): void;
  failed(fault: HandshakeFault): void;
  refused(): void;
}

/** One for each peer; nothing of it throws. */
export interface Handshake {
  /** Everything of ours is shown, and the other side has not shown that it heard the same: it may know the words. */
  readonly isHalfway: boolean;
  /** Both have shown everything, and the line is not proven yet: whoever is opposite knows the words. */
  readonly isAgreed: boolean;
  handleMessage(message: HandshakeMessage): void;
  handleBind(tag: string): void;
  handleLineOpen(): void;
  close(): void;
}

const hexOf = (text: string): string =>
  Array.from(fromBase64url(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOfHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number(`0x${pair}`));

export class RunningHandshake implements Handshake {
  readonly #options: HandshakeOptions;
  readonly #events: HandshakeEvents;
  readonly #scene: HandshakeScene;
  #state;
  #agreement: KeyAgreement | undefined;
  /** One event after the other, with all that follows from it: what comes meanwhile waits. */
  #busy: Promise<void>;
  #stopTimer = () => {};
  #isClosed = false;

  constructor(options: HandshakeOptions, events: HandshakeEvents) {
    this.#options = options;
    this.#events = events;
    const { room, pid, mode, seats, role } = options;
    this.#scene = { room, pid, mode, seats };
    const { state, effects } = newHandshake(role);
    this.#state = state;
    this.#busy = this.#runAll(effects);
  }

  get isHalfway(): boolean {
    const { phase } = this.#state;
    return phase === 'awaits-reveal' || phase === 'awaits-confirm';
  }

  get isAgreed(): boolean {
    const { phase, role } = this.#state;
    return phase === 'confirmed' || phase === 'binding' || (phase === 'deriving' && role === 'initiator');
  }

  handleMessage = (message: HandshakeMessage): void => this.#soon({ type: 'message', message });
  handleBind = (tag: string): void => this.#soon({ type: 'bind', tag });
  handleLineOpen = (): void => this.#soon({ type: 'line-open' });

  close(): void {
    this.#isClosed = true;
    this.#agreement = undefined;
    this.#stopTimer();
  }

  #soon(event: HandshakeEvent): void {
    this.#busy = this.#busy.then(() => this.#handle(event)).catch(() => this.#events.failed('secret'));
  }

  async #handle(event: HandshakeEvent): Promise<void> {
    if (this.#isClosed) return;
    const { clock } = this.#options;
    const step = stepHandshake(this.#state, event, clock.now());
    this.#state = step.state;
    this.#stopTimer();
    const due = handshakeDeadline(step.state);
    const tick = () => this.#soon({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), tick);
    await this.#runAll(step.effects);
  }

  async #runAll(effects: readonly HandshakeEffect[]): Promise<void> {
    for (const effect of effects) {
      const next = await this.#run(effect);
      if (next !== undefined) await this.#handle(next);
    }
  }

  async #run(effect: HandshakeEffect): Promise<HandshakeEvent | undefined> {
    if (this.#isClosed) return undefined;
    switch (effect.do) {
      case 'prepare':
        return this.#prepare();
      case 'derive':
        return { type: 'derived', derived: await this.#derive(effect).catch(() => 'secret' as const) };
      case 'look-at-certificates':
        return { type: 'certificates', areTheirs: await this.#areTheirs(effect.fp) };
      case 'send':
        this.#events.say(effect.message);
        return undefined;
      case 'expect':
        this.#events.expected(hexOf(effect.fp));
        return undefined;
      case 'send-bind':
        this.#events.sendBind(effect.tag);
        return undefined;
      case 'bound':
        this.#bound(effect);
        return undefined;
      case 'fail':
        this.#events.failed(effect.fault);
        return undefined;
      case 'refuse':
        this.#events.refused();
        return undefined;
      default:
        return effect satisfies never;
    }
  }

  async #prepare(): Promise<HandshakeEvent> {
    const { subtle, fingerprint, randomBytes, agreement = keyAgreement(subtle) } = this.#options;
    try {
      if (fingerprint === undefined) return { type: 'derived', derived: 'secret' };
      this.#agreement = await agreement();
      const own: Shown = {
        fp: toBase64url(bytesOfHex(fingerprint)),
        e: toBase64url(this.#agreement.publicKey),
        nonce: toBase64url(randomBytes(16)),
      };
      return { type: 'prepared', own, c: await commitment(subtle, this.#scene, own) };
    } catch {
      return { type: 'derived', derived: 'secret' };
    }
  }

  async #derive({ own, theirs, c }: { own: Shown; theirs: Shown; c: string }): Promise<Derived | HandshakeFault> {
    const { subtle, role } = this.#options;
    const shown = role === 'initiator' ? { initiator: own, responder: theirs } : { initiator: theirs, responder: own };
    if ((await commitment(subtle, this.#scene, shown.responder)) !== c) return 'commitment';
    const dh = await this.#agreement?.agree(fromBase64url(theirs.e));
    this.#agreement = undefined;
    if (dh === undefined) return 'secret';
    return derive(subtle, await transcript(subtle, this.#scene, shown, c), dh);
  }

  async #areTheirs(fp: string): Promise<boolean> {
    const expected = fromBase64url(fp);
    for (const der of this.#events.certificates()) {
      if (!isSameBytes(await sha256(this.#options.subtle, Uint8Array.from(der)), expected)) return false;
    }
    return true;
  }

  #bound({ fp, derived: { rk0, th, sas } }: { fp: string; derived: Derived }): void {
    const { pid, role } = this.#options;
    this.#events.bound({ pid, role, rk0, th, sas, fingerprint: hexOf(fp) });
  }
}
