/** Identifiers: distinct types, so that a room is never passed where a seat's incarnation belongs. */
import * as v from 'valibot';

const base64url = (bytes: number) => {
  const length = Math.ceil((bytes * 8) / 6);
  return v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), `expected ${bytes} bytes as base64url`));
};

/** 16 random bytes as base64url (22 characters): where one appointment's conversation takes place. */
export const RoomId = v.pipe(base64url(16), v.brand('RoomId'));
export type RoomId = v.InferOutput<typeof RoomId>;

/** 16 random bytes as base64url (22 characters): the public handle of an appointment, first part of a join link. */
export const AppointmentId = v.pipe(base64url(16), v.brand('AppointmentId'));
export type AppointmentId = v.InferOutput<typeof AppointmentId>;

/** 16 random bytes as base64url (22 characters): the public handle of a request, first part of the guest's link to it. */
export const RequestId = v.pipe(base64url(16), v.brand('RequestId'));
export type RequestId = v.InferOutput<typeof RequestId>;

/** 16 random bytes as base64url, one per page load of a browser. */
export const Incarnation = v.pipe(base64url(16), v.brand('Incarnation'));
export type Incarnation = v.InferOutput<typeof Incarnation>;

/** 16 random bytes as base64url, one per WebSocket, chosen by the pod. */
export const ConnectionId = v.pipe(base64url(16), v.brand('ConnectionId'));
export type ConnectionId = v.InferOutput<typeof ConnectionId>;

/** 8 random bytes as base64url (11 characters), one per RTCPeerConnection, chosen by the initiator. */
export const PeerId = v.pipe(base64url(8), v.brand('PeerId'));
export type PeerId = v.InferOutput<typeof PeerId>;

/** SHA-256 of the device key, base64url (43 characters): the same device may take its own seat over. */
export const DeviceThumbprint = v.pipe(base64url(32), v.brand('DeviceThumbprint'));
export type DeviceThumbprint = v.InferOutput<typeof DeviceThumbprint>;

/** `k` of a join link: 16 random bytes as base64url. Never sent to a pod, never logged. */
export const LinkSecret = v.pipe(base64url(16), v.brand('LinkSecret'));
export type LinkSecret = v.InferOutput<typeof LinkSecret>;

/** Appointment number of 10 digits, in every mail, typed when a gateway lost the link's fragment. */
export const AppointmentNumber = v.pipe(v.string(), v.regex(/^[1-9][0-9]{9}$/), v.brand('AppointmentNumber'));
export type AppointmentNumber = v.InferOutput<typeof AppointmentNumber>;

/** Dial-in code: 8 digits, shown in two groups of four. */
export const DialInCode = v.pipe(v.string(), v.regex(/^[0-9]{8}$/), v.brand('DialInCode'));
export type DialInCode = v.InferOutput<typeof DialInCode>;

/** Eight characters without look-alikes (Crockford base 32) that guest, advisor and log have in common. */
export const IncidentCode = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/), v.brand('IncidentCode'));
export type IncidentCode = v.InferOutput<typeof IncidentCode>;

/** A person's right to be in a room. */
export const roomSeats = ['advisor', 'guest', 'companion'] as const;
export const RoomSeat = v.picklist(roomSeats);
export type RoomSeat = v.InferOutput<typeof RoomSeat>;

/** What a companion is to the guest. `sign-interpreter`: the picture matters most, and is shown large. */
export const companionKinds = ['relative', 'carer', 'interpreter', 'sign-interpreter'] as const;
export const CompanionKind = v.picklist(companionKinds);
export type CompanionKind = v.InferOutput<typeof CompanionKind>;

/**
 * What a ticket may name: a seat in a room; `desk`, which only hears presence of the rooms it lists;
 * `check`, which gets ICE servers for a device and network test and nothing else.
 */
export const seats = ['advisor', 'guest', 'companion', 'desk', 'check'] as const;
export const Seat = v.picklist(seats);
export type Seat = v.InferOutput<typeof Seat>;

/** `randomBytes` as base64url without padding; `bytes` come from the caller's own secure source. */
export function toBase64url(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const word = (a << 16) | (b << 8) | c;
    const digits = Math.min(4, Math.ceil(((bytes.length - i) * 8) / 6));
    for (let digit = 0; digit < digits; digit++) text += alphabet[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** Inverse of {@link toBase64url} (RFC 4648 §5 without padding). Throws a `SyntaxError` on any other character. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new SyntaxError('not base64url');
  const value = (code: number): number => {
    if (code === 45) return 62;
    if (code === 95) return 63;
    if (code < 58) return code + 4;
    return code < 91 ? code - 65 : code - 71;
  };
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    buffer = ((buffer << 6) | value(text.charCodeAt(i))) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 255;
    }
  }
  return bytes;
}
