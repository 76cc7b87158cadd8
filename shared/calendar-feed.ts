/** What a page and the appointments service say to each other about an advisor's calendar feed: busy times at a secret address. */
import * as v from 'valibot';
import { Language } from './api-parts.ts';

/** `GET /api/v1/calendar`: since when there is an address, and when a calendar last asked at it, to a day; null for none. The address itself is never told again. */
export const CalendarFeed = v.object({
  feed: v.nullable(v.object({ since: v.string(), lastAskedAt: v.nullable(v.string()) })),
});
export type CalendarFeed = v.InferOutput<typeof CalendarFeed>;

/** `POST /api/v1/calendar`: the language in which the times are named. */
export const NewCalendarFeed = v.strictObject({ language: Language });
export type NewCalendarFeed = v.InferOutput<typeof NewCalendarFeed>;

/** Its answer: the address, this once. Whoever knows it sees when the advisor is busy, and nothing else. */
export const CreatedCalendarFeed = v.object({ address: v.string() });
export type CreatedCalendarFeed = v.InferOutput<typeof CreatedCalendarFeed>;
