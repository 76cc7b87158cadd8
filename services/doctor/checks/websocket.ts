/** Whether a page of this installation gets a line to a pod, through whatever stands in between. */
import { limits } from '@visavis/shared';
import { certificateFault } from '../certificate.ts';
import { broken, type Check, type Finding, ok, warning } from '../check.ts';
import { knock, type Upgrade } from '../upgrade.ts';

/** Instead of a line: what that status means on this way. */
const refusals: Record<number, Finding> = {
  400: broken('the upgrade arrives maimed (400)', 'let the load balancer pass Sec-WebSocket-Protocol on.'),
  403: broken(
    'pods refuse this very origin (403)',
    'set PUBLIC_URL of the pods to what browsers show, or name it in SIGNALLING_ORIGINS.',
  ),
  404: broken('nobody serves /signal there (404)', 'route /signal and /signal/… to the role signalling.'),
  502: broken('the load balancer reaches no pod (502)', 'see whether pods run and are ready, and its list of servers.'),
  503: warning(
    'pods take nobody at this moment (503)',
    'they are draining or flooded: see visavis_signalling_limits_hit_total.',
  ),
  504: broken('pods do not answer the load balancer (504)', 'see their log, and the network between.'),
};

/** A knock with the right origin, judged. */
export function interpretUpgrade(upgrade: Upgrade): Finding {
  if ('opened' in upgrade) {
    const seconds = limits.pingMs / 1000;
    return ok(
      `open and back in ${Math.round(upgrade.pongMs)} ms; idle timeouts on the way must be longer than ${seconds} s`,
    );
  }
  if ('error' in upgrade) {
    const { says, fix } = certificateFault(upgrade.error) ?? {
      says: `no line (${upgrade.error})`,
      fix: 'see whether pods run, and whether a firewall is in between.',
    };
    return broken(says, fix);
  }
  const other = broken(
    `an answer instead of an upgrade (${upgrade.status})`,
    'let the load balancer pass upgrades on (Connection and Upgrade headers, HTTP/1.1 to the pods).',
  );
  return refusals[upgrade.status] ?? other;
}

export const websocketCheck: Check = {
  name: 'websocket',
  remedy: 'the way is open and silent: look at the load balancer and its timeouts.',
  run: async (context) => interpretUpgrade(await knock(context, context.url.origin)),
};
