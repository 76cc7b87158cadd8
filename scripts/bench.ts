/**
 * `npm run bench -- [names]`: runs the benchmarks one after another, prints their figures, fails when a bound is missed.
 * A number is no name: `soak` reads it as minutes. Without names, those that take long (`onlyByName`) are left out.
 */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Figure, figuresOf, tableOf } from './figures.ts';
import { runIsolated } from './own-network.ts';
import { buildPages } from './pages.ts';
import { ensureSystemPackages } from './system-packages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const names = words.filter((word) => !/^\d+$/.test(word));

const isOnlyByName = (module: unknown): boolean =>
  typeof module === 'object' && module !== null && Reflect.get(module, 'onlyByName') === true;

async function measure(): Promise<void> {
  const files = globSync('tests/bench/*.ts', { cwd: root }).toSorted();
  const figures: Figure[] = [];
  for (const file of files) {
    const name = basename(file, '.ts');
    if (names.length > 0 && !names.includes(name)) continue;
    const module: unknown = await import(pathToFileURL(join(root, file)).href);
    if (names.length === 0 && isOnlyByName(module)) continue;
    const found = await figuresOf(name, module);
    figures.push(...found);
    if (found.length > 0) console.log(tableOf(found));
  }
  const missed = figures.filter(({ kept }) => !kept);
  console.log(`${figures.length} figures on ${cpus().length} cores, ${missed.length} bounds missed`);
  process.exit(missed.length > 0 || figures.length === 0 ? 1 : 0);
}

/** The same script once more, in a network of its own, with freshly built pages. */
async function isolated(): Promise<void> {
  ensureSystemPackages();
  const pages = await mkdtemp(join(tmpdir(), 'visavis-bench-'));
  try {
    await buildPages(pages);
    const env = { VISAVIS_BENCH: 'measure', VISAVIS_TEST_PAGES: pages };
    process.exitCode = await runIsolated([process.execPath, '--expose-gc', fileURLToPath(import.meta.url), ...words], {
      cwd: root,
      env,
    });
  } finally {
    await rm(pages, { recursive: true, force: true });
  }
}

await (process.env.VISAVIS_BENCH === 'measure' ? measure() : isolated());
