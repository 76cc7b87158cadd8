/** STUN and TURN messages as bytes: just what a probe needs (RFC 8489, RFC 8656). */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { cookie, type PeerAddress, readXorAddress } from './stun-address.ts';

/** By the type of their message; `send` is an indication, which nobody answers. */
export const stunMethods = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  createPermission: 0x008,
  send: 0x016,
} as const;
export type StunMethod = keyof typeof stunMethods;
const dataIndication = 0x017;

const attributeTypes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;
export type StunAttribute = keyof typeof attributeTypes;

const typeNames = new Map<number, StunAttribute>(
  Object.entries(attributeTypes).map(([name, type]) => [type, name as StunAttribute]),
);

/** A request's fields; `transaction` is 12 random bytes and comes back in the answer. */
export interface StunRequest {
  method: StunMethod;
  transaction: Buffer;
  attributes: readonly (readonly [StunAttribute, Buffer])[];
}

/** An answer: `errorCode` is null for success. Attributes of types that a probe has no use for are left out. */
export interface StunAnswer {
  transaction: Buffer;
  errorCode: number | null;
  attributes: ReadonlyMap<StunAttribute, Buffer>;
}

export const newTransaction = (): Buffer => randomBytes(12);

/** RFC 8489 §9.2.2: MD5 of `username:realm:password`, the key of long-term credentials. */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest();
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function header(method: StunMethod, transaction: Buffer, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(stunMethods[method], 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(cookie, 4);
  return Buffer.concat([head, transaction]);
}

/** The request as bytes, with MESSAGE-INTEGRITY (HMAC-SHA1) when a key is given. */
export function encodeStun(request: StunRequest, key?: Buffer): Buffer {
  const body = Buffer.concat(request.attributes.map(([name, value]) => attribute(attributeTypes[name], value)));
  if (!key) return Buffer.concat([header(request.method, request.transaction, body.length), body]);
  const signed = Buffer.concat([header(request.method, request.transaction, body.length + 24), body]);
  const mac = createHmac('sha1', key).update(signed).digest();
  return Buffer.concat([signed, attribute(attributeTypes.messageIntegrity, mac)]);
}

type Attributes = ReadonlyMap<StunAttribute, Buffer>;

/** Null when one runs over the end. */
function readAttributes(bytes: Buffer): Attributes | null {
  const attributes = new Map<StunAttribute, Buffer>();
  for (let at = 20; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > bytes.length) return null;
    const name = typeNames.get(bytes.readUInt16BE(at));
    if (name && !attributes.has(name)) attributes.set(name, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return attributes;
}

const isStun = (bytes: Buffer): boolean =>
  bytes.length >= 20 && bytes.readUInt32BE(4) === cookie && bytes.readUInt16BE(2) === bytes.length - 20;

/** Reads an answer; null for anything that is none (RFC 8489 §5: class bits, cookie, length). */
export function decodeStun(bytes: Buffer): StunAnswer | null {
  if (!isStun(bytes)) return null;
  const type = bytes.readUInt16BE(0);
  if ((type & 0xc100) !== 0x0100) return null;
  const attributes = readAttributes(bytes);
  const error = attributes?.get('errorCode');
  const failed = (type & 0x0010) !== 0;
  if (!attributes || (failed && (error === undefined || error.length < 4))) return null;
  return {
    transaction: bytes.subarray(8, 20),
    errorCode: failed && error ? ((error[2] ?? 0) & 7) * 100 + (error[3] ?? 0) : null,
    attributes,
  };
}

/** What a peer sent to an allocation (Data indication, RFC 8656 §11.4); null for anything else. */
export function decodeData(bytes: Buffer): { from: PeerAddress; data: Buffer } | null {
  if (!isStun(bytes) || bytes.readUInt16BE(0) !== dataIndication) return null;
  const attributes = readAttributes(bytes);
  const [peer, data] = [attributes?.get('xorPeerAddress'), attributes?.get('data')];
  const from = peer && readXorAddress(peer, bytes.subarray(8, 20));
  return from && data ? { from, data } : null;
}
