/** A log that is kept, so that a test reads what an operator would. */
import { createLog, type Log } from '@visavis/runtime';

export function memoryLog(level: 'error' | 'warn' | 'info' | 'debug'): { log: Log; text(): string } {
  const lines: string[] = [];
  const log = createLog({ level, role: 'test', destination: { write: (line) => void lines.push(line) } });
  return { log, text: () => lines.join('') };
}

/** JSON lines as objects. */
export const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
