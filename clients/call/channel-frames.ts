/** What travels over the data channel: the frames of the queue, as they would travel through a pod, but to nobody else. */
import { Body, bytes } from '@visavis/shared';
import * as v from 'valibot';

const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const Relay = v.strictObject({ type: v.literal('relay'), n: sequence, a: counter, body: Body });
const Ack = v.strictObject({ type: v.literal('ack'), a: counter });
/** Belongs to the line itself: whoever is at its end knows the keys of the handshake. Never through a pod. */
const Bind = v.strictObject({ type: v.literal('bind'), tag: bytes(32) });

/** A numbered body, or an ack alone. Without `to` and `from`: the channel has two ends. */
export type ChannelFrame = v.InferOutput<typeof Relay> | v.InferOutput<typeof Ack>;
/** Everything that a data channel may carry. */
export const LineFrame = v.variant('type', [Relay, Ack, Bind]);
export type LineFrame = v.InferOutput<typeof LineFrame>;

/** Text from the data channel becomes a frame here and nowhere else; `undefined` when it is none. */
export function parseChannelFrame(text: string): LineFrame | undefined {
  try {
    const result = v.safeParse(LineFrame, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
