/** One board for as long as its call lives: ties the pure machine, the pictures and what passes by to the lane. */
import type { Call, Lane } from '@visavis/call';
import { type Board, emptyBoard, picturesOf } from './board.ts';
import { type BoardEvent, type BoardState, newBoardState, step } from './board-step.ts';
import type { Entry, Picture } from './board-value.ts';
import { Outbox } from './outbox.ts';
import { fadesAt, nothingPassing, type Passing, type PassingEvent, passingStep } from './passing.ts';
import { Pictures } from './pictures.ts';
import { decode, type Message, type Piece } from './wire.ts';

/** A snapshot, replaced as a whole at every change. */
export interface BoardView {
  board: Board;
  passing: Passing;
  canUndo: boolean;
  canRedo: boolean;
  isOpen: boolean;
  /** The last change found no room. */
  isFull: boolean;
  /** How many pictures are there; what changes when one arrives. */
  pictures: number;
  /** Messages of the other side that were malformed or found no room. */
  dropped: number;
}

/** Time, to be replaced in tests. Milliseconds. */
export interface SessionClock {
  now(): number;
  after(ms: number, act: () => void): () => void;
}

export const browserClock: SessionClock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

const closedView: BoardView = {
  board: emptyBoard,
  passing: nothingPassing,
  canUndo: false,
  canRedo: false,
  isOpen: false,
  isFull: false,
  pictures: 0,
  dropped: 0,
};

/** Who changes something calls `act`; whoever shows it subscribes. Lives and ends with the lane of its call. */
export class BoardSession {
  readonly author: string;
  readonly #outbox: Outbox;
  readonly #pictures = new Pictures();
  readonly #clock: SessionClock;
  readonly #listeners = new Set<(view: BoardView) => void>();
  #state: BoardState;
  #view = closedView;
  #things = 0;
  #fading: (() => void) | undefined;

  /** `author`: see `Author`; a new one for every page load, so that ids are never used twice. */
  constructor(lane: Lane, author: string, clock: SessionClock = browserClock) {
    this.author = author;
    this.#clock = clock;
    this.#state = newBoardState(author);
    this.#outbox = new Outbox(lane);
    const open = (isOpen: boolean) => this.#opened(isOpen);
    lane.listen({ open, message: (payload) => this.#received(payload) });
    if (lane.isOpen) open(true);
  }

  get view(): BoardView {
    return this.#view;
  }

  subscribe(listener: (view: BoardView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A new id for a thing made here. */
  newId(): string {
    this.#things += 1;
    return `${this.author}-${this.#things.toString(36)}`;
  }

  /** What a person does. */
  act(event: Exclude<BoardEvent, { type: 'received' }>): void {
    this.#step(event);
  }

  /** Shows a stroke on its way, or a place, to the other side. */
  pass(message: Extract<Message, { type: 'live' | 'point' }>): void {
    if (message.type === 'live') this.#outbox.live(message);
    else this.#outbox.point(message);
  }

  /** Keeps a picture for a sheet; undefined when there is no room or it is no picture. */
  addPicture(bytes: Uint8Array<ArrayBuffer>): Promise<Picture | undefined> {
    return this.#pictures.add(bytes);
  }

  /** The bytes of a picture, once they are there. */
  pictureOf(hash: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#pictures.get(hash);
  }

  /** How much of a picture has come, 0 to 1. */
  progressOf(hash: string): number {
    return this.#pictures.get(hash) ? 1 : this.#pictures.progress(hash);
  }

  #step(event: BoardEvent): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    let { dropped } = this.#view;
    for (const effect of effects) {
      if (effect.type === 'send') this.#outbox.words(effect.entries);
      else if (effect.type === 'refused') dropped += effect.count;
    }
    const { board, done, undone } = state;
    const isFull = effects.some(({ type }) => type === 'full');
    this.#show({ board, canUndo: done.length > 0, canRedo: undone.length > 0, isFull, dropped });
  }

  #pass(event: PassingEvent): void {
    const passing = passingStep(this.#view.passing, event, this.#clock.now());
    if (passing === this.#view.passing) return;
    this.#fading?.();
    const at = fadesAt(passing);
    this.#fading =
      at === undefined ? undefined : this.#clock.after(at - this.#clock.now(), () => this.#pass({ type: 'tick' }));
    this.#show({ passing });
  }

  #show(change: Partial<BoardView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }

  #opened(isOpen: boolean): void {
    this.#fading?.();
    this.#show({ isOpen, passing: nothingPassing });
    if (!isOpen) {
      this.#outbox.closed();
      return;
    }
    this.#outbox.note({ type: 'sync' });
    this.#ask(true);
    this.#outbox.opened();
  }

  #ask(isOpenedAnew = false): void {
    const want = this.#pictures.want(picturesOf(this.#state.board), isOpenedAnew);
    if (want) this.#outbox.note({ type: 'want', ...want });
  }

  /** Only what was new here: words that are said again on every line are no news of a picture. */
  #named(entries: readonly Entry[]): void {
    const isNew = (entry: Entry) => this.#state.board.entries.get(entry.id) === entry;
    for (const { value } of entries.filter(isNew)) {
      if (value?.kind === 'sheet' && value.picture) this.#pictures.named(value.picture.hash);
    }
  }

  #received(payload: Uint8Array<ArrayBuffer>): void {
    const message = decode(payload);
    if (message) this.#take(message);
    else this.#show({ dropped: this.#view.dropped + 1 });
  }

  #take(message: Message | Piece): void {
    switch (message.type) {
      case 'entries':
        this.#step({ type: 'received', entries: message.entries });
        this.#pass({ type: 'arrived', ids: message.entries.map(({ id }) => id) });
        this.#named(message.entries);
        this.#ask();
        break;
      case 'live':
      case 'point':
        this.#pass(message);
        break;
      case 'sync':
        this.#outbox.words(this.#state.board.entries.values());
        break;
      case 'want':
        this.#hand(message.hash, message.from);
        break;
      case 'lack':
        this.#pictures.lack(message.hash);
        this.#ask();
        break;
      case 'piece':
        void this.#piece(message);
        break;
      default:
        message satisfies never;
    }
  }

  #hand(hash: string, from: number): void {
    const bytes = this.#pictures.get(hash);
    if (bytes && from < bytes.length) this.#outbox.picture(hash, bytes, from);
    else this.#outbox.note({ type: 'lack', hash });
  }

  async #piece(piece: Piece): Promise<void> {
    const result = await this.#pictures.take(piece);
    if (result === 'wrong') this.#show({ dropped: this.#view.dropped + 1 });
    else this.#show({ pictures: this.#view.pictures + Number(result === 'whole') });
    if (result === 'whole' || result === 'wrong') this.#ask();
  }
}

const sessions = new WeakMap<Call, BoardSession>();

/** The board of a call, made when it is first asked for; it outlives every part of the page that shows it. */
export function boardOf(call: Call, seat: 'advisor' | 'guest' | 'companion'): BoardSession {
  const known = sessions.get(call);
  if (known) return known;
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join('');
  const session = new BoardSession(call.lane('board'), `${seat.charAt(0)}${chance}`);
  sessions.set(call, session);
  return session;
}
