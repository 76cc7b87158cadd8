/** How much the line carries for seconds on end, through the real relay: two connections of this page, one channel, each way. */
import type { CheckMark, IceServer } from '@visavis/shared';
import { browserCheckParts, type CheckParts, sortWays } from './check.ts';
import { configuration, describe, within } from './check-ways.ts';
import type { Clock } from './clock.ts';

/**
 * At most `wholeMs` long: a slow meeting, of `connectMs` at most, leaves less than `wayMs` for each way. No more is sent than `bitsPerS`, so that a check costs 0.55 MB up
 * and the same down, and never fills a line or a relay. The first `settleMs` of a way are not counted. Each byte goes up
 * and comes down again, so the narrower of both is measured: `goodBitsPerS` of it carry a picture, below `weakBitsPerS`
 * sound alone is sure.
 */
export const throughputLimits = {
  wholeMs: 6_000,
  connectMs: 4_000,
  wayMs: 1_750,
  settleMs: 500,
  bitsPerS: 1_250_000,
  goodBitsPerS: 1_000_000,
  weakBitsPerS: 500_000,
} as const;

const chunkBytes = 1_100;
const tickMs = 20;
/** What a busy device may make up for at once, and what may wait in the channel: half a second of a poor line. */
const burstBytes = 96 * 1024;
const waitingBytes = 32 * 1024;

/** What bits a second are worth; `skipped` where nothing could be measured. */
export function judgeThroughput(bitsPerS: number | undefined): CheckMark {
  if (bitsPerS === undefined) return 'skipped';
  if (bitsPerS >= throughputLimits.goodBitsPerS) return 'good';
  return bitsPerS >= throughputLimits.weakBitsPerS ? 'weak' : 'failed';
}

/**
 * Measures on the best of the relay's ways that `open` names. `skipped` when no relay is configured or reached, when it
 * does not talk to itself, and as soon as `signal` is aborted. Rejects never.
 */
export async function measureThroughput(
  iceServers: readonly IceServer[],
  open: Readonly<Record<'udp' | 'tcp' | 'tls', CheckMark>>,
  signal: AbortSignal,
  parts: CheckParts = browserCheckParts,
): Promise<CheckMark> {
  const way = (['udp', 'tcp', 'tls'] as const).find((name) => open[name] === 'good' || open[name] === 'weak');
  if (way === undefined || signal.aborted) return 'skipped';
  const measured = await carried(sortWays(iceServers)[way], parts, signal).catch(() => undefined);
  return judgeThroughput(signal.aborted ? undefined : measured);
}

/** Bits a second of the narrower way, `undefined` when the two did not meet. */
async function carried(
  servers: IceServer[],
  { connect, clock }: CheckParts,
  signal: AbortSignal,
): Promise<number | undefined> {
  const [a, b] = [connect(configuration(servers, 'relay')), connect(configuration(servers, 'relay'))];
  const stopped = new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  const started = clock.now();
  try {
    const channels = await Promise.race([stopped, within(throughputLimits.connectMs, meet(a, b), clock)]);
    if (channels === undefined) return undefined;
    const [here, there] = channels;
    const wayMs = Math.min(throughputLimits.wayMs, (throughputLimits.wholeMs - (clock.now() - started)) / 2);
    const up = await oneWay(here, there, wayMs, clock, stopped);
    const down = up === undefined ? undefined : await oneWay(there, here, wayMs, clock, stopped);
    return up === undefined || down === undefined ? undefined : Math.min(up, down);
  } finally {
    a.close();
    b.close();
  }
}

/** Both ends of one channel, open. Like sound and picture it repeats nothing and waits for nothing. */
async function meet(a: RTCPeerConnection, b: RTCPeerConnection): Promise<[RTCDataChannel, RTCDataChannel]> {
  const here = a.createDataChannel('throughput', { ordered: false, maxRetransmits: 0 });
  const opened = new Promise<unknown>((resolve) => {
    here.onopen = resolve;
  });
  const there = new Promise<RTCDataChannel>((resolve) => {
    b.addEventListener('datachannel', ({ channel }) => resolve(channel));
  });
  await describe(a, b);
  await opened;
  return [here, await there];
}

/** Sends for `wayMs`; bits a second that arrived once it had settled. */
async function oneWay(
  from: RTCDataChannel,
  to: RTCDataChannel,
  wayMs: number,
  clock: Clock,
  stopped: Promise<undefined>,
): Promise<number | undefined> {
  const { settleMs } = throughputLimits;
  const started = clock.now();
  let arrived = 0;
  to.binaryType = 'arraybuffer';
  to.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    if (clock.now() - started >= settleMs) arrived += data.byteLength;
  };
  const stop = sendEvenly(from, clock);
  const over = new Promise<true>((resolve) => void clock.after(wayMs, () => resolve(true)));
  const isWhole = await Promise.race([over, stopped]);
  stop();
  to.onmessage = null;
  return isWhole && (arrived * 8_000) / (clock.now() - started - settleMs);
}

const isFree = ({ readyState, bufferedAmount }: RTCDataChannel) =>
  readyState === 'open' && bufferedAmount < waitingBytes;

/** Sends at the bounded rate until the answer is called. */
function sendEvenly(channel: RTCDataChannel, clock: Clock): () => void {
  const chunk = new Uint8Array(chunkBytes);
  let due = 0;
  let last = clock.now();
  return clock.every(tickMs, () => {
    const now = clock.now();
    due = Math.min(burstBytes, due + ((now - last) * throughputLimits.bitsPerS) / 8_000);
    last = now;
    for (; due >= chunkBytes && isFree(channel); due -= chunkBytes) channel.send(chunk);
  });
}
