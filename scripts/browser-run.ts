/** Runs of the browser tests: pages built once into a folder of their own, then Playwright in a network of its own. */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { runIsolated } from './own-network.ts';
import { buildPages } from './pages.ts';

/** What a run gets to open in its browsers, and a place for what it writes. */
export interface BuiltPages {
  pages: string;
  harness: string;
  /** Where products keep their data while browsers look at them. */
  houses: string;
}

async function buildAll(root: string, folder: string): Promise<BuiltPages> {
  const pages = join(folder, 'pages');
  const harness = join(folder, 'harness');
  await buildPages(pages);
  if (globSync('tests/browser/harness/**/*.html', { cwd: root }).length > 0) {
    await build({ configFile: join(root, 'vite.harness.config.ts'), logLevel: 'warn', build: { outDir: harness } });
  }
  return { pages, harness, houses: join(folder, 'houses') };
}

/** Builds everything that browsers open, hands it to `use`, and takes it away afterwards. */
export async function withBuiltPages<T>(root: string, use: (built: BuiltPages) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-browser-'));
  try {
    return await use(await buildAll(root, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Answers Playwright's exit code; `args` go to Playwright. `name` is the run's folder and report below `test-results`, so that
 * several runs may go on side by side.
 */
export function runBrowserTests(root: string, built: BuiltPages, name: string, args: string[]): Promise<number> {
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const config = join(root, 'tests/browser/playwright.config.ts');
  return runIsolated([process.execPath, cli, 'test', '--config', config, ...args], {
    cwd: root,
    env: {
      VISAVIS_TEST_PAGES: built.pages,
      VISAVIS_TEST_HARNESS: built.harness,
      VISAVIS_TEST_HOUSES: built.houses,
      VISAVIS_TEST_RUN: name,
    },
  });
}
