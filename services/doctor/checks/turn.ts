/** Whether the relay really gives a place to the credentials that pods make, and refuses to reach inner networks. */
import {
  openTurnClient,
  type TurnCredentials,
  TurnRefused,
  type TurnServer,
  type TurnTransport,
  turnCredentials,
} from '@visavis/turn';
import { relaysOf } from '../addresses.ts';
import { authorities, certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Context, type Finding, ok, skipped, worst } from '../check.ts';
import { settleWithin } from '../patience.ts';

/** Cloud metadata: what an attacker would ask a relay for first. */
const forbiddenPeer = '169.254.169.254';
const forbidden = 403;
/** Below the deadline, so that of several relays the silent one is named. */
const patienceMs = 4_000;

/** How far it came: a place, and the relay's answer for a forbidden peer (null: it would send there); or what stopped it. */
export type Allocation = { peerAnswer: number | null } | { refused: number | null } | { code: string };

/** One allocation, judged. */
export function interpretTurn(where: string, allocation: Allocation): Finding {
  if ('peerAnswer' in allocation) {
    if (allocation.peerAnswer === forbidden) return ok(`${where} gives a place and refuses inner addresses`);
    return broken(
      `${where} reaches inner networks`,
      'run coturn with the deny list of services/turn at once: anybody can look into your network.',
    );
  }
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
  if (allocation.refused === 486 || allocation.refused === 508) {
    return broken(
      `${where} has no place left (${allocation.refused})`,
      'raise TURN_TOTAL_QUOTA or the range of ports, or add a relay.',
    );
  }
  if (allocation.refused === null)
    return broken(`${where} does not answer`, 'start coturn, and open its port in the firewall.');
  return broken(`${where} refuses with ${allocation.refused}`, 'see the log of coturn.');
}

async function allocate(
  server: TurnServer,
  credentials: TurnCredentials,
  { clock, signal }: Context,
): Promise<Allocation> {
  try {
    const client = await openTurnClient(server, credentials, clock);
    signal.addEventListener('abort', () => void client.close());
    try {
      await client.allocate('ipv4');
      return { peerAnswer: await client.permission(forbiddenPeer) };
    } finally {
      await client.close();
    }
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
