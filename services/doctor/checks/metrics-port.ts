/** Whether figures of the process can be read where people are. */
import { isLoopbackName } from '@visavis/runtime';
import { ask } from '../ask.ts';
import { broken, type Check, type Finding, ok } from '../check.ts';
import { settleWithin } from '../patience.ts';

const patienceMs = 3_000;

/** Where figures were asked for, and whether they came. */
export interface Tried {
  where: string;
  isOpen: boolean;
}

/** Every place at which outsiders could ask, judged. */
export function interpretMetricsPort(tried: readonly Tried[]): Finding {
  const open = tried.filter(({ isOpen }) => isOpen).map(({ where }) => where);
  if (open.length > 0) {
    return broken(
      `figures are public at ${open.join(', ')}`,
      'let METRICS_HOST be an inner address, and close METRICS_PORT in the firewall.',
    );
  }
  return ok(`not at ${tried.map(({ where }) => where).join(', nor at ')}`);
}

export const metricsPortCheck: Check = {
  name: 'metrics port',
  remedy: 'see whether a firewall is in between.',
  async run(context) {
    const { url, settings } = context;
    const inner = new URL(`http://${url.hostname}:${settings.METRICS_PORT}/metrics`);
    // On this very machine the port may be open: that is what it is for.
    const places = [new URL('/metrics', url), ...(isLoopbackName(url.hostname) ? [] : [inner])];
    const tried = places.map(async (place): Promise<Tried> => {
      // A firewall that drops says nothing at all, which is an answer too.
      const asked = ask(place, context).catch(() => undefined);
      const answer = await settleWithin(context.clock, patienceMs, asked, undefined);
      const isOpen = answer?.status === 200 && answer.body.includes('visavis_');
      return { where: place.port === url.port ? place.pathname : `port ${place.port}`, isOpen };
    });
    return interpretMetricsPort(await Promise.all(tried));
  },
};
