/** Carries files that were dropped or pasted anywhere on the page to the tool, which may not be loaded yet. */
import type { Call } from '@visavis/call';

export interface Handed {
  how: 'dropped' | 'pasted';
  files: readonly File[];
}

interface Hatch {
  waiting: Handed[];
  take: ((handed: Handed) => void) | undefined;
}

const hatches = new WeakMap<Call, Hatch>();

function hatchOf(call: Call): Hatch {
  const hatch = hatches.get(call) ?? { waiting: [], take: undefined };
  hatches.set(call, hatch);
  return hatch;
}

/** Kept until somebody takes it. */
export function hand(call: Call, handed: Handed): void {
  const { take, waiting } = hatchOf(call);
  if (take === undefined) waiting.push(handed);
  else take(handed);
}

/** Takes what waits and what comes, until the answer is called. */
export function onHanded(call: Call, take: (handed: Handed) => void): () => void {
  const hatch = hatchOf(call);
  hatch.take = take;
  for (const handed of hatch.waiting.splice(0)) take(handed);
  return () => {
    if (hatch.take === take) hatch.take = undefined;
  };
}
