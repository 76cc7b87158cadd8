/** The PDF of the form: kept once it is whole and is what its digest says; put together piece by piece until then. */
import { hashOf } from '../digest.ts';
import type { FormFile } from './form-value.ts';
import type { Piece } from './wire.ts';

/** What came of a piece: more is to come, the file is whole, it came twice or for another form, or it was wrong. */
export type PieceResult = 'more' | 'whole' | 'late' | 'wrong';

/** One file at a time; what another form needed is forgotten. */
export class Paper {
  #file: FormFile | undefined;
  #whole: Uint8Array<ArrayBuffer> | undefined;
  #parts: Uint8Array<ArrayBuffer> | undefined;
  #got = 0;
  #isBad = false;

  /** Of the form that lies open, when all of it is here. */
  get bytes(): Uint8Array<ArrayBuffer> | undefined {
    return this.#whole;
  }

  /** It cannot be had: the other side has none, or sent another one. */
  get isBad(): boolean {
    return this.#isBad;
  }

  /** All of it came; whether it is what it says is not known yet. */
  get isChecking(): boolean {
    return this.#parts !== undefined && this.#got === this.#file?.bytes;
  }

  /** 0 to 1. */
  get progress(): number {
    return this.#whole ? 1 : this.#got / (this.#file?.bytes ?? 1);
  }

  /** An own file. */
  keep(file: FormFile, bytes: Uint8Array<ArrayBuffer>): void {
    this.turn(file);
    this.#whole = bytes;
  }

  /** Another form lies open, or none: what belongs to the one before goes. A file that could not be had is one more try. */
  turn(file: FormFile | undefined): void {
    if (file?.hash === this.#file?.hash && !this.#isBad) return;
    this.#file = file;
    this.#whole = undefined;
    this.#parts = undefined;
    this.#got = 0;
    this.#isBad = false;
  }

  /** What to ask for; undefined when nothing is missing. */
  want(): { hash: string; from: number } | undefined {
    if (!this.#file || this.#whole || this.#isBad) return undefined;
    return { hash: this.#file.hash, from: this.#got };
  }

  lack(hash: string): void {
    if (this.#file?.hash === hash && !this.#whole) this.#isBad = true;
  }

  async take({ hash, at, data }: Piece): Promise<PieceResult> {
    const file = this.#file;
    if (file?.hash !== hash || this.#whole || at < this.#got) return 'late';
    if (this.#isBad || at !== this.#got || at + data.length > file.bytes) return 'wrong';
    const parts = this.#parts ?? new Uint8Array(file.bytes);
    this.#parts = parts;
    parts.set(data, at);
    this.#got += data.length;
    if (this.#got < file.bytes) return 'more';
    const isIt = (await hashOf(parts)) === hash;
    if (this.#parts !== parts) return 'late';
    this.#parts = undefined;
    if (isIt) this.#whole = parts;
    else this.#isBad = true;
    return isIt ? 'whole' : 'wrong';
  }
}
