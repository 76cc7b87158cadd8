/** What the guest page needs of the call engine; loaded when a person is near it, not with the page. */
import type { Call, CallOptions, Media, NetworkCheck } from '@visavis/call';
import type { Api } from './api.ts';

/** Asks for a ticket of the seat `check` for this incarnation. */
export type CheckTicketFor = (incarnation: string) => ReturnType<Api['checkTicket']>;

export interface Engine {
  createMedia(): Media;
  createCall(options: CallOptions): Call;
  /** Measures the way to the real relay with a ticket of the seat `check`. */
  checkNetwork(ticketFor: CheckTicketFor): Promise<NetworkCheck>;
}

/** Brings the engine here, once. */
export type LoadEngine = () => Promise<Engine>;
