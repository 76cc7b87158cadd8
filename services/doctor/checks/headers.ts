/** Whether the pages arrive with exactly the policy of the house, and nobody on the way changed it. */

import type { IncomingHttpHeaders } from 'node:http';
import { originOf, pageHeaders } from '@visavis/pages';
import { signallingUrl } from '../addresses.ts';
import { ask } from '../ask.ts';
import { broken, type Check, type Finding, ok } from '../check.ts';

/** One page as it arrived. */
export interface Page {
  path: string;
  status: number;
  headers: IncomingHttpHeaders;
}

/** Pages against the headers that they must have. */
export function interpretHeaders(pages: readonly Page[], expected: Record<string, string>): Finding {
  for (const { path, status, headers } of pages) {
    if (status !== 200)
      return broken(`${path} answers ${status}`, 'set PAGES_DIR for the role appointments, and route the pages to it.');
    const wrong = Object.entries(expected).filter(([name, value]) => headers[name] !== value);
    const missing = wrong.filter(([name]) => headers[name] === undefined).map(([name]) => name);
    const fix =
      'let the load balancer pass these headers on, add none of its own, and set PUBLIC_URL to what browsers use.';
    if (missing.length > 0) return broken(`${path} comes without ${missing.join(', ')}`, fix);
    if (wrong.length > 0) return broken(`${path} comes with another ${wrong.map(([name]) => name).join(', ')}`, fix);
  }
  return ok(
    `${Object.keys(expected).length} headers as they must be on ${pages.map(({ path }) => path).join(' and ')}`,
  );
}

export const headersCheck: Check = {
  name: 'headers',
  remedy: 'see whether the service runs, and whether the load balancer knows it.',
  async run(context) {
    const paths = ['/', '/j'];
    const answers = await Promise.all(paths.map((path) => ask(new URL(path, context.url), context)));
    const expected = { ...pageHeaders(originOf(signallingUrl(context).href)), 'cache-control': 'no-store' };
    return interpretHeaders(
      answers.map(({ status, headers }, at) => ({ path: paths[at] ?? '', status, headers })),
      expected,
    );
  },
};
