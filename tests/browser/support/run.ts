/** Where this run's built pages lie; `scripts/test-browser.ts` builds them into a folder of its own each time. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = (variable: string, otherwise: string): string =>
  process.env[variable] ?? fileURLToPath(new URL(`../../../${otherwise}`, import.meta.url));

/** The product's pages as `npm run build` leaves them. */
export const pagesFolder = (): string => folder('VISAVIS_TEST_PAGES', 'dist/pages');

/** The pages of `tests/browser/harness/`, built. */
export const harnessFolder = (): string => folder('VISAVIS_TEST_HARNESS', 'dist/harness');

/** Data of the products that this run starts; gone with the run. */
export const housesFolder = (): string => process.env.VISAVIS_TEST_HOUSES ?? join(tmpdir(), 'visavis-houses');

/** Screenshots that people look at before a page counts as done. */
export const screenshotFolder = fileURLToPath(new URL('../../../test-results/pages/', import.meta.url));
