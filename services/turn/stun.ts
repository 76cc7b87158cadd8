/** STUN and TURN messages as bytes: just what a probe needs (RFC 8489, RFC 8656). */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';

export const stunMethods = { binding: 0x001, allocate: 0x003, refresh: 0x004, createPermission: 0x008 } as const;
export type StunMethod = keyof typeof stunMethods;

const attributeTypes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;
export type StunAttribute = keyof typeof attributeTypes;

const cookie = 0x2112a442;
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

/** Reads an answer; null for anything that is none (RFC 8489 §5: class bits, cookie, length). */
export function decodeStun(bytes: Buffer): StunAnswer | null {
  if (bytes.length < 20 || bytes.readUInt32BE(4) !== cookie || bytes.readUInt16BE(2) !== bytes.length - 20) return null;
  const type = bytes.readUInt16BE(0);
  if ((type & 0xc100) !== 0x0100) return null;
  const attributes = new Map<StunAttribute, Buffer>();
  for (let at = 20; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > bytes.length) return null;
    const name = typeNames.get(bytes.readUInt16BE(at));
    if (name && !attributes.has(name)) attributes.set(name, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const error = attributes.get('errorCode');
  const failed = (type & 0x0010) !== 0;
  if (failed && (error === undefined || error.length < 4)) return null;
  return {
    transaction: bytes.subarray(8, 20),
    errorCode: failed && error ? ((error[2] ?? 0) & 7) * 100 + (error[3] ?? 0) : null,
    attributes,
  };
}

function ipv6Bytes(address: string): Buffer {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16);
  const plain = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : address;
  const [head = '', tail] = plain.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)];
  const bytes = Buffer.alloc(16);
  all.forEach((group, index) => void bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2));
  return bytes;
}

/** XOR-PEER-ADDRESS (RFC 8489 §14.2); the address is IPv4 or IPv6 in any textual form. */
export function xorAddress(address: string, port: number, transaction: Buffer): Buffer {
  const isV4 = isIPv4(address);
  const plain = isV4 ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  const mask = Buffer.alloc(4);
  mask.writeUInt32BE(cookie);
  const key = Buffer.concat([mask, transaction]);
  const head = Buffer.from([0, isV4 ? 1 : 2, 0, 0]);
  head.writeUInt16BE(port ^ (cookie >>> 16), 2);
  return Buffer.concat([head, plain.map((byte, index) => byte ^ (key[index] ?? 0))]);
}
