/** Keeps the keys of one peer connection fresh: turns the ratchet's effects into keys, messages and deadlines. */
import { fromBase64url, type PeerId, type PeerMessage, toBase64url } from '@visavis/shared';
import type { Clock } from './clock.ts';
import type { HandshakeResult } from './handshake.ts';
import type { Bytes } from './hkdf.ts';
import {
  newRatchet,
  type RatchetEffect,
  type RatchetEvent,
  type RatchetState,
  ratchetDeadline,
  stepRatchet,
} from './ratchet.ts';
import {
  epochKeys,
  isTheirs,
  type KeyHolder,
  type MacKeys,
  macKeys,
  macOf,
  nextRootKey,
  type RootKey,
  type RotateText,
  rootKey,
} from './ratchet-keys.ts';
import type { CreateAgreement, KeyAgreement } from './x25519.ts';

export type RotateMessage = Extract<PeerMessage, { kind: 'rotate-1' | 'rotate-2' | 'rotate-3' }>;

export interface KeyChangesOptions {
  /** `rk0` is wiped. */
  handshake: HandshakeResult;
  everyMs: number;
  subtle: SubtleCrypto;
  agreement: CreateAgreement;
  clock: Clock;
  holders: readonly KeyHolder[];
  say(message: RotateMessage): void;
  /** Epoch 0 is in use: from now on this side can send. */
  ready(): void;
  /** This side seals with another epoch now. */
  changed(epoch: number): void;
  refused(): void;
  /** Nothing but a new peer connection brings fresh keys. */
  broken(): void;
}

/** One for each peer connection whose handshake succeeded. Nothing in it throws; after `close` nothing is told. */
export class KeyChanges {
  readonly #options: KeyChangesOptions;
  readonly #pid: PeerId;
  #state: RatchetState;
  /** The latest there is. Earlier ones are gone the moment this one is made. */
  #root: RootKey | undefined;
  #mac: MacKeys | undefined;
  #nextMac: MacKeys | undefined;
  #half: KeyAgreement | undefined;
  #said: Partial<Record<RotateMessage['kind'], RotateMessage>> = {};
  /** Of the latest change only. */
  #believed: { e: number; messages: readonly string[] } = { e: 0, messages: [] };
  #deeds: Promise<void>;
  #stopTimer = () => {};
  #closed = false;

  constructor(options: KeyChangesOptions) {
    const { handshake, clock, everyMs } = options;
    this.#options = options;
    this.#pid = handshake.pid;
    this.#state = newRatchet(handshake.role, clock.now(), everyMs);
    this.#deeds = this.#begin(handshake.rk0).catch(this.#fail);
  }

  handleMessage(message: RotateMessage): void {
    this.#next(async () => {
      if (!(await this.#isBelieved(message))) this.#options.refused();
      else if (message.kind === 'rotate-3') this.#handle({ type: message.kind, e: message.e });
      else this.#handle({ type: message.kind, e: message.e, x: message.x });
    });
  }

  /** The first frame of an epoch was opened. */
  handleFrame(e: number): void {
    this.#next(async () => this.#handle({ type: 'frame', e }));
  }

  /** A counter comes near its end. */
  handleSpent(): void {
    this.#next(async () => this.#handle({ type: 'spent' }));
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#root = this.#mac = this.#nextMac = this.#half = undefined;
    this.#said = {};
  }

  readonly #fail = (): void => this.#handle({ type: 'failed' });

