/** What the address of the waiting page says: whose page it is, or why the portal's way in came to nothing. Pure. */
import { type ErrorCode, errorCodes, IncidentCode, WalkInId, type WalkInQuestion, WalkInSecret } from '@visavis/shared';
import * as v from 'valibot';

export type WaitReading =
  | { found: 'mine'; mine: WalkInQuestion }
  | { found: 'refused'; code: ErrorCode; incident: string }
  | { found: 'none' };

const Mine = v.strictTuple([WalkInId, WalkInSecret]);
const Refused = v.strictTuple([v.picklist(errorCodes), IncidentCode]);

/** Reads `#<walk-in>.<secret>`, or `#refused=<code>.<incident>`. */
export function readFragment(fragment: string): WaitReading {
  const text = fragment.replace(/^#/, '');
  const refused = v.safeParse(Refused, text.replace(/^refused=/, '').split('.'));
  if (refused.success) return { found: 'refused', code: refused.output[0], incident: refused.output[1] };
  const mine = v.safeParse(Mine, text.split('.'));
  return mine.success ? { found: 'mine', mine: { walkIn: mine.output[0], secret: mine.output[1] } } : { found: 'none' };
}

const key = 'visavis.wait';
const Kept = v.strictObject({ walkIn: WalkInId, secret: WalkInSecret });

/** The part of the Web Storage API used here. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What this tab kept for a reload; undefined when it is new. */
export function readKept(store: Store | undefined): WalkInQuestion | undefined {
  try {
    const kept = v.safeParse(Kept, JSON.parse(store?.getItem(key) ?? ''));
    return kept.success ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps whose page this is; a browser that keeps nothing only loses the place after a reload. */
export function keep(store: Store | undefined, mine: WalkInQuestion): void {
  try {
    store?.setItem(key, JSON.stringify(mine));
  } catch {
    // Private windows of some browsers refuse.
  }
}
