/** What an organisation offers for booking, and when its advisors have time: written by advisors and programs, shown to guests. */
import * as v from 'valibot';
import { HolidayNames } from './holiday-regions.ts';
import { RequestId } from './ids.ts';
import { MeetingMode, Place, placeFits } from './meeting.ts';

/** One line, which may be empty. */
const line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'expected one line'));
const printable = (max: number) => v.pipe(line(max), v.minLength(1));
/** Everything lies on a grid of five minutes, see `offers/holds.ts` of the appointments service. */
const minutes = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most), v.multipleOf(5));

/** The text is a day that the calendar has: `2027-02-29` is none. */
const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
/** A day of this century or the next, without time or zone: `2027-03-28`. */
export const Day = v.pipe(
  v.string(),
  v.regex(/^2[01]\d{2}-\d{2}-\d{2}$/, 'expected a day like 2027-03-28'),
  v.check(isDay, 'no such day'),
);
/** A time of day on the organisation's clock, in steps of five minutes; `24:00` is the end of the day. */
export const TimeOfDay = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5][05]|24:00)$/, 'expected 00:00 to 24:00'));

/** The name of a service in links and requests. */
export const ServiceId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40));
const ServiceText = v.strictObject({ title: printable(80), description: v.optional(line(400), '') });

/** One kind of conversation that guests may ask for. In person it has a place. */
export const ServiceOffer = v.pipe(
  v.strictObject({
    id: ServiceId,
    mode: MeetingMode,
    place: v.optional(Place),
    /** False: kept, but guests neither see it nor may ask for it. */
    isOffered: v.optional(v.boolean()),
    /** German always; English where the service is offered in English too. */
    texts: v.strictObject({ de: ServiceText, en: v.optional(ServiceText) }),
    durationMinutes: minutes(5, 240),
    /** Slots begin this far apart, from the beginning of the advisor's hours. */
    everyMinutes: minutes(5, 240),
    /** Kept free before and after each conversation. */
    bufferBeforeMinutes: minutes(0, 120),
    bufferAfterMinutes: minutes(0, 120),
    /** Nobody may ask for a slot that begins sooner than this. */
    noticeMinutes: minutes(0, 60 * 24 * 60),
    /** How many days ahead slots are shown. */
    horizonDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  }),
  v.check((value) => placeFits(value), 'place: in person, and only then'),
);
export type ServiceOffer = v.InferOutput<typeof ServiceOffer>;

/** `GET|PUT /api/v1/offer`: all services in the order in which guests see them. What is not in the list is no longer offered. */
export const Offer = v.pipe(
  v.strictObject({ services: v.pipe(v.array(ServiceOffer), v.maxLength(50)) }),
  v.check(({ services }) => new Set(services.map(({ id }) => id)).size === services.length, 'each id once'),
);
export type Offer = v.InferOutput<typeof Offer>;

const hours = { from: TimeOfDay, to: TimeOfDay };

const Span = v.pipe(
  v.strictObject(hours),
  v.check(({ from, to }) => from < to, 'from before to'),
);

/**
 * `GET|PUT /api/v1/offer/hours`: when the advisor who asks has time. `weekly` repeats (1 is Monday) and rests on holidays;
 * an exception holds instead of it on its day, holiday or not: no hours, no slots.
 */
export const AdvisorHours = v.strictObject({
  weekly: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({ weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)), ...hours }),
        v.check(({ from, to }) => from < to, 'from before to'),
      ),
    ),
    v.maxLength(70),
  ),
  exceptions: v.pipe(
    v.array(v.strictObject({ day: Day, hours: v.pipe(v.array(Span), v.maxLength(10)) })),
    v.maxLength(400),
    v.check((all) => new Set(all.map(({ day }) => day)).size === all.length, 'each day once'),
  ),
  /** The services that this advisor gives; null: all of them. */
  services: v.nullable(v.pipe(v.array(ServiceId), v.maxLength(50))),
});
export type AdvisorHours = v.InferOutput<typeof AdvisorHours>;

/** A public holiday: weekly hours rest on it. */
export const Holiday = v.object({ day: v.string(), names: HolidayNames });
export type Holiday = v.InferOutput<typeof Holiday>;
/** `GET /api/v1/offer/holidays`: those of the coming twelve months; `region` is an ISO 3166-2 code, `DE` or `none`. */
export const HolidayList = v.object({ region: v.string(), regionNames: HolidayNames, holidays: v.array(Holiday) });
export type HolidayList = v.InferOutput<typeof HolidayList>;

/** `GET /api/v1/book/services`, for anybody. */
export const BookableServices = v.object({
  services: v.array(
    v.object({
      id: ServiceId,
      mode: MeetingMode,
      place: v.optional(v.string()),
      texts: v.object({
        de: v.object({ title: v.string(), description: v.string() }),
        en: v.optional(v.object({ title: v.string(), description: v.string() })),
      }),
      durationMinutes: v.number(),
    }),
  ),
});
export type BookableServices = v.InferOutput<typeof BookableServices>;

/**
 * `GET /api/v1/book/slots?service=&from=&days=&request=`: `from` is a day of the organisation's calendar, today by default. With
 * `request`, only what that request could be moved to: the slots of its own advisor.
 */
export const SlotQuestion = v.strictObject({
  service: ServiceId,
  from: v.optional(Day),
  days: v.optional(v.pipe(v.string(), v.regex(/^([1-9]|[12]\d|3[01])$/), v.transform(Number)), '14'),
  request: v.optional(RequestId),
});
/** Days without a free slot are left out. `next` is the first free slot of all, null when there is none. */
export const SlotAnswer = v.object({
  timeZone: v.string(),
  durationMinutes: v.number(),
  days: v.array(v.object({ day: v.string(), slots: v.array(v.string()) })),
  next: v.nullable(v.string()),
});
export type SlotAnswer = v.InferOutput<typeof SlotAnswer>;
