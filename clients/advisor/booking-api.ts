/** What the advisor's pages ask of the service about booking: requests, the offer, hours, letters, and what became of an appointment. */
import {
  type AdvisorDecision,
  AdvisorHours,
  AdvisorRequest,
  Appointment,
  CalendarFeed,
  CreatedCalendarFeed,
  HolidayList,
  type Language,
  LetterList,
  Offer,
  type Outcome,
  ProposalSlots,
  RequestList,
  SlotAnswer,
} from '@visavis/shared';
import { apiRequest, type Fetch } from '@visavis/ui';
import * as v from 'valibot';

/** Letters lie with an appointment or with a request. */
export type LetterOwner = { of: 'appointments' | 'requests'; id: string };

/** Every call rejects with an `ApiError` and nothing else. */
export interface BookingApi {
  /** Open requests first, then those that ended lately. */
  requests(): Promise<RequestList>;
  answerRequest(id: string, decision: v.InferInput<typeof AdvisorDecision>): Promise<AdvisorRequest>;
  /** Free times to propose instead. */
  proposals(id: string): Promise<ProposalSlots>;
  offer(): Promise<Offer>;
  saveOffer(offer: Offer): Promise<Offer>;
  hours(): Promise<AdvisorHours>;
  saveHours(hours: AdvisorHours): Promise<AdvisorHours>;
  /** Of the coming twelve months. */
  holidays(): Promise<HolidayList>;
  /** What a guest sees of a service: the free slots of the next two weeks. */
  slots(service: string): Promise<SlotAnswer>;
  /** Whether calendars have an address here; the address itself comes from `makeCalendarFeed` alone. */
  calendarFeed(): Promise<CalendarFeed>;
  /** A new address, this once; one before it is void. */
  makeCalendarFeed(language: Language): Promise<CreatedCalendarFeed>;
  withdrawCalendarFeed(): Promise<void>;
  noteOutcome(id: string, outcome: Outcome): Promise<Appointment>;
  letters(owner: LetterOwner): Promise<LetterList>;
  writeLetter(owner: LetterOwner, text: string): Promise<LetterList>;
  readLetters(owner: LetterOwner): Promise<LetterList>;
}

/** The API over any `fetch`. */
export function makeBookingApi(fetch: Fetch): BookingApi {
  const base = '/api/v1';
  const get = <S extends v.GenericSchema>(path: string, answer: S) =>
    apiRequest(fetch, { method: 'GET', path: base + path, answer });
  const put = <S extends v.GenericSchema>(path: string, body: unknown, answer: S) =>
    apiRequest(fetch, { method: 'PUT', path: base + path, body, answer });
  const post = <S extends v.GenericSchema>(path: string, answer: S, body?: unknown) =>
    apiRequest(fetch, { method: 'POST', path: base + path, answer, ...(body !== undefined && { body }) });
  const lettersOf = ({ of, id }: LetterOwner) => `/${of}/${id}/letters`;
  return {
    requests: () => get('/requests', RequestList),
    answerRequest: (id, decision) => post(`/requests/${id}/answer`, AdvisorRequest, decision),
    proposals: (id) => get(`/requests/${id}/slots`, ProposalSlots),
    offer: () => get('/offer', Offer),
    saveOffer: (offer) => put('/offer', offer, Offer),
    hours: () => get('/offer/hours', AdvisorHours),
    saveHours: (hours) => put('/offer/hours', hours, AdvisorHours),
    holidays: () => get('/offer/holidays', HolidayList),
    slots: (service) => get(`/book/slots?service=${encodeURIComponent(service)}`, SlotAnswer),
    calendarFeed: () => get('/calendar', CalendarFeed),
    makeCalendarFeed: (language) => post('/calendar', CreatedCalendarFeed, { language }),
    withdrawCalendarFeed: async () => {
      await apiRequest(fetch, { method: 'DELETE', path: `${base}/calendar`, answer: v.unknown() });
    },
    noteOutcome: (id, outcome) => post(`/appointments/${id}/outcome`, Appointment, { outcome }),
    letters: (owner) => get(lettersOf(owner), LetterList),
    writeLetter: (owner, text) => post(lettersOf(owner), LetterList, { text }),
    readLetters: (owner) => post(`${lettersOf(owner)}/read`, LetterList),
  };
}
