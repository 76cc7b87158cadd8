/** Makes what a page sees of the proof, and what may flow because of it. */
import { isOverdrawn, type ProofState, unprovenLines } from './proof-state.ts';
import { noProof, type ProofView } from './proof-view.ts';

/** The view of this moment, without what the frame keys add. */
export function proofView(state: ProofState): ProofView {
  const { met, triesLeft, sound } = state;
  const broken = brokenOf(state);
  const by = broken === undefined ? checkedBy(state) : undefined;
  const words = met && !isOverdrawn(state) && { words: met.sas.words, digits: met.sas.digits };
  const isWaiting = met === undefined || (by === undefined && met.theirs === undefined);
  return {
    ...noProof,
    ...words,
    state: broken ? 'broken' : isWaiting ? 'pending' : by ? 'checked' : 'unchecked',
    by,
    choices: broken || !words || met?.own !== 'open' ? undefined : met.choices,
    triesLeft,
    broken,
    compared: met?.own === 'same',
    peerCompared: met?.theirs === 'same',
    otherDevice: met?.standing === 'other-device' || met?.standing === 'stranger',
    soundForComparing: sound.own ? (sound.theirs ? 'on' : 'wanted') : sound.theirs ? 'offered' : 'off',
  };
}

function brokenOf(state: ProofState): ProofView['broken'] {
  const { differ, met, unproven, sealed } = state;
  if (differ) return 'words';
  if (!sealed && isOverdrawn(state)) return 'binding';
  if (met?.standing === 'stranger' || met?.standing === 'impostor') return 'certificate';
  return met === undefined && unproven >= unprovenLines ? 'binding' : undefined;
}

function checkedBy({ met, sealed }: ProofState): ProofView['by'] {
  if (met === undefined) return undefined;
  if (met.own === 'same' && (sealed ? met.theirs !== 'open' : met.theirs === 'same')) return 'words';
  return sealed ? 'link' : undefined;
}

/** How much of each other two people may see and hear on a line. */
export type Flow = 'none' | 'sound' | 'all';

/** Nothing before the proof, except sound that both want for comparing. */
export function flowOf({ state, soundForComparing }: ProofView): Flow {
  if (state === 'checked') return 'all';
  return state === 'unchecked' && soundForComparing === 'on' ? 'sound' : 'none';
}
