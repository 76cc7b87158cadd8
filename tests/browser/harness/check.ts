/** A page that runs the network check; tests call `window.networkCheck`. */
import type { IceServer } from '@visavis/shared';
import { browserCheckParts, checkNetwork } from '../../../clients/call/check.ts';
import { measureThroughput } from '../../../clients/call/check-throughput.ts';

async function run(iceServers: IceServer[]) {
  const started = performance.now();
  const result = await checkNetwork(iceServers);
  return { result, tookMs: performance.now() - started };
}

const ways = { udp: 'good', tcp: 'good', tls: 'good' } as const;

/** Over the ways that are configured. `sent`: bytes that left all connections of the page. */
async function measure(iceServers: IceServer[], stopAfterMs?: number) {
  const made: RTCPeerConnection[] = [];
  const sent = { bytes: 0 };
  const count = async () => {
    let bytes = 0;
    for (const pc of made)
      for (const entry of (await pc.getStats()).values()) if (entry.type === 'transport') bytes += entry.bytesSent;
    sent.bytes = Math.max(sent.bytes, bytes);
  };
  const counting = setInterval(() => void count(), 200);
  const stop = new AbortController();
  if (stopAfterMs !== undefined) setTimeout(() => stop.abort(), stopAfterMs);
  const started = performance.now();
  const mark = await measureThroughput(iceServers, ways, stop.signal, {
    ...browserCheckParts,
    connect: (configuration) => {
      const pc = new RTCPeerConnection(configuration);
      made.push(pc);
      return pc;
    },
  });
  clearInterval(counting);
  const open = made.filter(({ connectionState }) => connectionState !== 'closed').length;
  return { mark, tookMs: performance.now() - started, sentBytes: sent.bytes, open };
}

Object.assign(window, { networkCheck: { run, measure } });
