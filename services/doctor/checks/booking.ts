/** Whether everybody reaches the booking page, and nobody frames it but those who may. */
import { embedHeaders, originOf, type PageOrigin, pageHeaders } from '@visavis/pages';
import { signallingUrl } from '../addresses.ts';
import { ask } from '../ask.ts';
import { broken, type Check, type Context, type Finding, ok, warning } from '../check.ts';
import { interpretHeaders, type Page } from './headers.ts';

/** The booking page as it arrived: alone, for the pages of others, and the script that puts it there. */
export interface Booking {
  alone: Page;
  framed: Page;
  script: Page;
  /** Where the pods are. */
  origin: PageOrigin;
  /** `EMBED_ORIGINS`; what a lead takes off this list in the pages is not seen from here. */
  mayFrame: readonly string[];
}

const notKept = { 'cache-control': 'no-store' };
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** Whom the policy of a page lets frame it (W3C CSP 3, `frame-ancestors`). */
function framersOf({ headers }: Page): string[] {
  const [, named = ''] = /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy'])) ?? [];
  return named.split(/\s+/).filter((one) => one !== '' && one !== "'none'");
}

function framing({ framed, mayFrame }: Booking, framers: readonly string[]): Finding {
  const strangers = framers.filter((one) => !mayFrame.includes(one));
  const environment = 'ask with the environment of the role appointments, or correct EMBED_ORIGINS there.';
  if (strangers.some((one) => !isOrigin(one)) || (strangers.length > 0 && mayFrame.length > 0)) {
    return broken(`${framed.path} may be framed by ${strangers.join(', ')}`, environment);
  }
  if (strangers.length > 0)
    return warning(`${framed.path} may be framed, and EMBED_ORIGINS is not set here`, environment);
  if (framers.length > 0 && framed.headers['x-frame-options'] !== undefined) {
    return broken(
      `${framed.path} comes with x-frame-options, so that old browsers show it to nobody`,
      'let the load balancer add no headers of its own.',
    );
  }
  return ok(framers.length === 0 ? 'nobody else shows it' : `shown by ${framers.join(', ')}`);
}

/** The page, alone and framed, against the headers that it must have. */
export function interpretBooking(booking: Booking): Finding {
  const { alone, framed, script, origin } = booking;
  const own = interpretHeaders([alone], { ...pageHeaders(origin), ...notKept });
  if (own.state !== 'ok') return own;
  const framers = framersOf(framed);
  const verdict = framed.status === 200 ? framing(booking, framers) : ok('');
  if (verdict.state === 'broken') return verdict;
  const policy = interpretHeaders([framed], { ...embedHeaders(origin, framers), ...notKept });
  if (policy.state !== 'ok') return policy;
  if (script.status !== 200 || script.headers['access-control-allow-origin'] !== '*') {
    return broken(
      `${script.path} does not arrive as other sites need it`,
      'route it to the role appointments as it is.',
    );
  }
  return verdict.state === 'ok' ? ok(`/book is there; ${verdict.says}`) : verdict;
}

/** Of several organisations the one whose pages are asked for. */
function mayFrame({ url, settings, organisations }: Context): readonly string[] {
  const house = organisations.find(({ publicUrl }) => new URL(publicUrl).host === url.host);
  return (house?.config ?? settings).EMBED_ORIGINS;
}

export const bookingCheck: Check = {
  name: 'booking',
  remedy: 'see whether the service runs, and whether the load balancer knows it.',
  async run(context) {
    const page = async (path: string): Promise<Page> => {
      const { status, headers } = await ask(new URL(path, context.url), context);
      return { path, status, headers };
    };
    const [alone, framed, script] = await Promise.all([page('/book'), page('/book?embed'), page('/embed.js')]);
    const origin = originOf(signallingUrl(context).href);
    return interpretBooking({ alone, framed, script, origin, mayFrame: mayFrame(context) });
  },
};
