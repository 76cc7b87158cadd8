/** The queue as one advisor sees it, kept fresh while the page is open; it says in turn whether this advisor is free. */
import type { Appointment, WalkInQueue } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import { isQuiet, type KnockState } from '../knock.ts';
import type { PageClock } from '../parts.ts';
import type { WalkInApi } from './walk-in-api.ts';

export interface WalkInSnapshot {
  /** Undefined until the first answer, and where nobody comes from a portal. */
  queue: WalkInQueue | undefined;
  /** Of what was pressed last. */
  failure: ApiError | undefined;
  /** Something that was pressed is on its way. */
  busy: boolean;
  /** Somebody else was faster: nobody waits any more. */
  tooLate: boolean;
  /** How many times somebody joined who may be announced; each rise is told once. */
  arrived: number;
  /** How many waited when that was told last; 0 before, and once nobody waits. */
  announced: number;
}

export interface WalkInStoreParts {
  api: WalkInApi;
  clock: Pick<PageClock, 'every'>;
  /** What this advisor does right now. */
  knock(): KnockState;
  /** A short sound, where the advisor wishes for one. */
  ring(): void;
}

export const dutyEveryMs = 8_000;

/** In a conversation here or elsewhere, or in a room and about to be. */
const isTalking = (knock: KnockState): boolean => isQuiet(knock) || knock.attended !== undefined;

/** The live queue of one signed-in advisor. `close` ends its timer. */
export class WalkInStore {
  readonly #parts: WalkInStoreParts;
  readonly #listeners = new Set<(snapshot: WalkInSnapshot) => void>();
  readonly #stop: () => void;
  /** What was pressed here and is not known to be heard. */
  #wish: { isFree: boolean } | undefined;
  #turn = 0;
  view: WalkInSnapshot = {
    queue: undefined,
    failure: undefined,
    busy: false,
    tooLate: false,
    arrived: 0,
    announced: 0,
  };

  constructor(parts: WalkInStoreParts) {
    this.#parts = parts;
    this.#stop = parts.clock.every(dutyEveryMs, () => void this.refresh());
    void this.refresh();
  }

  subscribe(listener: (snapshot: WalkInSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says whether this advisor is there, and hears how the queue is. Before the first answer it only asks. */
  refresh(): Promise<void> {
    const isKnown = this.view.queue !== undefined;
    return this.#settle(isKnown ? this.#tell() : this.#parts.api.queue(), false);
  }

  /** Whether this advisor takes people is said when it was pressed, until it is heard; another tab may say otherwise later. */
  async #tell(): Promise<WalkInQueue> {
    const { api, knock } = this.#parts;
    const wish = this.#wish;
    const queue = await api.duty({ ...wish, isTalking: isTalking(knock()) });
    if (this.#wish === wish) this.#wish = undefined;
    return queue;
  }

  /** Takes people from now on, or pauses. */
  setFree(isFree: boolean): Promise<void> {
    this.#wish = { isFree };
    if (this.view.queue) this.#change({ queue: { ...this.view.queue, isFree } });
    return this.refresh();
  }

  /** The appointment with the next person; undefined when somebody was faster, or it failed. */
  async take(): Promise<Appointment | undefined> {
    if (this.view.busy) return undefined;
    this.#change({ busy: true, tooLate: false, failure: undefined });
    try {
      const { appointment } = await this.#parts.api.next();
      void this.refresh();
      return appointment;
    } catch (error) {
      const failure = error instanceof ApiError ? error : new ApiError('internal', { cause: error });
      const isTooLate = failure.code === 'not-found';
      this.#change({ tooLate: isTooLate, failure: isTooLate ? undefined : failure });
      void this.refresh();
      return undefined;
    } finally {
      this.#change({ busy: false });
    }
  }

  /** The conversation is over, or the person was called. */
  end(id: string, as: 'over' | 'called'): Promise<void> {
    return this.#settle(this.#parts.api.end(id, as), true);
  }

  /** The advisor comes back from a room; who has talked there is done with the person. */
  leftRoom(appointmentId: string, hasTalked: boolean): void {
    const current = this.view.queue?.current;
    if (hasTalked && current?.appointment === appointmentId) void this.end(current.person.id, 'over');
  }

  close(): void {
    this.#turn++;
    this.#stop();
    this.#listeners.clear();
  }

  /** An answer that was overtaken by a later one is dropped. */
  async #settle(work: Promise<WalkInQueue>, isDeed: boolean): Promise<void> {
    const turn = ++this.#turn;
    if (isDeed) this.#change({ busy: true, failure: undefined });
    try {
      const queue = await work;
      if (turn === this.#turn) this.#take(queue);
    } catch (error) {
      const failure = error instanceof ApiError ? error : new ApiError('internal', { cause: error });
      // What fails by itself is tried again by itself; only what somebody pressed is worth a word.
      if (isDeed) this.#change({ failure });
    } finally {
      if (isDeed) this.#change({ busy: false });
    }
  }

  #take(queue: WalkInQueue): void {
    const { queue: before, arrived, announced } = this.view;
    const isFree = this.#wish?.isFree ?? queue.isFree;
    const isMore = before !== undefined && queue.waiting > before.waiting;
    // During a conversation nobody is announced: no sound, no word.
    const mayTell = isMore && isFree && !isTalking(this.#parts.knock()) && queue.current === null;
    if (mayTell) this.#parts.ring();
    this.#change({
      queue: { ...queue, isFree },
      tooLate: this.view.tooLate && queue.waiting === 0,
      arrived: arrived + (mayTell ? 1 : 0),
      announced: mayTell || queue.waiting === 0 ? queue.waiting : announced,
    });
  }

  #change(change: Partial<WalkInSnapshot>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener(this.view);
  }
}
