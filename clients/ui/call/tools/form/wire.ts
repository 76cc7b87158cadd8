/** What travels in the lane of forms: JSON for words, and pieces of the PDF as bytes. The only place where either is read. */
import * as v from 'valibot';
import { hexOf } from '../digest.ts';
import type { Said } from './form.ts';
import { FormRegister, Hash, limits, Word } from './form-value.ts';

const Offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.file.bytes));
/** Words, and the form they belong to. */
const SaidMessage = v.strictObject({
  type: v.literal('said'),
  form: FormRegister,
  words: v.pipe(v.array(Word), v.maxLength(limits.accepted.words)),
});
/** Which field the other one is in; an empty name for none. Seen, not kept. */
const At = v.strictObject({ type: v.literal('at'), field: v.pipe(v.string(), v.maxLength(limits.fieldName)) });
/** The PDF is asked for, from a byte on. */
const Want = v.strictObject({ type: v.literal('want'), hash: Hash, from: Offset });
/** What was asked for is not there. */
const Lack = v.strictObject({ type: v.literal('lack'), hash: Hash });

const Message = v.variant('type', [SaidMessage, At, Want, Lack]);
export type Message = v.InferOutput<typeof Message>;

/** Part of the PDF. */
export interface Piece {
  type: 'piece';
  hash: string;
  at: number;
  data: Uint8Array<ArrayBuffer>;
}

const kinds = { json: 0, piece: 1 } as const;
const hashBytes = 32;
const pieceHead = 1 + hashBytes + 4;
/** Small, so that letters in the same channel need not wait long. */
export const pieceBytes = 16_384;
/** Less than what a lane takes at once. */
const mostBytes = 56_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export function encode(message: Message): Uint8Array<ArrayBuffer> {
  const json = encoder.encode(JSON.stringify(message));
  const bytes = new Uint8Array(json.length + 1);
  bytes[0] = kinds.json;
  bytes.set(json, 1);
  return bytes;
}

export function encodePiece({ hash, at, data }: Omit<Piece, 'type'>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieceHead + data.length);
  bytes[0] = kinds.piece;
  for (let index = 0; index < hashBytes; index++) {
    bytes[1 + index] = Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16);
  }
  new DataView(bytes.buffer).setUint32(1 + hashBytes, at);
  bytes.set(data, pieceHead);
  return bytes;
}

function readJson(bytes: Uint8Array): Message | undefined {
  try {
    const result = v.safeParse(Message, JSON.parse(decoder.decode(bytes)));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for anything that does not keep to the form. */
export function decode(payload: Uint8Array<ArrayBuffer>): Message | Piece | undefined {
  if (payload[0] === kinds.json) return readJson(payload.subarray(1));
  if (payload[0] !== kinds.piece || payload.length <= pieceHead || payload.length > pieceHead + pieceBytes) {
    return undefined;
  }
  const view = new DataView(payload.buffer, payload.byteOffset);
  return {
    type: 'piece',
    hash: hexOf(payload.subarray(1, 1 + hashBytes)),
    at: view.getUint32(1 + hashBytes),
    data: payload.slice(pieceHead),
  };
}

const sizeOf = (word: Word): number => encoder.encode(JSON.stringify(word)).length + 1;

/** As many words as fit into one message, and the rest. */
export function nextBatch({ form, words }: Said): { payload: Uint8Array<ArrayBuffer>; sent: number } {
  let bytes = encoder.encode(JSON.stringify(form)).length;
  let sent = 0;
  for (const word of words) {
    bytes += sizeOf(word);
    if (sent > 0 && bytes > mostBytes) break;
    sent += 1;
  }
  return { payload: encode({ type: 'said', form, words: words.slice(0, sent) }), sent };
}
