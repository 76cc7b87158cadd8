/** What a ticket and a resume token claim: the only thing the appointments service and the pods have in common. */
import * as v from 'valibot';
import { ConnectionId, DeviceThumbprint, Incarnation, RoomId, RoomSeat, Seat } from './ids.ts';
import { limits } from './limits.ts';

/** `typ` header, audience and algorithm of a ticket (RFC 7519, RFC 8725 §3.11, RFC 9864 for `Ed25519`). */
export const ticketType = 'visavis-ticket+jwt';
export const resumeType = 'visavis-resume+jwt';
export const ticketAudience = 'visavis-signalling';
export const ticketAlgorithm = 'Ed25519';

const epochSeconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Claims of a ticket. `until` is when the room is over, in seconds since 1970; `rooms` is only a desk's. */
export const TicketClaims = v.object({
  iss: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  aud: v.literal(ticketAudience),
  jti: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  iat: epochSeconds,
  exp: epochSeconds,
  room: v.optional(RoomId),
  rooms: v.optional(v.pipe(v.array(RoomId), v.maxLength(limits.deskRooms))),
  seat: Seat,
  incarnation: Incarnation,
  device: DeviceThumbprint,
  until: epochSeconds,
  sealed: v.boolean(),
  relayOnly: v.boolean(),
});
export type TicketClaims = v.InferOutput<typeof TicketClaims>;

/** Claims of a resume token, issued and read by the pods alone. */
export const ResumeClaims = v.object({
  iat: epochSeconds,
  exp: epochSeconds,
  room: RoomId,
  seat: RoomSeat,
  incarnation: Incarnation,
  device: DeviceThumbprint,
  connection: ConnectionId,
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  until: epochSeconds,
  sealed: v.boolean(),
  relayOnly: v.boolean(),
});
export type ResumeClaims = v.InferOutput<typeof ResumeClaims>;
