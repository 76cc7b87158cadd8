/** Issues tickets: the short-lived, signed right to take a seat, and the address at which to take it. */
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Clock } from '@visavis/runtime';
import {
  type DeviceThumbprint,
  type Incarnation,
  limits,
  type RoomId,
  type Seat,
  TicketClaims,
  ticketAlgorithm,
  ticketAudience,
  ticketType,
} from '@visavis/shared';
import * as v from 'valibot';
import type { SigningKeys } from './signing-keys.ts';

/** What a ticket is to say; `untilMs` is when the room is over, milliseconds since 1970. */
export interface TicketWish {
  seat: Seat;
  room?: RoomId;
  rooms?: RoomId[];
  incarnation: Incarnation;
  device: DeviceThumbprint;
  untilMs: number;
  sealed: boolean;
  relayOnly: boolean;
}

export interface Ticket {
  ticket: string;
  /** WebSocket URL, ending in the affinity. */
  signalling: string;
}

export interface TicketOffice {
  issue(wish: TicketWish): Promise<Ticket>;
}

/**
 * What a load balancer hashes on, so that all seats of a room land on one pod: the first 8 hex digits of
 * SHA-256("visavis/affinity" || `of`). No secret and no right.
 */
export function affinity(of: string): string {
  return createHash('sha256').update(`visavis/affinity${of}`).digest('hex').slice(0, 8);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** JWS (RFC 7515 §7.1) by Ed25519 (RFC 8037). At once: the way over another thread, as WebCrypto has it, takes more work than the signature. */
function signed(claims: TicketClaims, kid: string, key: KeyObject): string {
  const text = `${part({ alg: ticketAlgorithm, typ: ticketType, kid })}.${part(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

/** `signallingUrl`: `wss://…` without a path. A ticket lives 60 s, is for one use (`jti`) and one page load (`incarnation`). */
export function createTicketOffice(options: {
  keys: SigningKeys;
  clock: Clock;
  issuer: string;
  signallingUrl: string;
  issued(seat: Seat): void;
}): TicketOffice {
  return {
    async issue(wish) {
      const { kid, local } = options.keys.current();
      const iat = Math.floor(options.clock.now() / 1000);
      const claims: TicketClaims = v.parse(TicketClaims, {
        iss: options.issuer,
        aud: ticketAudience,
        jti: randomBytes(16).toString('base64url'),
        iat,
        exp: iat + limits.ticketTtlMs / 1000,
        ...(wish.room === undefined ? {} : { room: wish.room }),
        ...(wish.rooms === undefined ? {} : { rooms: wish.rooms }),
        seat: wish.seat,
        incarnation: wish.incarnation,
        device: wish.device,
        until: Math.floor(wish.untilMs / 1000),
        sealed: wish.sealed,
        relayOnly: wish.relayOnly,
      });
      const ticket = signed(claims, kid, local);
      options.issued(wish.seat);
      return { ticket, signalling: `${options.signallingUrl}/signal/${affinity(wish.room ?? wish.device)}` };
    },
  };
}
