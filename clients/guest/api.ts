/** The requests of the guest page, typed: an answer is parsed or it is an `ApiError` with a code. */
import {
  Admission,
  type AdmissionRequest,
  type CheckReport,
  CheckTicket,
  type CheckTicketRequest,
  LinkAnswer,
  type LinkQuestion,
  Organisation,
} from '@visavis/shared';
import { apiRequest, type Fetch, inTime } from '@visavis/ui';
import * as v from 'valibot';

/** Typed by hand or taken from a link: the service checks it, so plain strings are enough here. */
type In<S extends v.GenericSchema> = v.InferInput<S>;

/** Every call rejects with an `ApiError` and nothing else. Only `organisation` and `link` may run unasked: they only read. */
export interface Api {
  organisation(): Promise<Organisation>;
  link(question: In<typeof LinkQuestion>): Promise<LinkAnswer>;
  admit(request: In<typeof AdmissionRequest>): Promise<Admission>;
  checkTicket(request: In<typeof CheckTicketRequest>): Promise<v.InferOutput<typeof CheckTicket>>;
  reportCheck(report: In<typeof CheckReport>): Promise<void>;
}

/** `fetch` is handed in so that tests need no network; each is given up in time, see `inTime`. */
export function createApi(fetch: Fetch): Api {
  const ask = inTime(fetch);
  const post = <S extends v.GenericSchema>(path: string, answer: S, body: unknown) =>
    apiRequest(ask, {
      method: 'POST',
      path: `/api/v1/${path}`,
      body,
      answer,
    });
  return {
    organisation: () =>
      apiRequest(ask, {
        method: 'GET',
        path: '/api/v1/organisation',
        answer: Organisation,
      }),
    link: (question) => post('link', LinkAnswer, question),
    admit: (request) => post('admission', Admission, request),
    checkTicket: (request) => post('check/ticket', CheckTicket, request),
    reportCheck: (report) => post('check', v.undefined(), report),
  };
}
