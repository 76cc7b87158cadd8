/** What the guest page needs of the call engine; loaded when a person is near it, not with the page. */
import type { Call, CallOptions, Media, NetworkCheck } from '@visavis/call';
import type { CheckMark } from '@visavis/shared';
import type { Api } from './api.ts';

/** Asks for a ticket of the seat `check` for this incarnation. */
export type CheckTicketFor = (incarnation: string) => ReturnType<Api['checkTicket']>;

export interface Engine {
  createMedia(): Media;
  createCall(options: CallOptions): Call;
  /** Tries the ways to the real relay with a ticket of the seat `check`. */
  checkNetwork(ticketFor: CheckTicketFor): Promise<LineCheck>;
}

/** What was found of the line at once, and what takes some seconds more: how much it carries, until `signal` stops it. */
export interface LineCheck {
  network: NetworkCheck;
  throughput(signal: AbortSignal): Promise<CheckMark>;
}

/** Brings the engine here, once. */
export type LoadEngine = () => Promise<Engine>;
