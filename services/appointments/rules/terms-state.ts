/** Which version of the terms holds when. Pure. */
import type { TermsState } from '@visavis/shared';

/** A version that was published, and since or from when it holds, milliseconds since 1970. */
export interface Publication {
  version: string;
  validFromMs: number;
}

/** The latest that holds already; null: none, and the terms of the installation hold. Of two of one moment, the later name. */
export function versionInForce(published: readonly Publication[], nowMs: number): string | null {
  const begun = published.filter(({ validFromMs }) => validFromMs <= nowMs);
  const latest = begun.toSorted((a, b) => a.validFromMs - b.validFromMs || (a.version < b.version ? -1 : 1)).at(-1);
  return latest?.version ?? null;
}

/** What a version is at this moment; `validFromMs` is null for a draft, and `inForce` the version that holds. */
export function stateOf(
  one: { version: string; validFromMs: number | null },
  inForce: string,
  nowMs: number,
): TermsState {
  if (one.version === inForce) return 'current';
  if (one.validFromMs === null) return 'draft';
  return one.validFromMs > nowMs ? 'planned' : 'former';
}
