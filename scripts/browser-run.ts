/** One run of the browser tests: pages built into a folder of its own, then Playwright in a network of its own. */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { runIsolated } from './own-network.ts';
import { buildPages } from './pages.ts';

async function buildAll(root: string, folder: string): Promise<{ pages: string; harness: string }> {
  const pages = join(folder, 'pages');
  const harness = join(folder, 'harness');
  await buildPages(pages);
  if (globSync('tests/browser/harness/**/*.html', { cwd: root }).length > 0) {
    await build({ configFile: join(root, 'vite.harness.config.ts'), logLevel: 'warn', build: { outDir: harness } });
  }
  return { pages, harness };
}

/** Answers Playwright's exit code; `args` go to Playwright. Several runs may go on side by side. */
export async function runBrowserTests(root: string, args: string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-browser-'));
  try {
    const { pages, harness } = await buildAll(root, folder);
    const cli = join(root, 'node_modules/@playwright/test/cli.js');
    const config = join(root, 'tests/browser/playwright.config.ts');
    return await runIsolated([process.execPath, cli, 'test', '--config', config, ...args], {
      cwd: root,
      env: { VISAVIS_TEST_PAGES: pages, VISAVIS_TEST_HARNESS: harness },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
