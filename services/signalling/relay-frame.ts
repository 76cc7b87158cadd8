/** The fast path of a relayed message: its canonical text is recognised by scanning and re-addressed by splicing, never parsed. */
import { type BrowserMessage, limits, type RoomSeat } from '@visavis/shared';

/** Where a canonical `relay` or `ack` text goes, and from which byte on it stays as it is. */
export interface RelayFrame {
  type: 'relay' | 'ack';
  to: RoomSeat;
  /** Offset of the comma behind the addressee. */
  tailAt: number;
}

export type RelayMessage = Extract<BrowserMessage, { type: 'relay' | 'ack' }>;

const heads: { type: 'relay' | 'ack'; to: RoomSeat; bytes: Buffer }[] = (['relay', 'ack'] as const).flatMap((type) =>
  (['advisor', 'guest', 'companion'] as const).map((to) => ({
    type,
    to,
    bytes: Buffer.from(`{"type":"${type}","to":"${to}"`, 'latin1'),
  })),
);
const sequenceKey = Buffer.from(',"n":', 'latin1');
const ackKey = Buffer.from(',"a":', 'latin1');
const bodyKey = Buffer.from(',"body":"', 'latin1');

const isBodyByte = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
  isBodyByte[character.charCodeAt(0)] = 1;
}

function startsWith(frame: Buffer, at: number, expected: Buffer): boolean {
  if (frame.length < at + expected.length) return false;
  for (let i = 0; i < expected.length; i++) if (frame[at + i] !== expected[i]) return false;
  return true;
}

function headOf(frame: Buffer): (typeof heads)[number] | undefined {
  for (const head of heads) if (startsWith(frame, 0, head.bytes)) return head;
  return undefined;
}

/** End of a whole number without leading zeros and of at most 15 digits (always a safe integer); -1 when there is none. */
function numberEnd(frame: Buffer, at: number, minimum: 0 | 1): number {
  let end = at;
  while (end < frame.length && (frame[end] ?? 0) >= 48 && (frame[end] ?? 0) <= 57) end++;
  const digits = end - at;
  if (digits === 0 || digits > 15) return -1;
  if (frame[at] === 48 && (digits > 1 || minimum === 1)) return -1;
  return end;
}

/** True when `,"body":"…"}` with a well-formed body runs from `at` to the very end. */
function isBody(frame: Buffer, at: number): boolean {
  if (!startsWith(frame, at, bodyKey)) return false;
  const start = at + bodyKey.length;
  const end = frame.length - 2;
  if (end - start < 3 || end - start > limits.maxBodyBytes) return false;
  if (frame[end] !== 34 || frame[end + 1] !== 125) return false;
  if ((frame[start] !== 115 && frame[start] !== 112) || frame[start + 1] !== 46) return false;
  let good = 1;
  for (let i = start + 2; i < end; i++) good &= isBodyByte[frame[i] as number] as number;
  return good === 1;
}

/**
 * Reads a canonical frame: keys in the order of PROTOCOL.md, no spaces, plain numbers. `undefined` says nothing about
 * validity: the text then takes the way through `parseBrowserMessage`, and both ways always agree.
 */
export function splitRelay(frame: Buffer): RelayFrame | undefined {
  const head = headOf(frame);
  if (!head) return undefined;
  const { type, to } = head;
  const tailAt = head.bytes.length;
  let at = tailAt;
  if (type === 'relay') {
    if (!startsWith(frame, at, sequenceKey)) return undefined;
    at = numberEnd(frame, at + sequenceKey.length, 1);
    if (at < 0) return undefined;
  }
  if (!startsWith(frame, at, ackKey)) return undefined;
  at = numberEnd(frame, at + ackKey.length, 0);
  if (at < 0) return undefined;
  const whole = type === 'ack' ? at === frame.length - 1 && frame[at] === 125 : isBody(frame, at);
  return whole ? { type, to, tailAt } : undefined;
}

const senders = {
  relay: {
    advisor: Buffer.from('{"type":"relay","from":"advisor"'),
    guest: Buffer.from('{"type":"relay","from":"guest"'),
    companion: Buffer.from('{"type":"relay","from":"companion"'),
  },
  ack: {
    advisor: Buffer.from('{"type":"ack","from":"advisor"'),
    guest: Buffer.from('{"type":"ack","from":"guest"'),
    companion: Buffer.from('{"type":"ack","from":"companion"'),
  },
};

/** The same text with `to` exchanged for `from`, as bytes ready for the addressee's socket. */
export function spliceRelay(frame: Buffer, split: RelayFrame, from: RoomSeat): Buffer {
  const head = senders[split.type][from];
  const out = Buffer.allocUnsafe(head.length + frame.length - split.tailAt);
  head.copy(out, 0);
  frame.copy(out, head.length, split.tailAt);
  return out;
}

/** The canonical text of a valid message that was not written canonically. */
export function canonicalRelay(message: RelayMessage): Buffer {
  const { type, to, a } = message;
  const text =
    type === 'relay'
      ? `{"type":"relay","to":"${to}","n":${message.n},"a":${a},"body":"${message.body}"}`
      : `{"type":"ack","to":"${to}","a":${a}}`;
  return Buffer.from(text, 'latin1');
}
