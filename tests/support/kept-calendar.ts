/** A calendar as people keep one: it takes files from mails, one after another, as RFC 5546 §3.2 says, read by node-ical and nothing of ours. */
import ical from 'node-ical';
import * as v from 'valibot';

const Event = v.looseObject({
  type: v.literal('VEVENT'),
  uid: v.string(),
  summary: v.string(),
  start: v.date(),
  end: v.date(),
  sequence: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
  dtstamp: v.date(),
  status: v.string(),
});
type Event = v.InferOutput<typeof Event>;

export interface KeptCalendar {
  /** Takes the file of a mail; what is older than what it has changes nothing. */
  take(file: string): void;
  /** What stands in it now. */
  entries(): { summary: string; startsAtMs: number; endsAtMs: number }[];
}

const isNewer = (one: Event, other: Event): boolean =>
  one.sequence > other.sequence || (one.sequence === other.sequence && one.dtstamp > other.dtstamp);

/** Empty at first. A cancelled entry is remembered, so that a late invitation does not bring it back. */
export function keptCalendar(): KeptCalendar {
  const known = new Map<string, { event: Event; isCancelled: boolean }>();
  return {
    take(file) {
      const read = Object.values(ical.sync.parseICS(file));
      const calendar = v.parse(
        v.looseObject({ method: v.string() }),
        read.find((one) => one?.type === 'VCALENDAR'),
      );
      for (const one of read) {
        if (one?.type !== 'VEVENT') continue;
        const event = v.parse(Event, one);
        const before = known.get(event.uid);
        if (before && !isNewer(event, before.event)) continue;
        known.set(event.uid, { event, isCancelled: calendar.method === 'CANCEL' || event.status === 'CANCELLED' });
      }
    },
    entries: () =>
      [...known.values()]
        .filter(({ isCancelled }) => !isCancelled)
        .map(({ event: { summary, start, end } }) => ({
          summary,
          startsAtMs: start.getTime(),
          endsAtMs: end.getTime(),
        })),
  };
}
