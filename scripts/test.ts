/** `npm test`: every suite, then one line that sums them up; fails when anything failed or did not run. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBrowserTests } from './browser-run.ts';
import { runIsolated } from './own-network.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { playwrightTally, sum, type Tally, tallyLine, vitestTally } from './tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const unitResults = join(results, 'units.json');
const browserResults = join(results, 'browser.json');

/** What a suite's report says; a suite that failed without a failed test counts as one failure. */
async function read(file: string, code: number, tally: (report: unknown) => Tally): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => 'null');
  const found = tally(JSON.parse(text));
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

function units(): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`];
  return runIsolated([process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters], {
    cwd: root,
  });
}

ensureSystemPackages();
await mkdir(results, { recursive: true });
await Promise.all([unitResults, browserResults].map((file) => rm(file, { force: true })));
const unitCode = await units();
const browserCode = await runBrowserTests(root, []);
const total = sum([
  await read(unitResults, unitCode, vitestTally),
  await read(browserResults, browserCode, playwrightTally),
]);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${tallyLine(total)}`);
