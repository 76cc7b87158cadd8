/** What a pod says to a browser over the WebSocket: one schema a message, unknown keys refused. */
import * as v from 'valibot';
import { errorCodes } from './errors.ts';
import { ConnectionId, Incarnation, IncidentCode, RoomId, RoomSeat } from './ids.ts';
import { Body, counter, duration, type Parsed, parse, sequence, token } from './message-parts.ts';

/** One entry of `RTCConfiguration.iceServers` (W3C WebRTC §4.2.2). */
export const IceServer = v.strictObject({
  urls: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(stun|turn|turns):/))), v.minLength(1), v.maxLength(8)),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServer>;

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

/** Text from a pod becomes a message here and nowhere else. */
export const parsePodMessage = (text: string): Parsed<PodMessage> => parse(PodMessage, text);
