/** What happened in one schedule, as seen from outside: by the pages, by their sockets, and by whoever did the damage. */
import type { RoomSeat } from '@visavis/shared';

/** One page load, by a name that people can read: `room2.guest.3` is the third page of the guest of room 2. */
export type PageName = string;

export interface PageFacts {
  page: PageName;
  room: string;
  seat: RoomSeat;
}

/** Every `page` was introduced by `opened`. `line` counts the connections of a page. */
export type Happening =
  | ({ what: 'opened' } & PageFacts)
  /** Welcomed: `peers` are the pages that the pod says sit in the other seats. */
  | { what: 'seated'; page: PageName; line: number; pod: string; epoch: number; connection: string; peers: PageName[] }
  /** The pod told who sits opposite, or that nobody does. */
  | { what: 'peer'; page: PageName; line: number; peer: PageName; event: 'joined' | 'left' | 'replaced' }
  /** Given to the socket of `line`. */
  | { what: 'transmitted'; page: PageName; line: number; body: string }
  /** Came out of the socket of `line`, from whoever the pod says. */
  | { what: 'heard'; page: PageName; line: number; from: RoomSeat; body: string }
  /** The page said its `count`th sentence to that page of the other side; the queue and the seal take it from there. */
  | { what: 'said'; page: PageName; to: PageName; count: number }
  | { what: 'delivered'; page: PageName; from: PageName; text: string }
  | { what: 'refused'; page: PageName; reason: string }
  | { what: 'lost'; page: PageName }
  /** Told for good that this is over. */
  | { what: 'closed'; page: PageName; code: number; error: string | undefined }
  /** The person is gone from this page by their own will; `told` is what its pod heard of it. */
  | { what: 'shut'; page: PageName; told: 'bye' | 'end' | 'nothing' }
  | { what: 'fault'; deed: string }
  | { what: 'stopped'; pod: string }
  | { what: 'continued'; pod: string }
  /** A pod, or every one, can reach its store again, which it could not for so long. */
  | { what: 'store-back'; pod: string; awayMs: number }
  /** The store came back without what it knew. */
  | { what: 'forgotten' }
  /** No more faults; from now on everything has to mend. */
  | { what: 'calm' }
  | { what: 'reunited'; room: string; afterMs: number }
  | { what: 'apart'; room: string; why: string }
  | { what: 'ended'; room: string }
  /** No seat of an ended room is left in the store. */
  | { what: 'emptied'; room: string; afterMs: number }
  | { what: 'not-emptied'; room: string; left: string }
  | { what: 'died'; pod: string; how: string }
  | { what: 'log'; pod: string; why: string; text: string };

/** `at`: milliseconds since the schedule began, by a clock that nobody jumps. */
export type Entry = { at: number } & Happening;
export type History = readonly Entry[];

/** What a page says: names both ends and counts, so that anybody can check it. */
export const sentence = (from: PageName, to: PageName, count: number): string => `${from} to ${to}: ${count}`;

/** Writes down what happens, in order. */
export class Recorder {
  readonly entries: Entry[] = [];
  readonly #startedAt = performance.now();

  readonly note = (happening: Happening): void => {
    this.entries.push({ at: Math.round(performance.now() - this.#startedAt), ...happening });
  };

  get now(): number {
    return performance.now() - this.#startedAt;
  }
}

/** One line an entry; bodies are shortened. What only proves that all is well can be left out. */
export function readable(history: History, quiet: readonly Happening['what'][] = ['transmitted', 'heard']): string {
  return history
    .filter(({ what }) => !quiet.includes(what))
    .map(({ at, what, ...rest }) => {
      const facts = Object.entries(rest).map(([key, value]) => `${key}=${String(value).slice(0, 60)}`);
      return `${String(at).padStart(6)} ${what.padEnd(11)} ${facts.join(' ')}`;
    })
    .join('\n');
}
