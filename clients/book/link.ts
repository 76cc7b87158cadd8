/** The fragment of the link to a request: which one, and its code. It never leaves the browser by itself. Pure. */
import { DialInCode, RequestId } from '@visavis/shared';
import * as v from 'valibot';

/** What opens the page of one request. */
export interface Mine {
  request: RequestId;
  code: DialInCode;
}

/** `none`: no fragment at all. `broken`: something was there, but a mail gateway or a copy cut it. */
export type LinkReading = { found: 'link'; mine: Mine } | { found: 'none' } | { found: 'broken' };

const Parts = v.strictTuple([RequestId, DialInCode]);

/** Reads `#<request>.<code>` (22 + 8 characters). */
export function readFragment(fragment: string): LinkReading {
  const text = fragment.replace(/^#/, '');
  if (text === '' || text === 'main') return { found: 'none' };
  const parts = v.safeParse(Parts, text.split('.'));
  if (!parts.success) return { found: 'broken' };
  const [request, code] = parts.output;
  return { found: 'link', mine: { request, code } };
}
