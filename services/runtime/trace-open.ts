/** Opens the traces that an operator asked for; without being asked, nothing of OpenTelemetry is even loaded. */
import { noTrace, type Trace, type TraceOptions } from './trace.ts';

/** Loads OpenTelemetry only where it is wanted, so that nobody else waits for it. */
export async function openTrace({ endpoint, ...options }: TraceOptions): Promise<Trace> {
  if (endpoint === undefined) return noTrace;
  const { openTelemetryTrace } = await import('./trace-otel.ts');
  return openTelemetryTrace({ ...options, endpoint });
}
