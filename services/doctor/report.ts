/** How results are told: lines for people, JSON for programs. */
import type { State } from './check.ts';
import type { Result } from './deadline.ts';

const count = (results: readonly Result[], state: State): number => results.filter((one) => one.state === state).length;

/** True when nothing is broken; a warning breaks nothing. */
export const isHealthy = (results: readonly Result[]): boolean => count(results, 'broken') === 0;

function lines({ state, name, says, fix, durationMs }: Result): string[] {
  const line = `${state.padEnd(8)} ${name.padEnd(16)} ${says} (${Math.round(durationMs)} ms)`;
  return fix === undefined ? [line] : [line, `${' '.repeat(26)}fix: ${fix}`];
}

/** A line for each result, its fix below it, and a sum. */
export function asText(results: readonly Result[]): string {
  const states: State[] = ['ok', 'warning', 'broken', 'skipped'];
  const sum = states.map((state) => `${count(results, state)} ${state}`).join(', ');
  return [...results.flatMap(lines), '', sum].join('\n');
}

/** `{healthy, url, checks: [{name, state, says, fix?, durationMs}]}`. */
export function asJson(url: URL, results: readonly Result[]): string {
  return JSON.stringify({ healthy: isHealthy(results), url: url.origin, checks: results }, null, 2);
}
