/** Measures what the line carries, with code that comes only where there is a relay to measure with. */
import type { CheckMark, IceServer } from '@visavis/shared';
import type { NetworkCheck } from './call-view.ts';

/** See `measureThroughput` of `check-throughput.ts`; code that does not come measures nothing. Rejects never. */
export async function measureThroughput(
  iceServers: readonly IceServer[],
  open: NetworkCheck,
  signal: AbortSignal,
): Promise<CheckMark> {
  const { direct: _, ...relayed } = open;
  if (signal.aborted || Object.values(relayed).every((mark) => mark === 'skipped')) return 'skipped';
  const throughput = await import('./check-throughput.ts').catch(() => undefined);
  return throughput ? throughput.measureThroughput(iceServers, open, signal) : 'skipped';
}
