/** Statistics of a made-up month, for scenes of the advisor's page. */
import { type Bundle, statisticBuckets } from '@visavis/shared';
import type { StatisticsApi } from '../../../clients/advisor/statistics/statistics-api.ts';

const day = 86_400_000;

/** Numbers that look like an advice centre: the same in every picture. `now` in milliseconds since 1970. */
export function statisticsDouble(now: number): StatisticsApi {
  const until = new Date(now - day).toISOString().slice(0, 10);
  const bundles = ({ from, to }: { from: string; to: string }): Bundle[] => {
    const found: Bundle[] = [];
    const kinds = Object.entries(statisticBuckets) as [Bundle['measure'], readonly string[]][];
    for (let at = Date.parse(from); at <= Math.min(Date.parse(to), now - day); at += day) {
      const date = Math.round(at / day);
      for (const [kind, [measure, buckets]] of kinds.entries()) {
        for (const [index, bucket] of buckets.entries()) {
          if ((date + index * 2 + kind) % 5 !== 0) continue;
          const count = 5 + ((date * 7 + index * 3 + kind) % 9);
          found.push({ day: new Date(at).toISOString().slice(0, 10), service: 'beratung', measure, bucket, count });
        }
      }
    }
    return found;
  };
  return {
    noteTalk: async () => {},
    read: async (span) => ({
      ...span,
      until,
      services: [{ id: 'beratung', de: 'Beratung zu Heilmitteln', en: 'Advice on remedies' }],
      bundles: bundles(span),
    }),
  };
}
