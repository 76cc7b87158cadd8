/** What the advisor's page asks of the appointments service; every answer parsed, every failure an `ApiError`. */
import {
  AdvisorAdmission,
  type AppointmentChange,
  AppointmentList,
  ChangedAppointment,
  CreatedAppointment,
  CreatedCompanion,
  DeskTicket,
  type NewAppointment,
  type NewCompanion,
  Session,
  SignedOut,
  SignInWays,
} from '@visavis/shared';
import { apiRequest, type Fetch, inTime } from '@visavis/ui';
import * as v from 'valibot';

/** Signing out answers 204. */
const Nothing = v.unknown();

export interface Api {
  /** Who is signed in; throws `not-signed-in` when nobody is. */
  session(): Promise<Session>;
  /** Trades the one-time token of a sign-in link for the session cookie. */
  signIn(token: string): Promise<Session>;
  /** Signs out here; answers where to sign out at the organisation's provider too, null when that is nowhere. */
  signOut(): Promise<string | null>;
  /** How one signs in here. */
  ways(): Promise<SignInWays>;
  /** Appointments that start in `from` (inclusive) to `to` (exclusive), milliseconds since 1970. */
  appointments(from: number, to: number): Promise<AppointmentList>;
  create(appointment: NewAppointment): Promise<CreatedAppointment>;
  change(id: string, change: AppointmentChange): Promise<ChangedAppointment>;
  /** Cancels; with a draft of the news where the advisor mails. */
  cancel(id: string): Promise<ChangedAppointment>;
  /** A link of their own for the one third person of an appointment; an earlier one is void. */
  inviteCompanion(id: string, companion: NewCompanion): Promise<CreatedCompanion>;
  /** Their link is void, and nothing of them is kept. */
  withdrawCompanion(id: string): Promise<void>;
  deskTicket(incarnation: string, device: string | undefined): Promise<DeskTicket>;
  /** A ticket for the advisor's seat; `sealed: false` in it says that the guest came by number, without the link's secret. */
  roomTicket(id: string, incarnation: string, device: string | undefined): Promise<AdvisorAdmission>;
}

const moment = (at: number) => encodeURIComponent(new Date(at).toISOString());
const ticketBody = (incarnation: string, device: string | undefined) => ({
  incarnation,
  ...(device !== undefined && { device }),
});

/** The API over any `fetch`; what may be asked again is given up in time, see `inTime`. */
export function makeApi(fetch: Fetch): Api {
  const base = '/api/v1';
  const ask = inTime(fetch);
  return {
    session: () => apiRequest(ask, { method: 'GET', path: `${base}/session`, answer: Session }),
    // Not given up: it may have arrived, and the token is good once.
    signIn: (token) => apiRequest(fetch, { method: 'POST', path: `${base}/session`, body: { token }, answer: Session }),
    signOut: async () =>
      (await apiRequest(ask, { method: 'POST', path: `${base}/session/end`, answer: SignedOut })).next,
    ways: () => apiRequest(ask, { method: 'GET', path: `${base}/session/ways`, answer: SignInWays }),
    appointments: (from, to) =>
      apiRequest(ask, {
        method: 'GET',
        path: `${base}/appointments?from=${moment(from)}&to=${moment(to)}`,
        answer: AppointmentList,
      }),
    // Not given up: it may have arrived, and pressed again it would be a second appointment.
    create: (body) =>
      apiRequest(fetch, { method: 'POST', path: `${base}/appointments`, body, answer: CreatedAppointment }),
    change: (id, body) =>
      apiRequest(ask, { method: 'PATCH', path: `${base}/appointments/${id}`, body, answer: ChangedAppointment }),
    cancel: (id) =>
      apiRequest(ask, { method: 'DELETE', path: `${base}/appointments/${id}`, answer: ChangedAppointment }),
    inviteCompanion: (id, body) =>
      apiRequest(ask, {
        method: 'POST',
        path: `${base}/appointments/${id}/companion`,
        body,
        answer: CreatedCompanion,
      }),
    withdrawCompanion: async (id) => {
      await apiRequest(ask, { method: 'DELETE', path: `${base}/appointments/${id}/companion`, answer: Nothing });
    },
    deskTicket: (incarnation, device) =>
      apiRequest(ask, {
        method: 'POST',
        path: `${base}/desk/ticket`,
        body: ticketBody(incarnation, device),
        answer: DeskTicket,
      }),
    roomTicket: (id, incarnation, device) =>
      apiRequest(ask, {
        method: 'POST',
        path: `${base}/appointments/${id}/ticket`,
        body: ticketBody(incarnation, device),
        answer: AdvisorAdmission,
      }),
  };
}
