/** Until when an appointment is kept: asked of the service when the receipt is shown, because the organisation may change it at any time. */
import { Retention } from '@visavis/shared';
import { apiRequest, type Fetch } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';

/** Promised whatever the organisation sets; told when the service does not answer. */
const promisedDays = 90;
const day = 86_400_000;
/** Retention runs every hour, so that the last row may live that much longer. */
const runsEveryMs = 3_600_000;

/** When the last of it is gone, milliseconds since 1970. */
export const keptUntil = (endsAtMs: number, days: number): number => endsAtMs + days * day + runsEveryMs;

/** Days that the service names; undefined until it has, or has failed to. */
export function useKeptDays(fetch: Fetch = (path, init) => globalThis.fetch(path, init)): number | undefined {
  const [days, setDays] = useState<number>();
  useEffect(() => {
    const signal = AbortSignal.timeout(5_000);
    apiRequest(fetch, { method: 'GET', path: '/api/v1/retention', answer: Retention, signal }).then(
      (answer) => setDays(answer.days),
      () => setDays(promisedDays),
    );
  }, []);
  return days;
}
