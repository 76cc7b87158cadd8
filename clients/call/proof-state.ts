/** What is known of the person opposite and how it was checked: a pure machine of one page, over all their page loads. */
import type { Incarnation, PeerMessage } from '@visavis/shared';
import type { KeptProof } from './certificate.ts';
import type { ShortString } from './sas.ts';

/** What each side tells about its comparison: not done, the same, different. */
export type Compared = Extract<PeerMessage, { kind: 'proof' }>['words'];

/** The certificate that was checked; `incarnation` of the page load that showed it, unless that was before a reload. */
interface Known extends KeptProof {
  readonly incarnation: Incarnation | undefined;
}

/** A bound line: whoever is at its end has shown this certificate and knows the handshake's keys. */
export interface Met {
  readonly incarnation: Incarnation;
  readonly fingerprint: string;
  readonly sas: ShortString;
  /** Only where the own side chooses. */
  readonly choices: readonly number[] | undefined;
  /** `stranger`: not the certificate that was checked, and nobody has said why; of the same page load nobody can. */
  readonly standing: 'known' | 'other-device' | 'stranger' | 'impostor';
  readonly own: Compared;
  /** Undefined until they have told. */
  readonly theirs: Compared | undefined;
}

/** What they tell of their comparison, and whether they allow to be heard. */
interface Told {
  readonly words: Compared;
  readonly sound: boolean;
}

export interface ProofState {
  readonly sealed: boolean;
  /** The own side chooses the first word (advisor); the other one says yes or no. */
  readonly chooses: boolean;
  readonly known: Known | undefined;
  readonly met: Met | undefined;
  /** Told before this side had its own proof of the line: by a pod it may come sooner than the line's. */
  readonly early: Told | undefined;
  readonly triesLeft: number;
  /** The words were different once: final for this page. */
  readonly differ: boolean;
  /** Lines in a row whose end could not be proven. */
  readonly unproven: number;
  /** Lines since the words were last the same, each with words that somebody in the middle would have seen before us. */
  readonly drawn: number;
  /** Who allows to be heard for comparing, and to which page load that was said. */
  readonly sound: { readonly own: boolean; readonly theirs: boolean; readonly to: Incarnation | undefined };
}

/**
 * `wrong` the line did not end where the handshake said · `given-up` it was closed between the handshake and the proof: by
 * a bad path, or by somebody who did not like its words, so that it counts as a try and as nothing else.
 */
export type Unproven = 'wrong' | 'given-up';

export type ProofEvent =
  | { type: 'bound'; incarnation: Incarnation; fingerprint: string; sas: ShortString; choices: readonly number[] }
  /** The line is gone, or a new one is being built. */
  | { type: 'unbound' }
  /** A line had words and never a proof. */
  | { type: 'unproven'; how: Unproven }
  | ({ type: 'told' } & Told)
  /** `next`: six others, should this one be wrong. */
  | { type: 'choose'; index: number | undefined; next: readonly number[] }
  | { type: 'confirm'; matches: boolean }
  | { type: 'sound'; on: boolean }
  | { type: 'accept' };

export type ProofEffect =
  | { do: 'tell'; words: Compared; sound: boolean }
  /** Undefined: what was kept is worth nothing any more. */
  | { do: 'keep'; proof: KeptProof | undefined };

type Step = { state: ProofState; effects: ProofEffect[] };

/** Wrong choices until the words count as different. */
export const firstWordTries = 3;
/** Lines in a row without proof until a person is told. */
export const unprovenLines = 3;
/** More words than these are not shown: each line is another try for somebody who waits until both sides' are alike. */
export const mostDraws = 32;

export const newProof = (sealed: boolean, chooses: boolean, kept: KeptProof | undefined): ProofState => ({
  sealed,
  chooses,
  known: kept && { ...kept, incarnation: undefined },
  met: undefined,
  early: undefined,
  triesLeft: firstWordTries,
  differ: false,
  unproven: 0,
  drawn: 0,
  sound: { own: false, theirs: false, to: undefined },
});

/** Total. */
export function stepProof(state: ProofState, event: ProofEvent): Step {
  switch (event.type) {
    case 'bound':
      return withEarly(bound(state, event));
    case 'unbound':
      return stay({ ...state, met: undefined, early: undefined });
    case 'unproven':
      return stay(unproven(state, event.how));
    case 'told':
      return state.met === undefined ? stay({ ...state, early: event }) : told(state, state.met, event);
    default:
      return state.met === undefined ? stay(state) : within(state, state.met, event);
  }
}

const stay = (state: ProofState): Step => ({ state, effects: [] });

const unproven = (state: ProofState, how: Unproven): ProofState => ({
  ...state,
  met: undefined,
  early: undefined,
  unproven: state.unproven + (how === 'wrong' ? 1 : 0),
  drawn: state.drawn + 1,
});

