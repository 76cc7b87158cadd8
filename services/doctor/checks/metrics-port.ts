/** Whether figures of the process can be read where people are. */
import { isIP } from 'node:net';
import { isLoopbackName } from '@visavis/runtime';
import { bareHost } from '../addresses.ts';
import { ask } from '../ask.ts';
import { broken, type Check, type Context, type Finding, ok } from '../check.ts';
import { resolveName } from '../names.ts';
import { settleWithin } from '../patience.ts';

const patienceMs = 3_000;

/** Where figures were asked for, and whether they came. */
export interface Tried {
  where: string;
  isOpen: boolean;
}

/** Every place at which outsiders could ask, judged. */
export function interpretMetricsPort(tried: readonly Tried[]): Finding {
  const places = (isOpen: boolean) => [
    ...new Set(tried.filter((one) => one.isOpen === isOpen).map(({ where }) => where)),
  ];
  const open = places(true);
  if (open.length > 0) {
    return broken(
      `figures are public at ${open.join(', ')}`,
      'let METRICS_HOST be an inner address, and close METRICS_PORT in the firewall.',
    );
  }
  return ok(`not at ${places(false).join(', nor at ')}`);
}

/** Where the world would ask for the port: a hosts file may lead this machine past it, to the load balancer for instance. */
async function innerPlaces(context: Context): Promise<URL[]> {
  const { url, settings } = context;
  // On this very machine the port may be open: that is what it is for.
  if (isLoopbackName(url.hostname)) return [];
  const { told } = await resolveName(bareHost(url), context);
  const hosts = told === undefined || told.length === 0 ? [bareHost(url)] : told;
  return hosts.map(
    (host) => new URL(`http://${isIP(host) === 6 ? `[${host}]` : host}:${settings.METRICS_PORT}/metrics`),
  );
}

export const metricsPortCheck: Check = {
  name: 'metrics port',
  remedy: 'see whether a firewall is in between.',
  async run(context) {
    const { url } = context;
    const places = [new URL('/metrics', url), ...(await innerPlaces(context))];
    const tried = places.map(async (place): Promise<Tried> => {
      // A firewall that drops says nothing at all, which is an answer too.
      const asked = ask(place, context).catch(() => undefined);
      const answer = await settleWithin(context.clock, patienceMs, asked, undefined);
      const isOpen = answer?.status === 200 && answer.body.includes('visavis_');
      return { where: place.origin === url.origin ? place.pathname : `port ${place.port}`, isOpen };
    });
    return interpretMetricsPort(await Promise.all(tried));
  },
};
