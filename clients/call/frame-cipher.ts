/** Seals and opens single frames under the keys of a line; without a key, or a proof of origin, there is no frame. */
import { type FrameKind, frameMetadata, prefixLength } from './frame-prefix.ts';
import type { Bytes } from './hkdf.ts';
import type { Directions } from './ratchet-keys.ts';
import { ReplayWindow } from './replay-window.ts';
import type { Role } from './roles.ts';
import { deriveSframeKey, openFrame, type SframeKey, sealFrame } from './sframe.ts';
import { decodeHeader } from './sframe-header.ts';

/** AES_128_GCM_SHA256_128 (RFC 9605 §4.5). */
const suite = 4;
/** Frames under one key (PROTOCOL §3), and where a new one is asked for. */
export const frameLimits = { most: 2 ** 24, spentAt: 2 ** 24 - 2 ** 16 } as const;

export interface FrameCipherEvents {
  /** The first frame under this epoch was opened. */
  heard(epoch: number): void;
  /** A counter of this epoch, own or theirs, comes near its end. Once an epoch. */
  spent(): void;
}

/** Why a frame is not there: `empty` holds nothing to open, `keyless` its key is not known (any more). */
export type FrameRefusal = 'keyless' | 'replayed' | 'forged' | 'empty' | 'used-up';
export type FrameResult = { ok: true; data: Bytes } | { ok: false; reason: FrameRefusal };

interface Sending {
  readonly epoch: number;
  readonly key: SframeKey;
  counter: number;
}

interface Receiving {
  readonly epoch: number;
  readonly key: SframeKey;
  readonly window: ReplayWindow;
  heard: boolean;
}

const refused = (reason: FrameRefusal): FrameResult => ({ ok: false, reason });

/** Both directions of one peer connection: one counter for all that is sent. Nothing in it rejects. */
export class FrameCipher {
  readonly #own: 0 | 1;
  readonly #events: FrameCipherEvents;
  readonly #limits: { most: number; spentAt: number };
  /** Installed and not in use yet: a key is used from counter 0 once, whoever asks how often. */
  readonly #ready = new Map<number, SframeKey>();
  readonly #receiving = new Map<bigint, Receiving>();
  readonly #spent = new Set<number>();
  #sending: Sending | undefined;
  #installing: Promise<void> = Promise.resolve();
  #newest = -1;

  constructor(role: Role, events: FrameCipherEvents, limits: { most: number; spentAt: number } = frameLimits) {
    this.#own = role === 'initiator' ? 0 : 1;
    this.#events = events;
    this.#limits = limits;
  }

  /** Keys of an epoch that was not there before; others are ignored. */
  install(epoch: number, { send, receive }: Directions): void {
    if (epoch <= this.#newest) return;
    this.#newest = epoch;
    this.#after(async () => {
      const kid = (from: number) => BigInt(2 * epoch + from);
      const [own, theirs] = await Promise.all([
        deriveSframeKey(suite, kid(this.#own), send, 'encrypt'),
        deriveSframeKey(suite, kid(1 - this.#own), receive, 'decrypt'),
      ]);
      this.#ready.set(epoch, own);
      this.#receiving.set(theirs.kid, { epoch, key: theirs, window: new ReplayWindow(), heard: false });
    });
  }

  switchTo(epoch: number): void {
    this.#after(async () => {
      const key = this.#ready.get(epoch);
      if (key === undefined) return;
      this.#ready.delete(epoch);
      this.#sending = { epoch, key, counter: 0 };
    });
  }

  forget(epoch: number): void {
    this.#after(async () => {
      this.#ready.delete(epoch);
      this.#receiving.delete(BigInt(2 * epoch + 1 - this.#own));
    });
  }

  /** Resolves when everything asked for so far is done. */
  get settled(): Promise<void> {
    return this.#installing;
  }

  async seal(kind: FrameKind, frame: Bytes): Promise<FrameResult> {
    if (this.#sending === undefined) await this.#installing;
    const sending = this.#sending;
    if (sending === undefined) return refused('keyless');
    if (sending.counter >= this.#limits.most) return refused('used-up');
    const length = prefixLength(kind, frame);
    if (frame.length < length) return refused('empty');
    const counter = sending.counter++;
    this.#watch(sending.epoch, counter);
    const prefix = frame.subarray(0, length);
    const plain = { prefix, metadata: frameMetadata(kind, prefix), body: frame.subarray(prefix.length) };
    const data = await sealFrame(sending.key, BigInt(counter), plain).catch(() => undefined);
    return data === undefined ? refused('keyless') : { ok: true, data };
  }

  async open(kind: FrameKind, frame: Bytes): Promise<FrameResult> {
    const prefix = frame.subarray(0, prefixLength(kind, frame));
    const rest = frame.subarray(prefix.length);
    const header = decodeHeader(rest);
    if (header === undefined) return refused(frame.length === 0 ? 'empty' : 'forged');
    if (!this.#receiving.has(header.kid)) await this.#installing;
    const receiving = this.#receiving.get(header.kid);
    if (receiving === undefined) return refused('keyless');
    const counter = Number(header.ctr);
    if (!receiving.window.isFresh(counter)) return refused('replayed');
    const sealed = {
      header: rest.subarray(0, header.length),
      metadata: frameMetadata(kind, prefix),
      body: rest.subarray(header.length),
    };
    const body = await openFrame(receiving.key, header.ctr, sealed).catch(() => undefined);
    if (body === undefined) return refused('forged');
    if (!receiving.window.take(counter)) return refused('replayed');
    this.#heard(receiving);
    this.#watch(receiving.epoch, counter);
    const data = new Uint8Array(prefix.length + body.length);
    data.set(prefix);
    data.set(body, prefix.length);
    return { ok: true, data };
  }

  #after(deed: () => Promise<void>): void {
    this.#installing = this.#installing.then(deed).catch(() => undefined);
  }

  #heard(receiving: Receiving): void {
    if (receiving.heard) return;
    receiving.heard = true;
    this.#events.heard(receiving.epoch);
  }

  #watch(epoch: number, counter: number): void {
    if (counter < this.#limits.spentAt || this.#spent.has(epoch)) return;
    this.#spent.add(epoch);
    this.#events.spent();
  }
}
