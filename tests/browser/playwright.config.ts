/**
 * Two browsers and a phone. Chromium runs every test; Firefox those tagged `@firefox`, the phone those tagged `@phone`.
 * Start it with `npm run test:browser`, which gives it a network of its own and freshly built pages.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, devices } from '@playwright/test';
import { calmArguments, chromiumPath, firefoxPath, firefoxPreferences } from './support/browsers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = process.env.VISAVIS_TEST_RUN ?? 'browser';
const chromium = { launchOptions: { executablePath: chromiumPath, args: calmArguments } };

export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: '**/*.spec.ts',
  outputDir: `${root}test-results/${run}`,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Whoever waits long fails late, on whatever machine; whoever waits briefly fails where a machine is slow.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: `${root}test-results/${run}.json` }]],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], ...chromium } },
    {
      name: 'firefox',
      grep: /@firefox/,
      use: {
        ...devices['Desktop Firefox'],
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: firefoxPath, firefoxUserPrefs: firefoxPreferences },
      },
    },
    { name: 'phone', grep: /@phone/, use: { ...devices['Pixel 7'], ...chromium } },
  ],
});
