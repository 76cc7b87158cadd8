/** Is this ticket genuine, in time, and for us? (RFC 7519, RFC 8725; algorithm RFC 9864) */
import type { Clock } from '@visavis/runtime';
import {
  type Incarnation,
  type TicketClaims,
  TicketClaims as TicketSchema,
  ticketAlgorithm,
  ticketAudience,
  ticketType,
  VisavisError,
} from '@visavis/shared';
import { errors, type JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import { JwtError, type JwtRules, openJwt } from './jwt.ts';
import { unavailable } from './refusal.ts';

export interface TicketOptions {
  /** Public keys of the issuers; `createRemoteJWKSet` in a pod, the issuer's own set in standalone. */
  keys: JWTVerifyGetKey;
  issuers: readonly string[];
  /** Longest life a ticket may claim, and how far clocks may differ. */
  ticketTtlMs: number;
  clockToleranceMs: number;
}

/** The fault lies with the ticket, not with the key set that could not be read. */
const isTicketsFault = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

const invalid = (why: string, cause?: unknown): VisavisError => new VisavisError('ticket-invalid', why, { cause });

/** A seat in a room names one room, a desk its list, a check neither. */
function namesItsRooms(claims: TicketClaims): boolean {
  const { seat, room, rooms } = claims;
  if (seat === 'desk') return room === undefined && rooms !== undefined;
  if (seat === 'check') return room === undefined && rooms === undefined;
  return room !== undefined && rooms === undefined;
}

/** Checks one ticket; whether it was used before is the seat store's to say. */
export type TicketCheck = (ticket: string, incarnation: Incarnation) => Promise<TicketClaims>;

/**
 * @throws {VisavisError} `ticket-invalid`, `ticket-expired`, `room-over`, or `unavailable` when the keys cannot be read
 */
export function ticketCheck(options: TicketOptions, clock: Clock): TicketCheck {
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await options.keys(header, token);
    } catch (error) {
      throw isTicketsFault(error) ? error : unavailable(error);
    }
  };
  const rules: JwtRules = {
    algorithm: ticketAlgorithm,
    type: ticketType,
    issuers: [...options.issuers],
    audience: ticketAudience,
    maxAgeMs: options.ticketTtlMs,
    clockToleranceMs: options.clockToleranceMs,
  };
  return async (ticket, incarnation) => {
    const claims = await verified(ticket, keys, rules, clock.now());
    if ((claims.exp - claims.iat) * 1000 > options.ticketTtlMs) throw invalid('lives too long');
    if (claims.incarnation !== incarnation) throw invalid('made for another page');
    if (!namesItsRooms(claims)) throw invalid('seat and rooms do not fit');
    if (claims.until * 1000 <= clock.now()) throw new VisavisError('room-over');
    return claims;
  };
}

async function verified(ticket: string, keys: JWTVerifyGetKey, rules: JwtRules, now: number): Promise<TicketClaims> {
  try {
    const claims = v.safeParse(TicketSchema, await openJwt(ticket, keys, rules, now));
    if (claims.success) return claims.output;
  } catch (error) {
    if (error instanceof VisavisError) throw error;
    const isExpired = error instanceof JwtError && error.fault === 'expired';
    throw isExpired ? new VisavisError('ticket-expired', 'expired', { cause: error }) : invalid('not verified', error);
  }
  throw invalid('claims of another shape');
}
