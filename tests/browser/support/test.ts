/** What browser tests start from: Playwright's `test` with the harness server of this run and the whole product. */
import { type BrowserContext, type BrowserContextOptions, test as base, expect as baseExpect } from '@playwright/test';
import { serveHarness } from './harness-server.ts';
import { leaksOf } from './leaks.ts';
import { type Watched, watchedContext } from './people.ts';
import { harnessFolder } from './run.ts';
import { type System, startSystem } from './system.ts';

export { expect } from '@playwright/test';

interface WorkerParts {
  /** The whole product, started once for a file of tests. */
  system: System;
  /** Address of the built pages in `tests/browser/harness/`: `${harness}/<name>.html`. */
  harness: string;
}

interface TestParts {
  /** A browser of somebody's own, in a language; at the end no page may have failed or asked anybody else. */
  person(language?: 'de' | 'en', options?: BrowserContextOptions): Promise<BrowserContext>;
}

export const test = base.extend<TestParts, WorkerParts>({
  person: async ({ browser }, use) => {
    const everybody: Watched[] = [];
    await use(async (language = 'de', options = {}) => {
      const locale = language === 'de' ? 'de-DE' : 'en-GB';
      const watched = await watchedContext(browser, { locale, timezoneId: 'Europe/Berlin', ...options });
      everybody.push(watched);
      return watched.context;
    });
    for (const { context } of everybody) await context.close();
    baseExpect(everybody.flatMap(({ foreign }) => foreign)).toEqual([]);
    baseExpect(everybody.flatMap(({ faults }) => faults)).toEqual([]);
  },
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parts a fixture needs from this pattern
    async ({}, use) => {
      const server = await serveHarness(harnessFolder());
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  system: [
    async ({ browser }, use) => {
      const system = await startSystem(browser);
      await use(system);
      const leaks = await leaksOf(system);
      await system.process.remove();
      baseExpect(leaks, 'what the log of all journeys holds').toEqual([]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
