/** Whether the relay really carries for the credentials that pods make, between two of its places too, and refuses to reach inner networks. */
import {
  isInnerIpv4,
  type RelayTrial,
  type TurnCredentials,
  TurnRefused,
  type TurnServer,
  type TurnTransport,
  tryRelay,
  turnCredentials,
} from '@visavis/turn';
import { relaysOf } from '../addresses.ts';
import { authorities, certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, skipped, warning, worst } from '../check.ts';
import { settleWithin } from '../patience.ts';

/** Below the deadline, so that of several relays the silent one is named. */
const patienceMs = 4_000;

/** What a trial found, or what stopped it. */
export type Allocation = RelayTrial | { refused: number | null } | { code: string };

/** What a relay that carries is warned of, each with its fix. */
function doubtsAbout({ relayed, reachesItsHost }: RelayTrial): [says: string, fix: string][] {
  const doubts: [string, string][] = [];
  if (reachesItsHost) {
    doubts.push([
      'also to other ports of its own machine',
      'run deploy/relay-firewall.sh on that machine: whoever has a credential reaches what listens there over UDP',
    ]);
  }
  if (isInnerIpv4(relayed)) {
    doubts.push([
      `gives places at ${relayed}, which peers elsewhere do not reach`,
      'name PUBLIC/PRIVATE of this relay, or node, in TURN_EXTERNAL_IPS',
    ]);
  }
  return doubts;
}

/** A relay that gives places: whom it reaches, and whether people who use it only meet. */
function interpretTrial(where: string, trial: RelayTrial): Finding {
  const { reached, between } = trial;
  if (reached.length > 0) {
    return broken(
      `${where} reaches inner networks (${reached.join(', ')})`,
      'run coturn with the deny list of services/turn at once: anybody can look into your network.',
    );
  }
  if (typeof between === 'number') {
    return broken(
      `${where} refuses to carry between two of its own places (${between})`,
      'tell services/turn the address of the relay (TURN_EXTERNAL_IPS or TURN_LISTENING_IPS), so that it is allowed, and start coturn anew: whoever may use the relay only meets nobody.',
    );
  }
  if (between === 'lost') {
    return broken(
      `${where} loses what goes from one of its places to another`,
      'behind a NAT set TURN_EXTERNAL_IPS=PUBLIC/PRIVATE, and let the firewall pass UDP between the ports of the relay itself.',
    );
  }
  const doubts = doubtsAbout(trial);
  if (doubts.length > 0) {
    const says = doubts.map(([doubt]) => doubt).join(', and ');
    return warning(`${where} carries, but ${says}`, `${doubts.map(([, fix]) => fix).join('; ')}.`);
  }
  return ok(`${where} gives a place, carries between two of them, and refuses inner addresses`);
}

/** One relay over one transport, judged. */
export function interpretTurn(where: string, allocation: Allocation): Finding {
  if ('reached' in allocation) return interpretTrial(where, allocation);
  if ('code' in allocation) {
    const known = certificateFault(allocation.code);
    if (known) return broken(`${where}: ${known.says}`, known.fix);
    return broken(
      `${where} is not reached (${allocation.code || 'no answer'})`,
      'start coturn, and open its port in the firewall.',
    );
  }
  if (allocation.refused === 401) {
    return broken(
      `${where} refuses our credentials (401)`,
      'give pods and coturn the same TURN_SECRET, and compare their clocks.',
    );
  }
  if (allocation.refused === 486) {
    return broken(`${where} has no place left (486)`, 'raise TURN_TOTAL_QUOTA, or add a relay.');
  }
  if (allocation.refused === 508) {
    return broken(
      `${where} has no place to give (508)`,
      'relay from an address that its machine has: behind a NAT TURN_EXTERNAL_IPS=PUBLIC/PRIVATE; else widen the range of ports, or add a relay.',
    );
  }
  if (allocation.refused === null) {
    // coturn tries all of its ports, for seconds, before it says 508.
    return broken(
      `${where} does not answer`,
      'start coturn, and open its port in the firewall; behind a NAT set TURN_EXTERNAL_IPS=PUBLIC/PRIVATE.',
    );
  }
  return broken(`${where} refuses with ${allocation.refused}`, 'see the log of coturn.');
}

async function allocate(
  server: TurnServer,
  credentials: TurnCredentials,
  { clock, signal }: Context,
): Promise<Allocation> {
  try {
    return await tryRelay(server, credentials, clock, signal);
  } catch (error) {
    return error instanceof TurnRefused ? { refused: error.code } : { code: codeOf(error) ?? '' };
  }
}

const check = (transport: TurnTransport): Check => ({
  name: `turn ${transport}`,
  remedy: `start coturn, and open its port for ${transport === 'udp' ? 'UDP' : 'TCP'} in the firewall.`,
  async run(context) {
    const relays = relaysOf(context).filter(({ server }) => server.transport === transport);
    const expiresAt = context.clock.now() / 1000 + 600;
    const found = relays.map(async ({ server, secret }): Promise<Finding> => {
      const where = `${server.host}:${server.port}`;
      if (secret === undefined) return skipped(`${where}: TURN_SECRET is not set here`);
      const trusted = transport === 'tls' ? authorities(context.ca) : {};
      const asked = allocate({ ...server, ...trusted }, turnCredentials(secret, expiresAt), context);
      return interpretTurn(where, await settleWithin(context.clock, patienceMs, asked, { refused: null }));
    });
    return worst(await Promise.all(found), `TURN_URLS has no relay over ${transport.toUpperCase()}`);
  },
});

/** A line for each way to the relay: networks that block one let another through. */
export const turnChecks: readonly Check[] = [check('udp'), check('tcp'), check('tls')];
