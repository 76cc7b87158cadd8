/** What the pages ask of the service about statistics, and what they tell for them. */
import { Statistics, type TalkNote } from '@visavis/shared';
import { apiRequest, type Fetch } from '@visavis/ui';
import * as v from 'valibot';
import type { Span } from './spans.ts';

/** Every call rejects with an `ApiError` and nothing else. */
export interface StatisticsApi {
  read(span: Span): Promise<Statistics>;
  /** How the conversation of an appointment was; counted once. */
  noteTalk(appointment: string, note: TalkNote): Promise<void>;
}

export function makeStatisticsApi(fetch: Fetch): StatisticsApi {
  const base = '/api/v1';
  return {
    read: ({ from, to }) =>
      apiRequest(fetch, { method: 'GET', path: `${base}/statistics?from=${from}&to=${to}`, answer: Statistics }),
    noteTalk: (appointment, body) =>
      apiRequest(fetch, {
        method: 'POST',
        path: `${base}/appointments/${appointment}/talk`,
        body,
        answer: v.undefined(),
      }),
  };
}
