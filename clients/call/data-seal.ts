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
  /** Highest counter opened: the channel keeps the order, so what is not higher was said before. */
  opened: number;
}

/**
 * AES-256-GCM; sealed = uint32be(epoch) || uint64be(counter) || ciphertext || tag, AAD = lv(PROTO,"data",label,epoch,counter).
 * `label` names what a payload is for, so that none passes for another.
 */
export class DataSeal implements KeyHolder {
  readonly #epochs = new Map<number, Epoch>();
  #current: number | undefined;
  #sealing: Promise<unknown> = Promise.resolve();
  #opening: Promise<unknown> = Promise.resolve();

  install(epoch: number, { data }: EpochKeys): void {
    if (!this.#epochs.has(epoch)) this.#epochs.set(epoch, { keys: data, sent: 0, opened: 0 });
  }

  switchTo(epoch: number): void {
    if (this.#epochs.has(epoch)) this.#current = epoch;
  }

  forget(epoch: number): void {
    if (epoch !== this.#current) this.#epochs.delete(epoch);
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
    const sealed = this.#sealing.then(() => this.#seal(label, payload)).catch(() => undefined);
    this.#sealing = sealed;
    return sealed;
  }

  /** The payload; `undefined` for what the other side did not seal for this label, now and for the first time. Rejects never. */
  open(label: string, sealed: Bytes): Promise<Bytes | undefined> {
    const opened = this.#opening.then(() => this.#open(label, sealed)).catch(() => undefined);
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
    const body = await crypto.subtle.encrypt(parameters(label, number, counter), epoch.keys.send, payload);
    const sealed = new Uint8Array(headerBytes + body.byteLength);
    const view = new DataView(sealed.buffer);
    view.setUint32(0, number);
    view.setBigUint64(4, BigInt(counter));
    sealed.set(new Uint8Array(body), headerBytes);
    return sealed;
  }

  async #open(label: string, sealed: Bytes): Promise<Bytes | undefined> {
    if (sealed.length < headerBytes) return undefined;
    const view = new DataView(sealed.buffer, sealed.byteOffset, sealed.length);
    const number = view.getUint32(0);
    const counter = Number(view.getBigUint64(4));
    const epoch = this.#epochs.get(number);
    if (epoch === undefined || counter <= epoch.opened || counter > mostMessages) return undefined;
    const body = sealed.subarray(headerBytes);
    const payload = await crypto.subtle.decrypt(parameters(label, number, counter), epoch.keys.receive, body);
    epoch.opened = counter;
    return new Uint8Array(payload);
  }
}

function parameters(label: string, epoch: number, counter: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(counter));
  return { name: 'AES-GCM', iv, additionalData: lengthValue(protocolLabel, 'data', label, epoch, counter) };
}
