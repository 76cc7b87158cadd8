/** What travels over the data channel: the frames of the queue, as they would travel through a pod, but to nobody else. */
import { Body } from '@visavis/shared';
import * as v from 'valibot';

const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A numbered body, or an ack alone. Without `to` and `from`: the channel has two ends. */
export const ChannelFrame = v.variant('type', [
  v.strictObject({ type: v.literal('relay'), n: sequence, a: counter, body: Body }),
  v.strictObject({ type: v.literal('ack'), a: counter }),
]);
export type ChannelFrame = v.InferOutput<typeof ChannelFrame>;

/** Text from the data channel becomes a frame here and nowhere else; `undefined` when it is none. */
export function parseChannelFrame(text: string): ChannelFrame | undefined {
  try {
    const result = v.safeParse(ChannelFrame, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
