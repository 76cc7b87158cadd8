/** What the installation says of itself: `/health/live` and `/health/ready`. */
import * as v from 'valibot';
import { ask, jsonOf } from '../ask.ts';
import { broken, type Check, type Finding, ok, warning } from '../check.ts';

const Ready = v.object({ ready: v.boolean(), draining: v.boolean(), parts: v.record(v.string(), v.boolean()) });

/** Status codes and the body of `/health/ready`, judged. */
export function interpretHealth(live: number, ready: number, body: unknown): Finding {
  if (live !== 200) {
    return broken(`/health/live answers ${live}`, 'start the service, or route this address to it.');
  }
  const said = v.safeParse(Ready, body);
  if (!said.success)
    return broken('/health/ready is not ours', 'route /health to the service and not to something else.');
  const failing = Object.entries(said.output.parts).flatMap(([name, works]) => (works ? [] : [name]));
  if (failing.length > 0) {
    return broken(`not ready: ${failing.join(', ')}`, 'see the lines of these parts, and the log of the service.');
  }
  if (said.output.draining) return warning('it is being shut down', 'wait until the new one is ready.');
  return ready === 200
    ? ok(`ready: ${Object.keys(said.output.parts).join(', ')}`)
    : broken('not ready', 'see its log.');
}

export const healthCheck: Check = {
  name: 'health',
  remedy: 'see whether the service runs, and whether the load balancer knows it.',
  async run(context) {
    const [live, ready] = await Promise.all([
      ask(new URL('/health/live', context.url), context),
      ask(new URL('/health/ready', context.url), context),
    ]);
    return interpretHealth(live.status, ready.status, jsonOf(ready));
  },
};
