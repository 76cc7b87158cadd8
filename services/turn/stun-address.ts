/** Addresses inside STUN messages, masked so that no gateway on the way rewrites them (RFC 8489 §14.2). */
import { isIPv4 } from 'node:net';

/** In every message (RFC 8489 §5), and the mask of addresses. */
export const cookie = 0x2112a442;

/** Where packets go and come from. */
export interface PeerAddress {
  address: string;
  port: number;
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

/** An address as it travels: 4 or 16 bytes; of text that `isIP` knows, in any textual form. */
export const addressBytes = (address: string): Buffer =>
  isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);

function masked(bytes: Buffer, transaction: Buffer): Buffer {
  const mask = Buffer.alloc(4);
  mask.writeUInt32BE(cookie);
  const key = Buffer.concat([mask, transaction]);
  return Buffer.from(bytes.map((byte, index) => byte ^ (key[index] ?? 0)));
}

/** XOR-PEER-ADDRESS (RFC 8489 §14.2); the address is IPv4 or IPv6 in any textual form. */
export function xorAddress(address: string, port: number, transaction: Buffer): Buffer {
  const head = Buffer.from([0, isIPv4(address) ? 1 : 2, 0, 0]);
  head.writeUInt16BE(port ^ (cookie >>> 16), 2);
  return Buffer.concat([head, masked(addressBytes(address), transaction)]);
}

/** The same read; null for bytes that are no address. IPv6 comes in eight groups without leading zeros. */
export function readXorAddress(bytes: Buffer, transaction: Buffer): PeerAddress | null {
  const isV4 = bytes[1] === 1 && bytes.length === 8;
  if (!isV4 && !(bytes[1] === 2 && bytes.length === 20)) return null;
  const plain = masked(bytes.subarray(4), transaction);
  const group = (_value: unknown, index: number) => plain.readUInt16BE(index * 2).toString(16);
  const address = isV4 ? plain.join('.') : Array.from({ length: 8 }, group).join(':');
  return { address, port: bytes.readUInt16BE(2) ^ (cookie >>> 16) };
}
