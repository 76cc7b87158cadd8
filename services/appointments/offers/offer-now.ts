/** All that a wish for a slot has to know of the offer, in one question: the service, who has time that day and what of it is taken. */
import { AdvisorHours, ServiceOffer } from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from '../context.ts';
import { type FreeTime, spanOf } from './find-slots.ts';

/** As it was when asked; nothing is held. */
export interface OfferNow {
  /** Of the rules of the house. */
  revision: number;
  /** Null when it is not, or no longer, on offer. */
  service: ServiceOffer | null;
  times: FreeTime[];
  /** Receivers that want to hear of a request. */
  listeners: string[];
}

/**
 * The same tables, and the same rows of them, as `readService`, `readAdvisors`, `readTaken` and `listeners` read one by one. Each advisor's time is
 * looked up by itself, from a day before on, so that the indexes by advisor and time answer, however much the book holds: nothing takes longer
 * than eight hours, buffers included.
 */
const question = {
  name: 'offer_now',
  text: `
select
  coalesce((select revision from house_rules where id = 'own'), 0) as revision,
  (select offer from services where id = $1::text) as service,
  (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'hours', h.hours, 'taken', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'fromMs', round(extract(epoch from taken_from) * 1000), 'toMs', round(extract(epoch from taken_to) * 1000)
    )), '[]')
    from (
      select starts_at as taken_from, ends_at as taken_to from appointments
      where advisor_id = a.id and status = 'confirmed' and ends_at > $2::text::timestamptz
        and starts_at < $3::text::timestamptz and starts_at > $2::text::timestamptz - interval '1 day'
      union all
      select taken_from, taken_to from requests
      where advisor_id = a.id and taken_to > $2::text::timestamptz
        and taken_from < $3::text::timestamptz and taken_from > $2::text::timestamptz - interval '1 day'
    ) as taken
  )) order by a.id), '[]') from advisor_hours h join advisors a on a.id = h.advisor_id where a.is_active) as times,
  (select coalesce(jsonb_agg(id), '[]') from webhooks where is_active and events @> array[$4::text]) as listeners`,
};

const Answer = v.object({
  revision: v.number(),
  service: v.nullable(ServiceOffer),
  times: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      hours: AdvisorHours,
      taken: v.array(v.object({ fromMs: v.number(), toMs: v.number() })),
    }),
  ),
  listeners: v.array(v.string()),
});

/** `days` follow each other; `event` is what receivers may want to hear of. */
export async function readOfferNow(
  context: Context,
  service: string,
  days: readonly string[],
  event: string,
): Promise<OfferNow> {
  const { fromMs, toMs } = spanOf(days, context.calendar.timeZone);
  const [answer] = await context.ask(question, [
    ...[service, new Date(fromMs).toISOString(), new Date(toMs).toISOString(), event],
  ]);
  return v.parse(Answer, answer);
}
