/** What two browsers say to each other about files: bytes of the lane become messages and chunks here and nowhere else. */
import { bytes } from '@visavis/shared';
import * as v from 'valibot';
import type { Bytes } from '../hkdf.ts';
import { chunkBytes, fileLimits } from './file-limits.ts';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2 ** 32 - 1));
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(fileLimits.most));
const name = v.pipe(v.string(), v.maxLength(fileLimits.mostNameLength));

/** Why one side takes no further part in a transfer. */
export const stopReasons = [
  'declined',
  'cancelled',
  'too-many',
  'store-failed',
  'unreadable',
  'wrong',
  'lost',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** `by`: whether who says this sends or receives the file. */
const by = v.picklist(['sender', 'receiver']);

/**
 * `here` on every line before anything else, `session` is the page load's, `heard` the other's as far as it is known ·
 * `offer` again on every line until it is over · `accept` send from there on · `rewind` the same while sending · `ack` everything before `to` has arrived ·
 * `end` all was sent, `digest` see piece-digest · `done` it was the same here · `hold` pauses and goes on · `stop` final, by the
 * sender again on every line.
 */
export const FileMessage = v.variant('type', [
  v.strictObject({ type: v.literal('here'), session: bytes(8), heard: v.optional(bytes(8)) }),
  v.strictObject({ type: v.literal('offer'), id, name, size: place }),
  v.strictObject({ type: v.literal('accept'), id, from: place }),
  v.strictObject({ type: v.literal('rewind'), id, from: place }),
  v.strictObject({ type: v.literal('ack'), id, to: place }),
  v.strictObject({ type: v.literal('end'), id, digest: bytes(32) }),
  v.strictObject({ type: v.literal('done'), id }),
  v.strictObject({ type: v.literal('hold'), id, by, on: v.boolean() }),
  v.strictObject({ type: v.literal('stop'), id, by, why: v.picklist(stopReasons) }),
]);
export type FileMessage = v.InferOutput<typeof FileMessage>;

/** Bytes of one file from `offset` on. */
export interface FileChunk {
  id: number;
  offset: number;
  body: Bytes;
}

const kinds = { message: 0, chunk: 1 } as const;
const chunkHeaderBytes = 9;
const mostMessageBytes = 2_048;

/** `0x00 || UTF-8 JSON`. */
export function encodeMessage(message: FileMessage): Bytes {
  const text = new TextEncoder().encode(JSON.stringify(message));
  const encoded = new Uint8Array(text.length + 1);
  encoded[0] = kinds.message;
  encoded.set(text, 1);
  return encoded;
}

/** `0x01 || uint32be(id) || uint32be(offset) || body`. */
export function encodeChunk({ id: file, offset, body }: FileChunk): Bytes {
  const encoded = new Uint8Array(chunkHeaderBytes + body.length);
  const view = new DataView(encoded.buffer);
  view.setUint8(0, kinds.chunk);
  view.setUint32(1, file);
  view.setUint32(5, offset);
  encoded.set(body, chunkHeaderBytes);
  return encoded;
}

/** `undefined` for whatever is neither; of a chunk `body` is a part of `payload`, not a copy. */
export function decode(payload: Bytes): FileMessage | FileChunk | undefined {
  if (payload[0] === kinds.chunk) return decodeChunk(payload);
  if (payload[0] !== kinds.message || payload.length > mostMessageBytes) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload.subarray(1));
    const result = v.safeParse(FileMessage, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

function decodeChunk(payload: Bytes): FileChunk | undefined {
  const length = payload.length - chunkHeaderBytes;
  if (length < 1 || length > chunkBytes) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return { id: view.getUint32(1), offset: view.getUint32(5), body: payload.subarray(chunkHeaderBytes) };
}
