/** What pods say to each other: one line of JSON that is checked at the door, and behind it the relayed text as it is. */
import { ConnectionId, Incarnation, RoomId, RoomSeat } from '@visavis/shared';
import * as v from 'valibot';
import { ownText } from './own-text.ts';
import type { PodId } from './seat-store.ts';

const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const moment = v.pipe(v.number(), v.minValue(0));
const seated = { room: RoomId, seat: RoomSeat, epoch };
const Pod = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{22}$/),
  v.transform((id) => id as PodId),
);

/**
 * `relay`: for whoever sits in `to`; `seat` and `epoch` are the sender's. `taken`, `left`, `dismissed`: a seat changed hands.
 * `over`: the advisor ended the room. `sentAt`: by the sender's clock, on a few, to see how long the bus takes. Epochs fence every one of them.
 */
const BusHeader = v.variant('kind', [
  v.strictObject({ kind: v.literal('relay'), ...seated, to: RoomSeat, sentAt: v.optional(moment) }),
  v.strictObject({
    kind: v.literal('taken'),
    ...seated,
    connection: ConnectionId,
    incarnation: Incarnation,
    pod: Pod,
  }),
  v.strictObject({ kind: v.literal('left'), ...seated }),
  v.strictObject({ kind: v.literal('dismissed'), ...seated, connection: ConnectionId }),
  v.strictObject({ kind: v.literal('over'), room: RoomId }),
]);
export type BusHeader = v.InferOutput<typeof BusHeader>;
export type BusMessage = { header: BusHeader; text: string };

/** `text` is empty for everything but `relay`. */
export function encodeBus(header: BusHeader, text = ''): string {
  return `${JSON.stringify(header)}\n${text}`;
}

/** Headers as {@link encodeBus} writes them, of most of what the bus carries: a tenth of the time to read. */
const usual = {
  relay:
    /^\{"kind":"relay","room":"([A-Za-z0-9_-]{22})","seat":"(advisor|guest|companion)","epoch":([1-9]\d{0,14}),"to":"(advisor|guest|companion)"\}\n/,
  taken:
    /^\{"kind":"taken","room":"([A-Za-z0-9_-]{22})","seat":"(advisor|guest|companion)","epoch":([1-9]\d{0,14}),"connection":"([A-Za-z0-9_-]{22})","incarnation":"([A-Za-z0-9_-]{22})","pod":"([A-Za-z0-9_-]{22})"\}\n$/,
  left: /^\{"kind":"left","room":"([A-Za-z0-9_-]{22})","seat":"(advisor|guest|companion)","epoch":([1-9]\d{0,14})\}\n$/,
} as const;
/** Where the kind stands, and that each begins with another letter. */
const kindAt = '{"kind":"'.length;

/** `undefined` for anything that no pod of this version says. */
export function parseBus(message: string): BusMessage | undefined {
  switch (message[kindAt]) {
    case 'r':
      return parseRelay(message) ?? parseAny(message);
    case 't':
      return parseTaken(message) ?? parseAny(message);
    case 'l':
      return parseLeft(message) ?? parseAny(message);
    default:
      return parseAny(message);
  }
}

function parseRelay(message: string): BusMessage | undefined {
  const [line = '', room, seat, epoch, to] = usual.relay.exec(message) ?? [];
  if (line === '') return undefined;
  const seats = { seat: seat as RoomSeat, to: to as RoomSeat };
  const header: BusHeader = { kind: 'relay', room: room as RoomId, epoch: Number(epoch), ...seats };
  return { header, text: message.slice(line.length) };
}

function parseTaken(message: string): BusMessage | undefined {
  const [line, room, seat, epoch, connection, incarnation, pod] = usual.taken.exec(message) ?? [];
  if (line === undefined) return undefined;
  // They live as long as somebody sits there, and the text they came in may hold much more.
  const ids = {
    connection: ownText(connection) as ConnectionId,
    incarnation: ownText(incarnation) as Incarnation,
    pod: ownText(pod) as PodId,
  };
  const place = { room: room as RoomId, seat: seat as RoomSeat, epoch: Number(epoch) };
  return { header: { kind: 'taken', ...place, ...ids }, text: '' };
}

function parseLeft(message: string): BusMessage | undefined {
  const [line, room, seat, epoch] = usual.left.exec(message) ?? [];
  if (line === undefined) return undefined;
  return { header: { kind: 'left', room: room as RoomId, seat: seat as RoomSeat, epoch: Number(epoch) }, text: '' };
}

function parseAny(message: string): BusMessage | undefined {
  const end = message.indexOf('\n');
  if (end < 0) return undefined;
  try {
    const header = v.safeParse(BusHeader, JSON.parse(message.slice(0, end)));
    return header.success ? { header: header.output, text: message.slice(end + 1) } : undefined;
  } catch {
    return undefined;
  }
}
