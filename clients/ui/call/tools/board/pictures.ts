/** The pictures behind the sheets, by their digest: own ones to hand out, the other's as they arrive piece by piece. */
import { hashOf } from '../digest.ts';
import { limits, type Picture } from './board-value.ts';
import { pictureSize } from './picture-size.ts';
import type { Piece } from './wire.ts';

interface Arriving {
  picture: Picture;
  bytes: Uint8Array<ArrayBuffer>;
  got: number;
}

/**
 * What came of a piece: `more` is to come, the picture is `whole`, it was asked for before something
 * more wanted was (`late`), or it was `wrong` (unasked, out of order, not what it says).
 */
export type PieceResult = 'more' | 'whole' | 'late' | 'wrong';

/** Fetches one picture at a time; goes on where it stopped after a line was lost. */
export class Pictures {
  readonly #whole = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Came, and were not what was said. */
  readonly #bad = new Set<string>();
  /** The other side had none: asked for again on another line, or when it names them again. */
  readonly #lacking = new Set<string>();
  /** Lacking on an earlier line: asked for after all others, so that none of those loses what has come of it. */
  readonly #doubtful = new Set<string>();
  readonly #asked = new Set<string>();
  #arriving: Arriving | undefined;
  #bytes = 0;

  get(hash: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#whole.get(hash);
  }

  /** An own picture. */
  async add(bytes: Uint8Array<ArrayBuffer>): Promise<Picture | undefined> {
    const size = pictureSize(bytes);
    if (!size || !this.#hasRoom(bytes.length)) return undefined;
    const hash = await hashOf(bytes);
    this.#keep(hash, bytes);
    return { ...size, hash, bytes: bytes.length };
  }

  /** What to ask for next, the most wanted first; undefined when all are there or one is on its way. */
  want(needed: readonly Picture[], isOpenedAnew: boolean): { hash: string; from: number } | undefined {
    if (isOpenedAnew) this.#hopeAgain();
    const missing = needed.filter((picture) => this.#isMissing(picture));
    const wanted = missing.find(({ hash }) => !this.#doubtful.has(hash)) ?? missing[0];
    if (!wanted) return undefined;
    if (this.#arriving?.picture.hash === wanted.hash) {
      return isOpenedAnew ? { hash: wanted.hash, from: this.#arriving.got } : undefined;
    }
    this.#asked.add(wanted.hash);
    this.#arriving = { picture: wanted, bytes: new Uint8Array(wanted.bytes), got: 0 };
    return { hash: wanted.hash, from: 0 };
  }

  /** Share of the picture on its way that has come, 0 to 1. */
  progress(hash: string): number {
    return this.#arriving?.picture.hash === hash ? this.#arriving.got / this.#arriving.picture.bytes : 0;
  }

  /** The other side does not have it either. */
  lack(hash: string): void {
    this.#lacking.add(hash);
    if (this.#arriving?.picture.hash === hash) this.#arriving = undefined;
  }

  /** The other side laid it down, once more perhaps: it may have what it had not. */
  named(hash: string): void {
    this.#lacking.delete(hash);
    this.#doubtful.delete(hash);
  }

  async take({ hash, at, data }: Piece): Promise<PieceResult> {
    const arriving = this.#arriving;
    if (arriving?.picture.hash !== hash) return this.#asked.has(hash) ? 'late' : 'wrong';
    if (at !== arriving.got || at + data.length > arriving.bytes.length) return 'wrong';
    this.#doubtful.delete(hash);
    arriving.bytes.set(data, at);
    arriving.got += data.length;
    if (arriving.got < arriving.bytes.length) return 'more';
    const { picture, bytes } = arriving;
    const size = pictureSize(bytes);
    const isTrue = size?.type === picture.type && size.width === picture.width && size.height === picture.height;
    const isIt = isTrue && (await hashOf(bytes)) === hash;
    if (this.#arriving === arriving) this.#arriving = undefined;
    if (isIt) this.#keep(hash, bytes);
    else this.#bad.add(hash);
    return isIt ? 'whole' : 'wrong';
  }

  #keep(hash: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#whole.has(hash)) return;
    this.#whole.set(hash, bytes);
    this.#bad.delete(hash);
    this.#bytes += bytes.length;
  }

  #hopeAgain(): void {
    for (const hash of this.#lacking) this.#doubtful.add(hash);
    this.#lacking.clear();
  }

  #isMissing({ hash, bytes }: Picture): boolean {
    return !this.#whole.has(hash) && !this.#bad.has(hash) && !this.#lacking.has(hash) && this.#hasRoom(bytes);
  }

  #hasRoom(bytes: number): boolean {
    return this.#bytes + bytes <= limits.pictures.bytes;
  }
}
