/** The requests of the waiting page, typed: an answer is parsed or it is an `ApiError` with a code. */
import { Organisation, WalkIn, type WalkInDecision, type WalkInQuestion } from '@visavis/shared';
import { apiRequest, type Fetch, inTime } from '@visavis/ui';
import type * as v from 'valibot';

/** Every call rejects with an `ApiError` and nothing else. */
export interface Api {
  organisation(): Promise<Organisation>;
  /** Where one stands; asking says that one is still there. */
  ask(question: WalkInQuestion): Promise<WalkIn>;
  decide(decision: v.InferInput<typeof WalkInDecision>): Promise<WalkIn>;
}

/** `fetch` is handed in so that tests need no network; each is given up in time, see `inTime`. */
export function createApi(fetch: Fetch): Api {
  const ask = inTime(fetch);
  const post = (path: string, body: unknown) =>
    apiRequest(ask, {
      method: 'POST',
      path: `/api/v1/${path}`,
      body,
      answer: WalkIn,
    });
  return {
    organisation: () => apiRequest(ask, { method: 'GET', path: '/api/v1/organisation', answer: Organisation }),
    ask: (question) => post('walk-in', question),
    decide: (decision) => post('walk-in/answer', decision),
  };
}
