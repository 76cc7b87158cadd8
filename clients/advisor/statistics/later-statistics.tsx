/** The way to the statistics: their page comes when it is opened. */
import { useUiTexts } from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { wallClock } from '../dates.ts';
import type { Parts } from '../parts.ts';

const load = () => import('./statistics-page.tsx');

export function LaterStatistics({ parts, timeZone }: { parts: Parts; timeZone: string }) {
  const { words } = useUiTexts();
  const page = useModule(true, load);
  if (!page) return <p role="status">{words.loading}</p>;
  return <page.StatisticsPage api={parts.statistics} today={wallClock(parts.clock.now(), timeZone).day} />;
}