  /** One deed after the other: the next message must find the keys that the last one made. */
  #next(deed: () => Promise<void>): void {
    this.#deeds = this.#deeds.then(() => (this.#closed ? undefined : deed())).catch(this.#fail);
  }

  async #begin(rk0: Bytes): Promise<void> {
    await this.#take(0, await rootKey(this.#options.subtle, rk0));
    if (this.#closed) return;
    this.#mac = this.#nextMac;
    for (const holder of this.#options.holders) holder.switchTo(0);
    this.#schedule();
    this.#options.ready();
  }

  /** The root key before is gone with this. */
  async #take(epoch: number, root: RootKey): Promise<void> {
    const { subtle, handshake, holders } = this.#options;
    if (this.#closed) return;
    this.#root = root;
    const [keys, mac] = await Promise.all([
      epochKeys(subtle, root, handshake.role),
      macKeys(subtle, root, handshake.role),
    ]);
    if (this.#closed) return;
    this.#nextMac = mac;
    for (const holder of holders) holder.install(epoch, keys);
  }

  /** Once more the very message that was believed before needs no second look: the key it was checked with may be gone. */
  async #isBelieved({ mac, pid: _, ...text }: RotateMessage): Promise<boolean> {
    const whole = JSON.stringify([text.kind, text.e, 'x' in text ? text.x : '', mac]);
    if (this.#believed.messages.includes(whole)) return true;
    if (this.#mac === undefined || text.e !== this.#state.epoch + 1) return false;
    if (!(await isTheirs(this.#options.subtle, this.#mac, text, mac))) return false;
    const { e, messages } = this.#believed;
    this.#believed = { e: text.e, messages: e === text.e ? [...messages, whole] : [whole] };
    return true;
  }

  #handle(event: RatchetEvent): void {
    if (this.#closed) return;
    const step = stepRatchet(this.#state, event, this.#options.clock.now());
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#schedule();
  }

  #schedule(): void {
    const { clock } = this.#options;
    this.#stopTimer();
    const due = ratchetDeadline(this.#state);
    const tick = () => this.#next(async () => this.#handle({ type: 'tick' }));
    this.#stopTimer = due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), tick);
  }

  #run(effect: RatchetEffect): void {
    switch (effect.do) {
      case 'offer':
        this.#next(() => this.#offer(effect.e));
        break;
      case 'answer':
      case 'agree':
        this.#next(() => this.#agree(effect));
        break;
      case 'confirm':
        this.#repeat('rotate-3');
        break;
      case 'repeat':
        this.#repeat(effect.what);
        break;
      case 'switch':
        this.#mac = this.#nextMac;
        for (const holder of this.#options.holders) holder.switchTo(effect.e);
        this.#options.changed(effect.e);
        break;
      case 'forget':
        for (const holder of this.#options.holders) holder.forget(effect.e);
        break;
      case 'rebuild':
        this.#options.broken();
        break;
      default:
        effect satisfies never;
    }
  }

  async #offer(e: number): Promise<void> {
    const half = await this.#options.agreement();
    this.#half = half;
    await this.#compose({ kind: 'rotate-1', e, x: toBase64url(half.publicKey) });
    this.#repeat('rotate-1');
  }

  async #agree({ do: task, e, x }: Extract<RatchetEffect, { do: 'answer' | 'agree' }>): Promise<void> {
    const { subtle, agreement } = this.#options;
    const half = task === 'answer' ? await agreement() : this.#half;
    this.#half = undefined;
    const theirs = fromBase64url(x);
    const dh = await half?.agree(theirs);
    if (half === undefined || dh === undefined || this.#root === undefined) return this.#fail();
    const [initiator, responder] = task === 'answer' ? [theirs, half.publicKey] : [half.publicKey, theirs];
    await this.#take(e, await nextRootKey(subtle, this.#root, { e, dh, x: { initiator, responder } }));
    if (task === 'answer') await this.#compose({ kind: 'rotate-2', e, x: toBase64url(half.publicKey) });
    else await this.#compose({ kind: 'rotate-3', e });
    if (task === 'answer') this.#repeat('rotate-2');
    this.#handle({ type: 'installed', e });
  }

  async #compose(text: RotateText): Promise<void> {
    if (this.#mac === undefined) return;
    const mac = await macOf(this.#options.subtle, this.#mac, text);
    const { kind, e, x } = text;
    this.#said[kind] =
      kind === 'rotate-3' ? { kind, pid: this.#pid, e, mac } : { kind, pid: this.#pid, e, x: x ?? '', mac };
  }

  #repeat(what: RotateMessage['kind']): void {
    const message = this.#said[what];
    if (message !== undefined && !this.#closed) this.#options.say(message);
  }
}
