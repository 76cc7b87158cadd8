/** With whom a cause lies, for the pages; `clients/call/causes.ts` is the list, and a test holds both together. */
import type { Cause, Side } from '@visavis/call';

const ofLine: ReadonlySet<Cause> = new Set<Cause>(['nothing-arrives', 'nothing-leaves', 'line-weak', 'line-slow']);

export const sideOfCause = (cause: Cause): Side =>
  ofLine.has(cause) ? 'line' : cause.startsWith('peer-') ? 'peer' : 'own';
