/**
 * `npm test`: every suite, then one line that sums them up; fails when anything failed or did not run. What starts pods and takes
 * them away has the machine to itself. Then two rows go on side by side, because conversations mostly wait: the browsers that talk
 * in one; everything else in the other, one file after the other, then the galleries of pages and what a peer alone can show.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltPages, runBrowserTests, withBuiltPages } from './browser-run.ts';
import { runIsolated } from './own-network.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { playwrightTally, sum, type Tally, tallyLine, vitestTally } from './tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const besideTalks = 'pages.spec.ts|peer.spec.ts|threats.spec.ts';
/** Folders whose tests look at what happens within seconds. */
const withPods = ['tests/faults/', 'tests/balancer/', 'tests/signalling/', 'tests/contracts/'];
const reportOf = (run: string) => join(results, `${run}.json`);

/** What a suite's report says; a suite that failed without a failed test counts as one failure. */
async function read(run: string, code: number, tally: (report: unknown) => Tally): Promise<Tally> {
  const text = await readFile(reportOf(run), 'utf8').catch(() => 'null');
  const found = tally(JSON.parse(text));
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

async function units(run: string, args: string[]): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(run)}`];
  const command = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args];
  return read(run, await runIsolated(command, { cwd: root }), vitestTally);
}

const browsers = async (built: BuiltPages, run: string, args: string[]): Promise<Tally> =>
  read(run, await runBrowserTests(root, built, run, args), playwrightTally);

async function unitsThenModules(built: BuiltPages): Promise<Tally> {
  const others = withPods.flatMap((folder) => ['--exclude', `${folder}**`]);
  const found = await units('units', ['--maxWorkers=1', ...others]);
  return sum([found, await browsers(built, 'modules', ['--grep', besideTalks])]);
}

ensureSystemPackages();
await mkdir(results, { recursive: true });
await Promise.all(['pods', 'units', 'modules', 'browser'].map((run) => rm(reportOf(run), { force: true })));
const pods = await units('pods', withPods);
const rest = await withBuiltPages(root, async (built) => {
  const talks = browsers(built, 'browser', ['--grep-invert', besideTalks]);
  return sum(await Promise.all([talks, unitsThenModules(built)]));
});
const total = sum([pods, rest]);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${tallyLine(total)}`);
