/** Reads what pods logged: nothing private, nothing that shows a fault of the program itself. */

/** What no log line may hold, whoever wrote it. */
const shapes: [why: string, pattern: RegExp][] = [
  // Longer than a connection's random name, which may begin like one, or with a second part.
  ['a token', /(?<![\w-])eyJ(?:[\w-]{20,}|[\w-]{10,}\.)/],
  ['a sealed or plain body', /"[sp]\.[A-Za-z0-9_-]{20,}"/],
  ['an address', /(?<![\d.])127\.\d+\.\d+\.\d+(?![\d.])/],
];

export interface LogFinding {
  why: string;
  text: string;
}

const isJson = (line: string): boolean => {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

const levelOf = (line: string): number => Number(/"level":(\d+)/.exec(line)?.[1] ?? 0);

/** Everything odd in these whole lines. `secrets` are ids of rooms, pages and devices, and keys. */
export function auditLog(text: string, secrets: ReadonlySet<string>): LogFinding[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const found = shapes.filter(([, shape]) => shape.test(line)).map(([why]) => ({ why, text: line }));
      if (line.split(/[^A-Za-z0-9_-]+/).some((word) => secrets.has(word))) found.push({ why: 'a secret', text: line });
      if (!isJson(line)) found.push({ why: 'not a log line', text: line });
      else if (levelOf(line) >= 50) found.push({ why: 'gave up', text: line });
      return found;
    });
}
