/** Seals text, files, drawings and forms on their way through the data channel, under keys that change with the frames'. */
import type { Bytes } from './hkdf.ts';
import { lengthValue } from './length-value.ts';
import type { Directions, EpochKeys, KeyHolder } from './ratchet-keys.ts';
import { protocolLabel } from './seal.ts';

const headerBytes = 12;
/** The most messages under one key, far below what AES-GCM bears (NIST SP 800-38D §8.3). */
const mostMessages = 2 ** 24;

interface Epoch {
  keys: Directions;
  sent: number;
  /** Highest counter opened of each label: its channel keeps the order, so what is not higher was said before. */
  opened: Map<string, number>;
}

interface Opened {
  epoch: Epoch;
  counter: number;
  payload: Bytes;
}

/**
 * AES-256-GCM; sealed = uint32be(epoch) || uint64be(counter) || ciphertext || tag, AAD = lv(PROTO,"data",label,epoch,counter).
 * `label` names what a payload is for, so that none passes for another; all of one label goes over one channel. Many are
 * worked on at once, and come out in the order of the calls.
 */
export class DataSeal implements KeyHolder {
  readonly #epochs = new Map<number, Epoch>();
  readonly #subtle: SubtleCrypto;
  #current: number | undefined;
  /** No longer in use by the other side, but a channel that keeps everything may still be bringing what was sealed with it. */
  #late: number | undefined;
  #sealing: Promise<unknown> = Promise.resolve();
  #opening: Promise<unknown> = Promise.resolve();
  #release = (): void => undefined;
  /** Resolves when there are keys to seal with; never, when there will be none. */
  readonly ready = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  constructor(subtle: SubtleCrypto = crypto.subtle) {
    this.#subtle = subtle;
  }

  install(epoch: number, { data }: EpochKeys): void {
    if (!this.#epochs.has(epoch)) this.#epochs.set(epoch, { keys: data, sent: 0, opened: new Map() });
  }

  switchTo(epoch: number): void {
    if (!this.#epochs.has(epoch)) return;
    this.#current = epoch;
    this.#release();
  }

  /** Nothing can be sealed with it at once; what arrives under it opens until the next one is forgotten. */
  forget(epoch: number): void {
    if (epoch === this.#current || epoch === this.#late || !this.#epochs.has(epoch)) return;
    if (this.#late !== undefined) this.#epochs.delete(this.#late);
    this.#late = epoch;
  }

  /** Whether there are keys: before, and after `close`, nothing leaves. */
  get isReady(): boolean {
    return this.#current !== undefined;
  }

  /**
   * Exactly what belongs on the channel, in the order of the calls; `undefined` while there is no key or the present one
   * is used up. Rejects never.
   */
  seal(label: string, payload: Bytes): Promise<Bytes | undefined> {
    const work = this.#seal(label, payload).catch(() => undefined);
    const sealed = this.#sealing.then(() => work);
    this.#sealing = sealed;
    return sealed;
  }

  /** The payload; `undefined` for what the other side did not seal for this label, now and for the first time. Rejects never. */
  open(label: string, sealed: Bytes): Promise<Bytes | undefined> {
    const work = this.#decrypt(label, sealed).catch(() => undefined);
    const opened = this.#opening.then(async () => this.#accept(label, await work));
    this.#opening = opened;
    return opened;
  }

  close(): void {
    this.#epochs.clear();
    this.#current = undefined;
  }

  async #seal(label: string, payload: Bytes): Promise<Bytes | undefined> {
    const number = this.#current;
    const epoch = number === undefined ? undefined : this.#epochs.get(number);
    if (number === undefined || epoch === undefined || epoch.sent >= mostMessages) return undefined;
    const counter = ++epoch.sent;
    const body = await this.#subtle.encrypt(parameters(label, number, counter), epoch.keys.send, payload);
    const sealed = new Uint8Array(headerBytes + body.byteLength);
    const view = new DataView(sealed.buffer);
    view.setUint32(0, number);
    view.setBigUint64(4, BigInt(counter));
    sealed.set(new Uint8Array(body), headerBytes);
    return sealed;
  }

  async #decrypt(label: string, sealed: Bytes): Promise<Opened | undefined> {
    if (sealed.length < headerBytes) return undefined;
    const view = new DataView(sealed.buffer, sealed.byteOffset, sealed.length);
    const number = view.getUint32(0);
    const counter = Number(view.getBigUint64(4));
    const epoch = this.#epochs.get(number);
    if (epoch === undefined || counter > mostMessages) return undefined;
    const body = sealed.subarray(headerBytes);
    const payload = await this.#subtle.decrypt(parameters(label, number, counter), epoch.keys.receive, body);
    return { epoch, counter, payload: new Uint8Array(payload) };
  }

  #accept(label: string, opened: Opened | undefined): Bytes | undefined {
    if (opened === undefined || opened.counter <= (opened.epoch.opened.get(label) ?? 0)) return undefined;
    opened.epoch.opened.set(label, opened.counter);
    return opened.payload;
  }
}

function parameters(label: string, epoch: number, counter: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(counter));
  return { name: 'AES-GCM', iv, additionalData: lengthValue(protocolLabel, 'data', label, epoch, counter) };
}
