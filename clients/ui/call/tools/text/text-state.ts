/** The written conversation of one page: what was said, what is being written, and how much of it the other side has. */
import { type TextFrame, textLimits } from './text-frames.ts';

export type Seat = 'advisor' | 'guest';

/** A finished message. `session` and `n` name it at both sides, for good. */
export type Entry = Omit<Extract<TextFrame, { type: 'said' }>, 'type'>;

export interface TextState {
  readonly self: { readonly session: string; readonly seat: Seat };
  /** `away` no line · `greeting` we said who we are, they have not · `open`. */
  readonly line: 'away' | 'greeting' | 'open';
  /** Of every page load of both sides, numbered without a gap. */
  readonly logs: ReadonlyMap<string, readonly Entry[]>;
  /** Up to which number the other side has each of them. */
  readonly theyHave: ReadonlyMap<string, number>;
  /** What an earlier device of the other side had, and the present one is not given. */
  readonly withheld: ReadonlyMap<string, number>;
  readonly draft: string;
  /** Letter by letter. */
  readonly isLive: boolean;
  /** What the other side was last told of that. */
  readonly saidLive: boolean;
  /** What the other side has of the draft, and when it was last told. */
  readonly told: string;
  readonly toldAt: number;
  readonly theirs: { readonly session: string | undefined; readonly isLive: boolean; readonly draft: string };
  /** Own words of before a reload came back from the other side. */
  readonly isRestored: boolean;
}

export type TextEvent =
  | { type: 'line'; isOpen: boolean }
  /** `isOtherDevice`: not the one that was there before, so perhaps not the same person. */
  | { type: 'heard'; frame: TextFrame; isOtherDevice?: boolean }
  /** The whole draft as it is now. */
  | { type: 'typed'; text: string }
  | { type: 'live'; on: boolean }
  /** The draft is a message now. */
  | { type: 'say' }
  | { type: 'tick' };

export interface TextStep {
  state: TextState;
  send: TextFrame[];
}

/** Nothing written, no line. `session`: 11 characters of base64url, one for every page load. */
export const newText = (session: string, seat: Seat): TextState => ({
  self: { session, seat },
  line: 'away',
  logs: new Map(),
  theyHave: new Map(),
  withheld: new Map(),
  draft: '',
  isLive: false,
  saidLive: false,
  told: '',
  toldAt: Number.NEGATIVE_INFINITY,
  theirs: { session: undefined, isLive: false, draft: '' },
  isRestored: false,
});

export const otherSeat = (seat: Seat): Seat => (seat === 'advisor' ? 'guest' : 'advisor');

export const entryCount = ({ logs }: TextState): number =>
  [...logs.values()].reduce((sum, entries) => sum + entries.length, 0);

/** No further message can be written. */
export const isFull = (state: TextState): boolean => entryCount(state) >= textLimits.entries;

/** Everything that was said, in the same order at both sides. */
export const transcript = ({ logs }: TextState): Entry[] =>
  [...logs.values()]
    .flat()
    .sort((one, other) => one.at - other.at || compare(one.session, other.session) || one.n - other.n);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The other side has it. */
export const isThere = ({ theyHave, withheld, self }: TextState, { session, n, seat }: Entry): boolean =>
  seat !== self.seat || n <= Math.max(theyHave.get(session) ?? 0, withheld.get(session) ?? 0);

/** When the next `tick` is due. */
export const textDeadline = (state: TextState): number | undefined =>
  isUntold(state) ? state.toldAt + textLimits.liveEveryMs : undefined;

/** Letters wait to be told. */
export const isUntold = ({ line, isLive, draft, told }: TextState): boolean =>
  line === 'open' && isLive && draft !== told;
