/** What a browser says to a pod over the WebSocket: one schema a message, unknown keys refused. Browsers need the types only. */
import * as v from 'valibot';
import { Incarnation, RoomSeat } from './ids.ts';
import { limits } from './limits.ts';
import { Body, counter, type Parsed, parse, sequence, token } from './message-parts.ts';
import { CallReport, SetupReport } from './reports.ts';

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

/** Text from a browser becomes a message here and nowhere else. */
export const parseBrowserMessage = (text: string): Parsed<BrowserMessage> => parse(BrowserMessage, text);
