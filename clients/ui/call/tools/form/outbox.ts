/** What waits to go out: requests first, then words, then where one is, the PDF last; one at a time, as fast as the lane takes it. */
import type { Lane } from '@visavis/call';
import { keyOf, type Said } from './form.ts';
import type { FormRegister, Word } from './form-value.ts';
import { encode, encodePiece, type Message, nextBatch, pieceBytes } from './wire.ts';

type Note = Extract<Message, { type: 'want' | 'lack' }>;

interface Outgoing {
  hash: string;
  bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

interface Next {
  payload: Uint8Array<ArrayBuffer>;
  failed?: () => void;
}

const mostNotes = 32;

/** Keeps words until they are sent; everything else is forgotten when the lane closes. */
export class Outbox {
  readonly #lane: Lane;
  #notes: Note[] = [];
  /** The form to be told of, with or without words. */
  #form: FormRegister | undefined;
  #isToldOf = true;
  readonly #words = new Map<string, Word>();
  #at: string | undefined;
  #file: Outgoing | undefined;
  #isSending = false;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  /** Words on another form than before take the place of what waits. */
  say({ form, words }: Said): void {
    if (form.n !== this.#form?.n || form.by !== this.#form.by) this.#words.clear();
    this.#form = form;
    this.#isToldOf = false;
    for (const word of words) this.#words.set(keyOf(word), word);
    void this.#run();
  }

  note(note: Note): void {
    if (this.#notes.length < mostNotes) this.#notes.push(note);
    void this.#run();
  }

  /** Only the latest field counts. */
  at(field: string): void {
    if (this.#lane.isOpen) this.#at = field;
    void this.#run();
  }

  /** Sends the PDF from a byte on; takes the place of what is on its way. */
  file(hash: string, bytes: Uint8Array<ArrayBuffer>, at: number): void {
    this.#file = { hash, bytes, at };
    void this.#run();
  }

  /** The line is gone: whatever the other side still needs it asks for again. */
  closed(): void {
    this.#notes = [];
    this.#at = undefined;
    this.#file = undefined;
  }

  /** Nothing is left here. */
  forget(): void {
    this.closed();
    this.#words.clear();
    this.#form = undefined;
    this.#isToldOf = true;
  }

  #next(): Next | undefined {
    const note = this.#notes.shift();
    if (note) return { payload: encode(note) };
    if (this.#form && !this.#isToldOf) return this.#nextWords(this.#form);
    const field = this.#at;
    this.#at = undefined;
    return field === undefined ? this.#nextPiece() : { payload: encode({ type: 'at', field }) };
  }

  #nextWords(form: FormRegister): Next {
    const all = [...this.#words.values()];
    const { payload, sent } = nextBatch({ form, words: all });
    const gone = all.slice(0, sent);
    for (const word of gone) this.#words.delete(keyOf(word));
    this.#isToldOf = this.#words.size === 0;
    const failed = () => {
      if (this.#form !== form) return;
      for (const word of gone) if (!this.#words.has(keyOf(word))) this.#words.set(keyOf(word), word);
      this.#isToldOf = false;
    };
    return { payload, failed };
  }

  #nextPiece(): Next | undefined {
    const file = this.#file;
    if (!file) return undefined;
    const { hash, at, bytes } = file;
    const data = bytes.slice(at, at + pieceBytes);
    file.at += data.length;
    if (file.at >= bytes.length) this.#file = undefined;
    return data.length > 0 ? { payload: encodePiece({ hash, at, data }) } : undefined;
  }

  async #run(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#lane.isOpen) {
      const next = this.#next();
      if (!next) break;
      if (await this.#lane.send(next.payload)) continue;
      next.failed?.();
      break;
    }
    this.#isSending = false;
  }

  /** Goes on after the lane opened. */
  opened(): void {
    void this.#run();
  }
}
