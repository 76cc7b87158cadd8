/** What browser tests start from: Playwright's `test` with the harness server of this run. */
import { test as base } from '@playwright/test';
import { serveHarness } from './harness-server.ts';
import { harnessFolder } from './run.ts';

export { expect } from '@playwright/test';

interface WorkerParts {
  /** Address of the built pages in `tests/browser/harness/`: `${harness}/<name>.html`. */
  harness: string;
}

export const test = base.extend<object, WorkerParts>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parts a fixture needs from this pattern
    async ({}, use) => {
      const server = await serveHarness(harnessFolder());
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
});