function bound(before: ProofState, event: Extract<ProofEvent, { type: 'bound' }>): Step {
  const { incarnation, fingerprint, sas } = event;
  const { known, sealed, chooses } = before;
  const standing = standingOf(before, fingerprint, incarnation);
  const isSame = known?.fingerprint === fingerprint;
  const own: Compared = before.differ ? 'different' : isSame && known.by === 'words' ? 'same' : 'open';
  const choices = chooses ? event.choices : undefined;
  const met: Met = { incarnation, fingerprint, sas, choices, standing, own, theirs: undefined };
  const sound = before.sound.to === incarnation ? before.sound : { own: false, theirs: false, to: incarnation };
  const drawn = own === 'same' ? 0 : before.drawn + 1;
  const state = { ...before, met, sound, unproven: 0, drawn };
  const { state: next, effects } = isSame ? stay(remembering(state, met, known.by)) : keepLink(state, met, sealed);
  return { state: next, effects: [...effects, { do: 'tell', words: own, sound: sound.own }] };
}

/** Each side tells once: what came too early would never come again, and nobody would know where they stand. */
function withEarly({ state: { early, ...now }, effects }: Step): Step {
  const state: ProofState = { ...now, early: undefined };
  if (early === undefined || state.met === undefined) return { state, effects };
  const next = told(state, state.met, early);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

const told = (state: ProofState, met: Met, { words, sound }: Told): Step =>
  settle({ ...state, sound: { ...state.sound, theirs: sound } }, { ...met, theirs: words });

const remembering = (state: ProofState, { fingerprint, incarnation }: Met, by: KeptProof['by']): ProofState => ({
  ...state,
  known: { fingerprint, by, incarnation },
});

/** Whoever holds the link's secret is checked by it, unless the certificate is one that nobody can explain. */
function keepLink(state: ProofState, met: Met, sealed: boolean): Step {
  if (!sealed || state.differ || met.standing === 'stranger' || met.standing === 'impostor') return stay(state);
  const proof: KeptProof = { fingerprint: met.fingerprint, by: 'link' };
  return { state: remembering(state, met, 'link'), effects: [{ do: 'keep', proof }] };
}

/** What only the link has checked needs no explanation: the link speaks for another device, or the words have to anyway. */
function standingOf({ known }: ProofState, fingerprint: string, incarnation: Incarnation): Met['standing'] {
  if (known === undefined || known.fingerprint === fingerprint) return 'known';
  if (known.incarnation === incarnation) return 'impostor';
  return known.by === 'link' ? 'other-device' : 'stranger';
}

type Deed = Exclude<ProofEvent, { type: 'bound' | 'unbound' | 'unproven' | 'told' }>;

function within(state: ProofState, met: Met, event: Deed): Step {
  switch (event.type) {
    case 'choose':
      return choose(state, met, event.index, event.next);
    case 'confirm':
      if (state.chooses || !mayCompare(state, met)) return stay(state);
      return compared(state, met, event.matches ? 'same' : 'different');
    case 'sound': {
      if (state.sound.own === event.on) return stay(state);
      const sound = { ...state.sound, own: event.on };
      return { state: { ...state, sound }, effects: [{ do: 'tell', words: met.own, sound: event.on }] };
    }
    case 'accept':
      return accept(state, met);
    default:
      return event satisfies never;
  }
}

/** Somebody may have waited for words that are alike. */
export const isOverdrawn = ({ drawn }: ProofState): boolean => drawn > mostDraws;

/** What two strangers compare is nobody's proof, and what differed once stays different. */
const mayCompare = (state: ProofState, { own, standing }: Met) =>
  !state.differ && !isOverdrawn(state) && own === 'open' && (standing === 'known' || standing === 'other-device');

function choose(state: ProofState, met: Met, index: number | undefined, next: readonly number[]): Step {
  if (!state.chooses || !mayCompare(state, met)) return stay(state);
  if (index !== undefined && !met.choices?.includes(index)) return stay(state);
  if (index === met.sas.words[0]) return compared(state, met, 'same');
  const triesLeft = state.triesLeft - 1;
  if (triesLeft === 0) return compared({ ...state, triesLeft }, met, 'different');
  return stay({ ...state, triesLeft, met: { ...met, choices: next } });
}

function compared(state: ProofState, met: Met, own: Compared): Step {
  const next = settle(state, { ...met, own });
  return { state: next.state, effects: [{ do: 'tell', words: own, sound: state.sound.own }, ...next.effects] };
}

/** What follows from both sides' comparisons. */
function settle(state: ProofState, met: Met): Step {
  const next = { ...state, met };
  if (state.differ) return stay(next);
  if (met.own === 'different' || met.theirs === 'different') {
    const keep: ProofEffect = { do: 'keep', proof: undefined };
    return { state: { ...next, met: { ...met, own: 'different' }, known: undefined, differ: true }, effects: [keep] };
  }
  if (met.own !== 'same' || met.theirs !== 'same' || state.known?.by === 'words') return stay(next);
  const proof: KeptProof = { fingerprint: met.fingerprint, by: 'words' };
  return { state: remembering({ ...next, drawn: 0 }, met, 'words'), effects: [{ do: 'keep', proof }] };
}

/** "Yes, they have another device now": the link speaks for it, or the words have to. */
function accept(state: ProofState, before: Met): Step {
  if (before.standing !== 'stranger') return stay(state);
  const met: Met = { ...before, standing: 'other-device', own: 'open' };
  const { state: next, effects } = keepLink({ ...state, met, known: undefined }, met, state.sealed);
  const forget: ProofEffect[] = state.sealed ? [] : [{ do: 'keep', proof: undefined }];
  return { state: next, effects: [...forget, ...effects, { do: 'tell', words: 'open', sound: state.sound.own }] };
}
