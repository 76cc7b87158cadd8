/** Who is on the telephone: two pages that come to the same answer whatever was lost between them. Pure. */
import type { RoomSeat } from '@visavis/shared';
import type { SoundWay, TelephoneHint, TelephoneWord } from './telephone-hint.ts';

export interface TelephoneState {
  readonly self: RoomSeat;
  /** The latest word of either side. */
  readonly word: TelephoneWord;
  /** Where the guest can be called: from the appointment, or as the guest typed it. On the advisor's page only. */
  readonly number: string | undefined;
  /** Typed on this page, to be told. */
  readonly typed: string | undefined;
  /** The other side said that it has a number. */
  readonly isKnownThere: boolean;
  readonly microphone: boolean;
  /** The microphone was on when the sound went to the telephone. */
  readonly restores: boolean;
}

export type TelephoneEvent =
  /** The guest wants to be called, at `number` if they typed one; the advisor wants to know the guest's number. */
  | { type: 'ask'; number?: string }
  /** The telephone call stands, or is being made. */
  | { type: 'switch' }
  /** Back to the browsers' sound, or never mind. */
  | { type: 'back' }
  | { type: 'told'; hint: TelephoneHint }
  | { type: 'microphone'; isOn: boolean };

export type TelephoneEffect =
  | { do: 'tell'; hint: TelephoneHint }
  | { do: 'microphone'; on: boolean }
  | { do: 'speaker'; on: boolean };

/** What a reload of this page has to know. */
export interface TelephoneKept {
  word: TelephoneWord;
  restores: boolean;
}

type Step = { state: TelephoneState; effects: TelephoneEffect[] };

const ranks: Record<RoomSeat, number> = { advisor: 0, guest: 1, companion: 2 };

/** Both pages begin with the same word; `kept` is what this page knew before it was reloaded. */
export function newTelephone(
  self: RoomSeat,
  number: string | undefined,
  microphone: boolean,
  kept?: TelephoneKept,
): TelephoneState {
  const { word = { turn: 0, way: 'browser', by: 'advisor' } as const, restores = false } = kept ?? {};
  return { self, word, number, typed: undefined, isKnownThere: false, microphone, restores };
}

/** What has to be done at the beginning: be told about, and silent if the conversation is on the telephone. */
export function beginTelephone(state: TelephoneState): TelephoneEffect[] {
  const tell: TelephoneEffect[] = state.word.turn > 0 || state.number !== undefined ? [telling(state)] : [];
  return [...tell, ...(state.word.way === 'telephone' ? silence(state) : [])];
}

/** Total: what has no place changes nothing. */
export function stepTelephone(state: TelephoneState, event: TelephoneEvent): Step {
  switch (event.type) {
    case 'ask':
      return state.word.way === 'telephone' ? stay(state) : say(state, 'asked', event.number);
    case 'switch':
      return state.word.way === 'telephone' ? stay(state) : say(state, 'telephone');
    case 'back':
      return state.word.way === 'browser' ? stay(state) : say(state, 'browser');
    case 'told':
      return told(state, event.hint);
    case 'microphone': {
      // Whatever switches it on meanwhile, an echo on the telephone would be the price.
      const isOff = state.word.way === 'telephone' && event.isOn;
      const effects: TelephoneEffect[] = isOff ? [{ do: 'microphone', on: false }] : [];
      return { state: { ...state, microphone: event.isOn }, effects };
    }
    default:
      return event satisfies never;
  }
}

const stay = (state: TelephoneState): Step => ({ state, effects: [] });

function say(state: TelephoneState, way: SoundWay, typed = state.typed): Step {
  const word = { turn: state.word.turn + 1, way, by: state.self };
  const moved = move({ ...state, typed }, word);
  return { state: moved.state, effects: [...moved.effects, telling(moved.state)] };
}

/** A word that is newer is taken over and told on: the other page may forget its own by a reload. */
function told(state: TelephoneState, { word, number, isKnown }: TelephoneHint): Step {
  const known: TelephoneState = {
    ...state,
    number: state.self === 'advisor' ? (number ?? state.number) : undefined,
    isKnownThere: isKnown ?? state.isKnownThere,
  };
  const learnt: TelephoneEffect[] = known.number === state.number ? [] : [telling(known)];
  if (!isNewer(word, state.word)) return { state: known, effects: learnt };
  const moved = move(known, word);
  return { state: moved.state, effects: [...moved.effects, telling(moved.state)] };
}

const isNewer = (word: TelephoneWord, than: TelephoneWord): boolean =>
  word.turn > than.turn || (word.turn === than.turn && ranks[word.by] < ranks[than.by]);

function move(state: TelephoneState, word: TelephoneWord): Step {
  const was = state.word.way === 'telephone';
  const is = word.way === 'telephone';
  if (was === is) return stay({ ...state, word });
  if (is) return { state: { ...state, word, restores: state.microphone }, effects: silence(state) };
  const microphone: TelephoneEffect[] = state.restores ? [{ do: 'microphone', on: true }] : [];
  return { state: { ...state, word, restores: false }, effects: [...microphone, { do: 'speaker', on: true }] };
}

const silence = ({ microphone }: TelephoneState): TelephoneEffect[] => [
  ...(microphone ? [{ do: 'microphone', on: false } as const] : []),
  { do: 'speaker', on: false },
];

function telling({ self, word, number, typed }: TelephoneState): TelephoneEffect {
  const own = self === 'advisor' ? { isKnown: number !== undefined } : typed === undefined ? {} : { number: typed };
  return { do: 'tell', hint: { kind: 'telephone', word, ...own } };
}
