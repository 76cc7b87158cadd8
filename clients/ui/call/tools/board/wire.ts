/** What travels in the lane of the board: JSON for words, and pieces of pictures as bytes. The only place where either is read. */
import * as v from 'valibot';
import { hexOf } from '../digest.ts';
import { Entry, EntryId, inks, limits, sizes } from './board-value.ts';

const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));
const Unit = whole(-40_000, 40_000);
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** "Send me all you have": after the lane opened, or when the board was first looked at. */
const Sync = v.strictObject({ type: v.literal('sync') });
/** New words, or all of them when they were asked for. */
const Entries = v.strictObject({ type: v.literal('entries'), entries: v.pipe(v.array(Entry), v.maxLength(2_000)) });
/** A stroke on its way: points to add to those that came before. Seen, not kept. */
const Live = v.strictObject({
  type: v.literal('live'),
  id: EntryId,
  sheet: EntryId,
  ink: v.picklist(inks),
  size: v.picklist(sizes),
  from: whole(0, limits.pointsOfStroke * 2),
  points: v.pipe(v.array(Unit), v.maxLength(limits.pointsOfStroke * 2)),
});
/** Where the other points to. */
const Pointing = v.strictObject({ type: v.literal('point'), sheet: EntryId, x: Unit, y: Unit });
/** A picture is asked for, from a byte on. */
const Want = v.strictObject({ type: v.literal('want'), hash: Hash, from: whole(0, limits.picture.bytes) });
/** A picture that was asked for is not there. */
const Lack = v.strictObject({ type: v.literal('lack'), hash: Hash });

const Message = v.variant('type', [Sync, Entries, Live, Pointing, Want, Lack]);
export type Message = v.InferOutput<typeof Message>;

/** Part of a picture. */
export interface Piece {
  type: 'piece';
  hash: string;
  at: number;
  data: Uint8Array<ArrayBuffer>;
}

const kinds = { json: 0, piece: 1 } as const;
const hashBytes = 32;
const pieceHead = 1 + hashBytes + 4;
/** Small, so that words in the same channel need not wait long. */
export const pieceBytes = 16_384;
/** Less than what a lane takes at once. */
const mostBytes = 48_000;

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

/** As many of `entries` as fit into one message, and the rest. */
export function nextBatch(entries: readonly Entry[]): { payload: Uint8Array<ArrayBuffer>; rest: Entry[] } {
  let bytes = 0;
  let count = 0;
  for (const entry of entries) {
    // Letters beyond ASCII take up to three bytes; everything else is ASCII.
    bytes += JSON.stringify(entry).length + (entry.value?.kind === 'text' ? entry.value.text.length * 2 : 0) + 1;
    if (count > 0 && (bytes > mostBytes || count >= 2_000)) break;
    count += 1;
  }
  return { payload: encode({ type: 'entries', entries: entries.slice(0, count) }), rest: entries.slice(count) };
}
