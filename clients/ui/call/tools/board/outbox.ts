/** What waits to go out: words first, then what passes by, pictures last; one at a time, as fast as the lane takes it. */
import type { Lane } from '@visavis/call';
import type { Entry } from './board-value.ts';
import { encode, encodePiece, type Message, nextBatch, pieceBytes } from './wire.ts';

type Live = Extract<Message, { type: 'live' }>;
type Pointing = Extract<Message, { type: 'point' }>;
/** Short requests and answers. */
type Note = Extract<Message, { type: 'sync' | 'want' | 'lack' }>;

interface OutgoingPicture {
  hash: string;
  bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

const mostNotes = 64;

/** Keeps words until they are sent; what only passes by is forgotten while the lane is closed. */
export class Outbox {
  readonly #lane: Lane;
  readonly #notes: Note[] = [];
  readonly #words = new Map<string, Entry>();
  #lives: Live[] = [];
  #pointing: Pointing | undefined;
  #picture: OutgoingPicture | undefined;
  #isSending = false;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  words(entries: Iterable<Entry>): void {
    for (const entry of entries) this.#words.set(entry.id, entry);
    void this.#run();
  }

  note(note: Note): void {
    if (this.#notes.length < mostNotes) this.#notes.push(note);
    void this.#run();
  }

  /** Adds to a stroke on its way; parts that wait are sent as one. */
  live(part: Live): void {
    if (!this.#lane.isOpen) return;
    const last = this.#lives.at(-1);
    if (last?.id === part.id && last.from + last.points.length === part.from) {
      this.#lives[this.#lives.length - 1] = { ...last, points: [...last.points, ...part.points] };
    } else this.#lives.push(part);
    void this.#run();
  }

  /** Only the newest place counts. */
  point(place: Pointing): void {
    if (this.#lane.isOpen) this.#pointing = place;
    void this.#run();
  }

  /** Sends a picture from a byte on; takes the place of the one on its way. */
  picture(hash: string, bytes: Uint8Array<ArrayBuffer>, at: number): void {
    this.#picture = { hash, bytes, at };
    void this.#run();
  }

  /** The line is gone: whatever the other side still needs it asks for again. */
  closed(): void {
    this.#notes.length = 0;
    this.#lives = [];
    this.#pointing = undefined;
    this.#picture = undefined;
  }

  #next(): { payload: Uint8Array<ArrayBuffer>; failed?: () => void } | undefined {
    const note = this.#notes.shift();
    if (note) return { payload: encode(note) };
    if (this.#words.size > 0) return this.#nextWords();
    const passing = this.#lives.shift() ?? this.#pointing;
    if (passing?.type === 'point') this.#pointing = undefined;
    return passing ? { payload: encode(passing) } : this.#nextPiece();
  }

  #nextWords() {
    const all = [...this.#words.values()];
    const { payload, rest } = nextBatch(all);
    const sent = all.slice(0, all.length - rest.length);
    for (const { id } of sent) this.#words.delete(id);
    const failed = () => {
      for (const entry of sent) if (!this.#words.has(entry.id)) this.#words.set(entry.id, entry);
    };
    return { payload, failed };
  }

  #nextPiece() {
    const picture = this.#picture;
    if (!picture) return undefined;
    const { hash, at, bytes } = picture;
    const data = bytes.slice(at, at + pieceBytes);
    picture.at += data.length;
    if (picture.at >= bytes.length) this.#picture = undefined;
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
