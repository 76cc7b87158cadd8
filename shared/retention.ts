/** What anybody may ask about keeping: how long the organisation keeps an appointment. The receipt tells it. */
import * as v from 'valibot';

/** `GET /api/v1/retention`: days from an appointment's end to its deletion, 90 at most. */
export const Retention = v.object({ days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)) });
export type Retention = v.InferOutput<typeof Retention>;
