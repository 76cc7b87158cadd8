/** What bodies of requests are made of: texts, moments, languages, lengths, addresses. */
import * as v from 'valibot';

/** Control characters, halves of surrogate pairs and marks that turn the direction of what follows: none is part of a name. */
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** One line of words, at most `max` characters, without anything that cannot be seen. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    v.check((value) => !unprintable.test(value), 'expected printable characters'),
  );
/** No appointment was or will be outside of these years; further out, neither databases nor calendars agree on what a date is. */
const isWithin = (atMs: number) => atMs >= 0 && atMs < Date.UTC(2200, 0, 1);
/** ISO 8601 with a zone (`Z` or an offset): a time without one is nobody's time. From 1970 to 2199. */
export const Moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/, 'expected ISO 8601 with a zone'),
  v.check((value) => isWithin(Date.parse(value)), 'not a date'),
);
/** The languages of the pages and mails. */
export const Language = v.picklist(['de', 'en']);
export type Language = v.InferOutput<typeof Language>;
/** Five minutes to eight hours. */
export const durationMinutes = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480));
export const email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());
export const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 ()/.-]{4,30}$/));
