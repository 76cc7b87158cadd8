/** Shows what a running relay refuses to reach: asks for permission to every denied range, and sends nothing. */
import { isIPv4 } from 'node:net';
import { type Clock, systemClock } from '@visavis/runtime';
import type { TurnCredentials } from './credentials.ts';
import { deniedRanges, publicProbes } from './deny-list.ts';
import { type AddressFamily, openTurnClient, TurnRefused } from './turn-client.ts';
import type { TurnServer } from './turn-line.ts';

export interface ProbeFinding {
  /** What was asked for, and why it must be so. */
  address: string;
  reason: string;
  expected: 'denied' | 'allowed';
  /** `denied` is the relay's 403; any other code by its number. */
  found: 'denied' | 'allowed' | number;
}

export interface ProbeReport {
  /** Families in which the relay gave no allocation; their ranges were not asked for. */
  skipped: AddressFamily[];
  findings: ProbeFinding[];
  /** Those that are not as expected; empty is good. */
  wrong: ProbeFinding[];
}

const forbidden = 403;

function questions(family: AddressFamily): Omit<ProbeFinding, 'found'>[] {
  const isOfFamily = (address: string) => isIPv4(address) === (family === 'ipv4');
  const denied = deniedRanges.flatMap(({ probes, reason }) =>
    probes.filter(isOfFamily).map((address) => ({ address, reason, expected: 'denied' as const })),
  );
  return [...denied, { address: publicProbes[family], reason: 'public', expected: 'allowed' }];
}

async function probeFamily(
  server: TurnServer,
  credentials: TurnCredentials,
  family: AddressFamily,
  clock: Clock,
): Promise<ProbeFinding[]> {
  const client = await openTurnClient(server, credentials, clock);
  try {
    await client.allocate(family);
    const findings: ProbeFinding[] = [];
    for (const question of questions(family)) {
      const code = await client.permission(question.address);
      findings.push({ ...question, found: code === null ? 'allowed' : code === forbidden ? 'denied' : code });
    }
    return findings;
  } finally {
    await client.close();
  }
}

/** STUN codes for "not this family": 440 (RFC 8656 §19), and 508 from coturn without such an address. */
const hasNoFamily = new Set([440, 508]);

/**
 * Probes IPv4 and, where the relay has it, IPv6. Takes some hundred round trips.
 * @throws {TurnRefused} when the relay does not answer, or refuses the credentials (401)
 */
export async function probeDenyList(
  server: TurnServer,
  credentials: TurnCredentials,
  clock: Clock = systemClock,
): Promise<ProbeReport> {
  const skipped: AddressFamily[] = [];
  const findings: ProbeFinding[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    try {
      findings.push(...(await probeFamily(server, credentials, family, clock)));
    } catch (error) {
      const isMissing = error instanceof TurnRefused && error.code !== null && hasNoFamily.has(error.code);
      if (!isMissing) throw error;
      skipped.push(family);
    }
  }
  return { skipped, findings, wrong: findings.filter(({ expected, found }) => expected !== found) };
}
