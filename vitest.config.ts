/**
 * Units, services and systems; what needs a browser runs in Playwright (tests/browser). Two projects: `pods` starts processes and takes
 * them away, and each of its files has a worker of its own; `units` is everything else, one file after another in the same worker, which
 * loads every module once. A file of `units` therefore leaves nothing behind: no fake clock, no global, no open handle.
 */
import { defineConfig } from 'vitest/config';

/** Folders whose tests look at what happens within seconds, and keep a Redis for their file. */
const withPods = ['faults', 'balancer', 'signalling', 'contracts'].map((folder) => `tests/${folder}/**/*.test.ts`);

const shared = {
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 120_000,
  retry: 0,
  sequence: { shuffle: false },
  expect: { poll: { timeout: 60_000 } },
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'pods', include: withPods } },
      {
        test: {
          ...shared,
          name: 'units',
          isolate: false,
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/browser/**', 'node_modules/**', ...withPods],
        },
      },
    ],
  },
});
