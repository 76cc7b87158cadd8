/** What the caller found, as metrics; README.md has the table. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { CallResult } from './results.ts';

export interface SyntheticMetrics {
  /** `atMs`: milliseconds since 1970. */
  ran(results: readonly CallResult[], atMs: number, tookMs: number): void;
}

function register(registry: Registry) {
  const registers = [registry];
  return {
    success: new Gauge({
      name: 'visavis_synthetic_success',
      help: 'Whether the last call on this path succeeded: 1 or 0; no sample where no such relay is configured.',
      labelNames: ['path'],
      registers,
    }),
    lastSuccess: new Gauge({
      name: 'visavis_synthetic_last_success_timestamp_seconds',
      help: 'When a call on this path last succeeded, seconds since 1970.',
      labelNames: ['path'],
      registers,
    }),
    seconds: new Gauge({
      name: 'visavis_synthetic_call_seconds',
      help: 'Parts of the last call that succeeded: enter, line, picture, whole.',
      labelNames: ['path', 'part'],
      registers,
    }),
    calls: new Counter({
      name: 'visavis_synthetic_calls_total',
      help: 'Calls by what came of them: ok, skipped, failed.',
      labelNames: ['path', 'result'],
      registers,
    }),
    failures: new Counter({
      name: 'visavis_synthetic_failures_total',
      help: 'Failed calls by the step at which they ended: appointment, browser, door, room, meet, line, picture.',
      labelNames: ['path', 'step'],
      registers,
    }),
    run: new Gauge({
      name: 'visavis_synthetic_run_seconds',
      help: 'How long the last run over all paths took.',
      registers,
    }),
  };
}

export function syntheticMetrics(registry: Registry): SyntheticMetrics {
  const { success, lastSuccess, seconds, calls, failures, run } = register(registry);
  return {
    ran(results, atMs, tookMs) {
      run.set(tookMs / 1000);
      for (const result of results) {
        const { path, outcome } = result;
        calls.inc({ path, result: outcome });
        if (outcome === 'skipped') success.remove({ path });
        else success.set({ path }, outcome === 'ok' ? 1 : 0);
        if (outcome === 'failed') failures.inc({ path, step: result.step });
        if (outcome !== 'ok') continue;
        lastSuccess.set({ path }, atMs / 1000);
        for (const [part, value] of Object.entries(result.seconds)) seconds.set({ path, part }, value);
      }
    },
  };
}
