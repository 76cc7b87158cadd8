/** The requests of the booking page, typed: an answer is parsed or it is an `ApiError` with a code. */
import {
  BookableServices,
  BookingAnswer,
  type BookingRequest,
  type GuestDecision,
  GuestRequest,
  type LostLink,
  Organisation,
  SlotAnswer,
  WorkChallenge,
} from '@visavis/shared';
import { ApiError, apiRequest, type Fetch } from '@visavis/ui';
import * as v from 'valibot';
import type { Trouble } from './booking-types.ts';
import type { Mine } from './link.ts';

/** Every call rejects with an `ApiError` and nothing else. All but `ask`, `answer` and `lost` only read. */
export interface Api {
  organisation(): Promise<Organisation>;
  services(): Promise<BookableServices>;
  /** A month's worth of days from `from` on, or from today; with `request`, what that one could be moved to. */
  slots(service: string, from: string | undefined, request?: string): Promise<SlotAnswer>;
  challenge(): Promise<WorkChallenge>;
  ask(wish: v.InferInput<typeof BookingRequest>): Promise<BookingAnswer>;
  status(mine: Mine): Promise<GuestRequest>;
  answer(decision: v.InferInput<typeof GuestDecision>): Promise<GuestRequest>;
  /** The link goes to the mailbox, or nothing does: the answer does not tell. */
  lost(question: v.InferInput<typeof LostLink>): Promise<void>;
}

const timeoutMs = 15_000;

/** `fetch` is handed in so that tests need no network. */
export function createApi(fetch: Fetch): Api {
  const ask = <S extends v.GenericSchema>(method: 'GET' | 'POST', path: string, answer: S, body?: unknown) =>
    apiRequest(fetch, {
      method,
      path: `/api/v1/${path}`,
      ...(body === undefined ? {} : { body }),
      answer,
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    organisation: () => ask('GET', 'organisation', Organisation),
    services: () => ask('GET', 'book/services', BookableServices),
    slots: (service, from, request) => {
      const only = { ...(from === undefined ? {} : { from }), ...(request === undefined ? {} : { request }) };
      const query = new URLSearchParams({ service, days: '31', ...only });
      return ask('GET', `book/slots?${query}`, SlotAnswer);
    },
    challenge: () => ask('GET', 'book/challenge', WorkChallenge),
    ask: (wish) => ask('POST', 'book/requests', BookingAnswer, wish),
    status: (mine) => ask('POST', 'book/status', GuestRequest, mine),
    answer: (decision) => ask('POST', 'book/answer', GuestRequest, decision),
    lost: (question) => ask('POST', 'book/lost', v.undefined(), question),
  };
}

/** What people are told of a failure. */
export function troubleOf(error: unknown, nowMs: number): Trouble {
  if (!(error instanceof ApiError)) return { code: 'internal' };
  const { code, incident, retryAfterMs } = error;
  return { code, incident, ...(retryAfterMs === undefined ? {} : { untilMs: nowMs + retryAfterMs }) };
}
