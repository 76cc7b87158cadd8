/** Which part of the proof a person is at: what its dialogue shows and asks. Pure. */
import type { CallView } from '@visavis/call';

/**
 * `read` guest, reads out and confirms · `choose` advisor, picks the first word heard · `read-out` advisor, the other
 * side has still to confirm · `wait` guest, has confirmed · `device` another device has to be accepted · the rest as in
 * the engine's view.
 */
export type ProofStep =
  | 'pending'
  | 'checked'
  | 'read'
  | 'choose'
  | 'read-out'
  | 'wait'
  | 'words-differ'
  | 'device'
  | 'certificate'
  | 'binding';

export function proofStep({ privacy, peer }: Pick<CallView, 'privacy' | 'peer'>): ProofStep {
  const { state, broken, compared, choices, otherDevice } = privacy;
  if (state === 'checked' || state === 'pending') return state;
  if (state === 'broken') {
    if (broken === 'words') return 'words-differ';
    return broken === 'certificate' && otherDevice ? 'device' : (broken ?? 'binding');
  }
  if (compared) return peer?.seat === 'advisor' ? 'wait' : 'read-out';
  return choices ? 'choose' : 'read';
}

/** What a person has to see before anything goes on; changes when it is something else. */
export function proofWanted({ privacy, phase }: Pick<CallView, 'privacy' | 'phase'>): string | undefined {
  if (phase === 'hanging-up' || (privacy.state !== 'unchecked' && privacy.state !== 'broken')) return undefined;
  return `${privacy.state} ${privacy.broken ?? ''}`;
}

/** The words on the badge. */
export const badgeOf = ({ state, otherDevice }: CallView['privacy']) =>
  state === 'checked' && otherDevice ? 'otherDevice' : state;
