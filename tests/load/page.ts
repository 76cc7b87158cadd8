/** A page without a browser: the product's own line that comes back by itself, from a source address of its own. */
import type { Incarnation } from '@visavis/shared';
import { WebSocket as NodeWebSocket } from 'ws';
import { createReconnecting, type EntryPass } from '../../clients/call/reconnect.ts';
import {
  type Connect,
  connectWebSocket,
  type Signalling,
  type SignallingEvents,
} from '../../clients/call/signalling.ts';
import type { Wake } from '../../clients/call/wake.ts';
import { systemClock } from '../../services/runtime/clock.ts';
import { podOrigin } from '../support/pod-process.ts';
import type { TicketHolder, TicketIssuer } from '../support/ticket-issuer.ts';

export interface PageOptions {
  holder: TicketHolder;
  issuer: Pick<TicketIssuer, 'ticket'>;
  /** Where lines of this room are opened: `wss://…/signal/<affinity>`. */
  url: string;
  /** Of a load balancer that signs itself. */
  certificate?: string | undefined;
  inCall?: () => boolean;
}

/** What a browser knows and a page cannot say: who it comes from, and whom it trusts. */
interface Circumstances {
  localAddress: string;
  ca?: string;
}

let opening: Circumstances = { localAddress: '127.0.0.1' };

class PageSocket extends NodeWebSocket {
  constructor(url: string, protocols: string | string[]) {
    super(url, protocols, { origin: podOrigin, perMessageDeflate: false, ...opening });
    this.on('error', () => {});
  }
}

Object.assign(globalThis, { WebSocket: PageSocket });

let people = 0;

/** Pods count by address, so that a crowd needs as many as it has people: 127.1.0.0 and on, all of this machine. */
export function nextAddress(): string {
  people += 1;
  return `127.${1 + ((people >> 16) & 63)}.${(people >> 8) & 255}.${people & 255}`;
}

const neverWoken: Wake = { listen: () => () => {}, onLeaving: () => () => {} };

/** Asks for a ticket, enters, and comes back with the jitter of the product until it is closed. */
export function openPage(options: PageOptions, events: SignallingEvents): Signalling {
  const { holder, issuer, url, certificate, inCall = () => false } = options;
  const circumstances = { localAddress: nextAddress(), ...(certificate === undefined ? {} : { ca: certificate }) };
  const line = connectWebSocket(systemClock);
  const connect: Connect = (...entry) => {
    opening = circumstances;
    return line(...entry);
  };
  return createReconnecting(
    {
      incarnation: holder.incarnation as Incarnation,
      admit: async () => ({ ticket: await issuer.ticket(holder), signalling: url }) as EntryPass,
      connect,
      inCall,
      clock: systemClock,
      wake: neverWoken,
      jitter: Math.random,
    },
    events,
  );
}
