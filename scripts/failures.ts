/** Which tests failed and with which words, read from the two runners' reports: the last thing that a failed run says. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** One test, or a file or suite that failed without any of its tests. Paths are relative to the project. */
export interface Failure {
  suite: string;
  file: string;
  title: string;
  /** What was thrown, as the runner wrote it; empty when it wrote nothing. */
  error: string;
}

/** Reads one runner's report; what has not the shape of one holds no failure. */
export type FailuresOf = (report: unknown, suite: string, root: string) => Failure[];

const linesOfError = 3;
const charactersOfLine = 200;

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
const textAt = (value: unknown, key: string): string => {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
};
const listAt = (value: unknown, key: string): unknown[] => {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
};
const titled = (titles: string[]): string => titles.filter((title) => title !== '').join(' › ');

/** Vitest's JSON report. A file that could not be loaded, or whose hook failed, counts although no test of it failed. */
export const vitestFailures: FailuresOf = (report, suite, root) =>
  listAt(report, 'testResults').flatMap((result) => {
    const file = relative(root, textAt(result, 'name'));
    const tests = listAt(result, 'assertionResults').filter((test) => textAt(test, 'status') === 'failed');
    if (tests.length === 0 && textAt(result, 'status') === 'failed') {
      return [{ suite, file, title: 'the file, outside its tests', error: textAt(result, 'message') }];
    }
    return tests.map((test) => ({
      ...{ suite, file, title: titled([...listAt(test, 'ancestorTitles').map(String), textAt(test, 'title')]) },
      error: String(listAt(test, 'failureMessages')[0] ?? ''),
    }));
  });

/** Where an error of Playwright was thrown, with what it says: its stack begins with its message. */
const whole = (error: unknown): string => textAt(error, 'stack') || textAt(error, 'message') || textAt(error, 'value');

function ofSpec(spec: unknown, suite: string, folder: string, titles: string[]): Failure[] {
  const tests = listAt(spec, 'tests').filter((test) => ['unexpected', 'flaky'].includes(textAt(test, 'status')));
  return tests.map((test) => ({
    ...{ suite, file: `${folder}/${textAt(spec, 'file')}` },
    title: titled([`[${textAt(test, 'projectName')}]`, ...titles, textAt(spec, 'title')]),
    error: whole(listAt(test, 'results').flatMap((result) => listAt(result, 'errors'))[0]),
  }));
}

function below(described: unknown, suite: string, folder: string, titles: string[]): Failure[] {
  return [
    ...listAt(described, 'specs').flatMap((spec) => ofSpec(spec, suite, folder, titles)),
    ...listAt(described, 'suites').flatMap((one) => below(one, suite, folder, [...titles, textAt(one, 'title')])),
  ];
}

/** Playwright's JSON report: tests that failed or passed only at a second try, and what failed outside all of them. */
export const playwrightFailures: FailuresOf = (report, suite, root) => {
  const folder = relative(root, textAt(at(report, 'config'), 'rootDir'));
  const outside = listAt(report, 'errors').map((error) => {
    const file = relative(root, textAt(at(error, 'location'), 'file') || root);
    return { suite, file, title: 'outside the tests', error: whole(error) };
  });
  return [...outside, ...listAt(report, 'suites').flatMap((file) => below(file, suite, folder, []))];
};

/** The first lines that tell something: without colours, empty lines and the runners' own places in a stack. */
export const firstLines = (error: string): string[] =>
  stripVTControlCharacters(error)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !(line.startsWith('at ') && /node_modules|node:internal/.test(line)))
    .slice(0, linesOfError)
    .map((line) => (line.length > charactersOfLine ? `${line.slice(0, charactersOfLine - 1)}…` : line));

/** Everything that failed as one block, a paragraph each; nothing at all when nothing failed. */
export function failureBlock(failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  const paragraphs = failures.map(({ suite, file, title, error }) =>
    [`${suite}: ${titled([file, title])}`, ...firstLines(error).map((line) => `    ${line}`)].join('\n'),
  );
  return ['failed:', ...paragraphs].join('\n\n');
}

/** `pods      4:48`, a line per suite: minutes and seconds. */
export function durationLines(suites: readonly { suite: string; ms: number }[]): string {
  const width = Math.max(...suites.map(({ suite }) => suite.length));
  return suites
    .map(({ suite, ms }) => {
      const seconds = Math.round(ms / 1_000);
      return `${suite.padEnd(width)}  ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    })
    .join('\n');
}
