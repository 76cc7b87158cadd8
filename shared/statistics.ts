/** What is counted of conversations, what pages tell for it, and what is given out: numbers of at least five, and nothing of any person. */
import * as v from 'valibot';
import { AppointmentId, AppointmentNumber } from './ids.ts';
import { Day } from './offer.ts';

/**
 * What is counted, by measure. `appointments` what became of them, but for the held ones · `held` by the hour of the
 * organisation's clock at or after which they began · `duration` of conversations, up to so many minutes · `waiting` of guests
 * who waited past the agreed time, up to so many minutes · `failures` of set-ups · `features` used in a conversation, each once
 * · `feedback` of guests.
 */
export const statisticBuckets = {
  appointments: ['made', 'missed', 'cancelled'],
  held: ['0', '10', '12', '14', '16'],
  duration: ['10', '20', '30', '45', '60', 'longer'],
  waiting: ['2', '5', '10', '20', 'longer'],
  failures: ['no-line', 'unsealed', 'left'],
  features: ['text', 'files', 'board', 'form', 'screen', 'companion', 'telephone'],
  feedback: ['good', 'fair', 'poor'],
} as const;
export type Measure = keyof typeof statisticBuckets;
export type BucketOf<M extends Measure> = (typeof statisticBuckets)[M][number];
export const measures = Object.keys(statisticBuckets) as Measure[];

/** The smallest number that is ever given out. */
export const fewestGivenOut = 5;

/** How long numbers are kept (SECURITY.md §8.5); retention, the privacy notice and the page of the statistics say so from here. */
export const statisticsMonths = 12;

/** Of the buckets that are upper limits, the one for `minutes`. */
export function minutesBucket<M extends 'duration' | 'waiting'>(measure: M, minutes: number): BucketOf<M> {
  const buckets: readonly BucketOf<M>[] = statisticBuckets[measure];
  return buckets.find((limit) => minutes <= Number(limit)) ?? ('longer' as BucketOf<M>);
}

/** The bucket of a conversation that began in that hour, 0 to 23. */
export function hourBucket(hour: number): BucketOf<'held'> {
  return statisticBuckets.held.findLast((from) => hour >= Number(from)) ?? '0';
}

const Feature = v.picklist(statisticBuckets.features);
export type Feature = v.InferOutput<typeof Feature>;

/** `POST /api/v1/appointments/:id/talk`, by the advisor's page when it leaves the conversation. Counted once an appointment. */
export const TalkNote = v.variant('result', [
  v.strictObject({
    result: v.literal('talked'),
    minutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(720)),
    features: v.pipe(v.array(Feature), v.maxLength(statisticBuckets.features.length)),
  }),
  v.strictObject({ result: v.picklist(statisticBuckets.failures) }),
]);
export type TalkNote = v.InferOutput<typeof TalkNote>;

/** `POST /api/v1/feedback`, by the guest's page. The device shows that somebody was there; only the count stays. */
export const Feedback = v.strictObject({
  appointment: v.optional(AppointmentId),
  number: v.optional(AppointmentNumber),
  device: v.pipe(v.string(), v.maxLength(1_000)),
  feedback: v.picklist(statisticBuckets.feedback),
});
export type Feedback = v.InferOutput<typeof Feedback>;

/** `GET /api/v1/statistics?from=&to=`: both days are part of it; the last 92 days without them. */
export const StatisticsQuestion = v.strictObject({ from: v.optional(Day), to: v.optional(Day) });

/** One bundle: so many on the days up to `day` since the bundle before; at least {@link fewestGivenOut}. */
export const Bundle = v.object({
  day: v.string(),
  /** Of the offer; empty where none was chosen. */
  service: v.string(),
  measure: v.picklist(measures),
  bucket: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(fewestGivenOut)),
});
export type Bundle = v.InferOutput<typeof Bundle>;

/** Bundles in the order of their days. `until` is the last day that is closed. */
export const Statistics = v.object({
  from: v.string(),
  to: v.string(),
  until: v.string(),
  services: v.array(v.object({ id: v.string(), de: v.string(), en: v.string() })),
  bundles: v.array(Bundle),
});
export type Statistics = v.InferOutput<typeof Statistics>;
