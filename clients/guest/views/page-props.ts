/** What every page of the journey gets. */
import type { Browser } from '@visavis/ui';
import type { Facts, JourneyEvent } from '../journey-types.ts';

export interface PageProps {
  facts: Facts;
  send: (event: JourneyEvent) => void;
  browser: Browser;
}
