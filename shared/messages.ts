/** What a browser and a pod say to each other over the WebSocket: one schema a message, unknown keys refused. */
import * as v from 'valibot';
import { errorCodes } from './errors.ts';
import { ConnectionId, Incarnation, IncidentCode, RoomId, RoomSeat } from './ids.ts';
import { limits } from './limits.ts';
import { CallReport, SetupReport } from './reports.ts';

const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const duration = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const token = v.pipe(
  v.string(),
  v.minLength(20),
  v.maxLength(16_384),
  v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/),
);

/** An opaque body: `s.` sealed or `p.` plain, then base64url. A pod never looks inside. */
export const bodyPattern = /^[sp]\.[A-Za-z0-9_-]+$/;
export const Body = v.pipe(v.string(), v.maxLength(limits.maxBodyBytes), v.regex(bodyPattern));

/** One entry of `RTCConfiguration.iceServers` (W3C WebRTC §4.2.2). */
export const IceServer = v.strictObject({
  urls: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(stun|turn|turns):/))), v.minLength(1), v.maxLength(8)),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServer>;

export const Hello = v.strictObject({
  type: v.literal('hello'),
  version: v.literal(limits.protocolVersion),
  ticket: token,
  incarnation: Incarnation,
});
export const Resume = v.strictObject({
  type: v.literal('resume'),
  version: v.literal(limits.protocolVersion),
  resume: token,
  incarnation: Incarnation,
});
export const RelayOut = v.strictObject({ type: v.literal('relay'), to: RoomSeat, n: sequence, a: counter, body: Body });
export const AckOut = v.strictObject({ type: v.literal('ack'), to: RoomSeat, a: counter });
/** `elsewhere`: the relay named before carried nothing; another one, please. */
export const IceServersWanted = v.strictObject({
  type: v.literal('ice-servers'),
  elsewhere: v.optional(v.literal(true)),
});
export const Ping = v.strictObject({ type: v.literal('ping'), c: counter, inCall: v.boolean() });
export const Dismiss = v.strictObject({ type: v.literal('dismiss'), incarnation: Incarnation });
export const Bye = v.strictObject({ type: v.literal('bye'), end: v.optional(v.literal(true)) });

/** Everything a browser may say. */
export const BrowserMessage = v.variant('type', [
  Hello,
  Resume,
  RelayOut,
  AckOut,
  IceServersWanted,
  Ping,
  Dismiss,
  Bye,
  SetupReport,
  CallReport,
]);
export type BrowserMessage = v.InferOutput<typeof BrowserMessage>;

export const Welcome = v.strictObject({
  type: v.literal('welcome'),
  connection: ConnectionId,
  seat: v.picklist(['advisor', 'guest', 'companion', 'desk', 'check']),
  epoch: counter,
  peers: v.array(v.strictObject({ seat: RoomSeat, incarnation: Incarnation })),
  resume: v.optional(token),
  iceServers: v.array(IceServer),
  iceTtlS: duration,
  relayOnly: v.boolean(),
  now: counter,
  heartbeatMs: duration,
  limits: v.strictObject({ maxBodyBytes: counter, messagesPerSecond: counter, messagesBurst: counter }),
  /** What guest, advisor and log call this room today; version 1.1, and only in a room. */
  incident: v.optional(IncidentCode),
});
export type Welcome = v.InferOutput<typeof Welcome>;

export const Peer = v.strictObject({
  type: v.literal('peer'),
  event: v.picklist(['joined', 'left', 'replaced']),
  seat: RoomSeat,
  incarnation: Incarnation,
});
export const RelayIn = v.strictObject({
  type: v.literal('relay'),
  from: RoomSeat,
  n: sequence,
  a: counter,
  body: Body,
});
export const AckIn = v.strictObject({ type: v.literal('ack'), from: RoomSeat, a: counter });
export const Presence = v.strictObject({
  type: v.literal('presence'),
  room: RoomId,
  seat: RoomSeat,
  event: v.picklist(['joined', 'left']),
});
export const IceServers = v.strictObject({
  type: v.literal('ice-servers'),
  iceServers: v.array(IceServer),
  iceTtlS: duration,
});
export const Pong = v.strictObject({ type: v.literal('pong'), c: counter, now: counter, resume: v.optional(token) });
export const Drain = v.strictObject({ type: v.literal('drain'), withinMs: duration });
export const ErrorMessage = v.strictObject({
  type: v.literal('error'),
  code: v.picklist(errorCodes),
  retryAfterMs: v.optional(duration),
  /** Version 1.1: the room's code, or one of this refusal alone. */
  incident: v.optional(IncidentCode),
});

/** Everything a pod may say. */
export const PodMessage = v.variant('type', [
  Welcome,
  Peer,
  RelayIn,
  AckIn,
  Presence,
  IceServers,
  Pong,
  Drain,
  ErrorMessage,
]);
export type PodMessage = v.InferOutput<typeof PodMessage>;

export type Parsed<T> = { ok: true; message: T } | { ok: false; reason: 'json' | 'schema' };

function parse<S extends v.GenericSchema>(schema: S, text: string): Parsed<v.InferOutput<S>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'json' };
  }
  const result = v.safeParse(schema, value);
  return result.success ? { ok: true, message: result.output } : { ok: false, reason: 'schema' };
}

/** Text from a browser becomes a message here and nowhere else. */
export const parseBrowserMessage = (text: string): Parsed<BrowserMessage> => parse(BrowserMessage, text);

/** Text from a pod becomes a message here and nowhere else. */
export const parsePodMessage = (text: string): Parsed<PodMessage> => parse(PodMessage, text);
