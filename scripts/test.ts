/**
 * `npm test`: every suite, then how long each took, what failed, and one line that sums them up; fails when anything failed or did
 * not run. What starts pods and takes them away has the machine to itself. Then two rows go on side by side, because conversations
 * mostly wait: the browsers that talk in one; everything else in the other, one file after the other, then the galleries of pages
 * and what modules show in pages of their own.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltPages, runBrowserTests, withBuiltPages } from './browser-run.ts';
import { durationLines, failureBlock } from './failures.ts';
import { runIsolated } from './own-network.ts';
import { playwrightRunner, runSuite, type SuiteResult, vitestRunner } from './suite.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { sum, tallyLine } from './tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
/** Galleries, and modules in pages of their own; as much of them as makes both rows equally long. */
const besideTalks = '(pages|peer|threats|proof|across|company| check)\\.spec\\.ts';
const reportOf = (run: string) => join(results, `${run}.json`);

const units = (suite: string, args: string[]): Promise<SuiteResult> =>
  runSuite({ suite, path: reportOf(suite), root, runner: vitestRunner }, () => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(suite)}`];
    const command = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args];
    return runIsolated(command, { cwd: root });
  });

const browsers = (built: BuiltPages, suite: string, args: string[]): Promise<SuiteResult> =>
  runSuite({ suite, path: reportOf(suite), root, runner: playwrightRunner }, () =>
    runBrowserTests(root, built, suite, args),
  );

async function unitsThenModules(built: BuiltPages): Promise<SuiteResult[]> {
  const found = await units('units', ['--project=units', '--maxWorkers=1']);
  return [found, await browsers(built, 'modules', ['--grep', besideTalks])];
}

ensureSystemPackages();
await mkdir(results, { recursive: true });
await Promise.all(['pods', 'units', 'modules', 'browser'].map((run) => rm(reportOf(run), { force: true })));
const pods = await units('pods', ['--project=pods']);
const rest = await withBuiltPages(root, async (built) => {
  const talks = browsers(built, 'browser', ['--grep-invert', besideTalks]);
  const [talked, others] = await Promise.all([talks, unitsThenModules(built)]);
  return [...others, talked];
});
const suites = [pods, ...rest];
const total = sum(suites.map(({ tally }) => tally));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
const paragraphs = [durationLines(suites), failureBlock(suites.flatMap(({ failures }) => failures)), tallyLine(total)];
console.log(`\n${paragraphs.filter((text) => text !== '').join('\n\n')}`);
