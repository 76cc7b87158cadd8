/** Tries the network as a call will use it: a real allocation on the relay over each transport, and the direct way. */
import type { CheckMark, IceServer } from '@visavis/shared';
import type { NetworkCheck } from './call-view.ts';
import { directWay, type RelayTrial, relayWay } from './check-ways.ts';
import { browserClock, type Clock } from './clock.ts';

/** Bounds of a check in milliseconds; above the `weak` ones a call works, but not well. */
export const checkLimits = { gatherMs: 5_000, roundTripMs: 2_500, weakAnswerMs: 2_000, weakRoundTripMs: 300 } as const;

/** What a check stands on; tests bring their own. */
export interface CheckParts {
  connect(configuration: RTCConfiguration): RTCPeerConnection;
  clock: Clock;
}

/** The browser's own. */
export const browserCheckParts: CheckParts = {
  connect: (configuration) => new RTCPeerConnection(configuration),
  clock: browserClock,
};

/** The servers of each way: `stun:` for direct, `turn:` by its transport (RFC 7065), `turns:` for TLS. */
export function sortWays(iceServers: readonly IceServer[]): Record<keyof NetworkCheck, IceServer[]> {
  const wayOf = (url: string): keyof NetworkCheck => {
    if (url.startsWith('stun:')) return 'direct';
    if (url.startsWith('turns:')) return 'tls';
    return /[?&]transport=tcp\b/.test(url) ? 'tcp' : 'udp';
  };
  const ways: Record<keyof NetworkCheck, IceServer[]> = { direct: [], udp: [], tcp: [], tls: [] };
  for (const server of iceServers) for (const url of server.urls) ways[wayOf(url)].push({ ...server, urls: [url] });
  return ways;
}

/**
 * All ways at once, within 8 seconds. `good` and `weak` mean that this way carries a call, `failed` that something on the
 * path or the relay refuses it, `skipped` that no such server is configured. Rejects never.
 */
export async function checkNetwork(
  iceServers: readonly IceServer[],
  parts: CheckParts = browserCheckParts,
): Promise<NetworkCheck> {
  const ways = sortWays(iceServers);
  const relay = (servers: IceServer[]) =>
    mark(servers, async () => judgeRelay(await relayWay(servers, parts, checkLimits)));
  const [direct, udp, tcp, tls] = await Promise.all([
    mark(ways.direct, async () => judgeAnswer(await directWay(ways.direct, parts, checkLimits))),
    relay(ways.udp),
    relay(ways.tcp),
    relay(ways.tls),
  ]);
  return { direct, udp, tcp, tls };
}

async function mark(servers: IceServer[], trial: () => Promise<CheckMark>): Promise<CheckMark> {
  if (servers.length === 0) return 'skipped';
  return trial().catch(() => 'failed');
}

const judgeAnswer = (answeredMs: number | undefined): CheckMark => {
  if (answeredMs === undefined) return 'failed';
  return answeredMs > checkLimits.weakAnswerMs ? 'weak' : 'good';
};

// A relay may refuse to talk to itself (its deny list), so that an allocation alone is proof enough.
function judgeRelay({ allocatedMs, roundTripMs }: RelayTrial): CheckMark {
  const isSlow = roundTripMs !== undefined && roundTripMs > checkLimits.weakRoundTripMs;
  return allocatedMs !== undefined && isSlow ? 'weak' : judgeAnswer(allocatedMs);
}
