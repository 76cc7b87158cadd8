/** Gives out the statistics: bundles as they were closed. Every sum of them is a sum of numbers that are five at least. */
import { csvOf, measures, type Statistics, type StatisticsQuestion, VisavisError } from '@visavis/shared';
import { and, asc, gte, lte } from 'drizzle-orm';
import * as v from 'valibot';
import type { Context } from '../context.ts';
import { readServices } from '../offers/offer-store.ts';
import { dayAfter } from '../offers/zone-time.ts';
import { dailyCounts } from '../schema-statistics.ts';
import { lastClosedDay } from './close-day.ts';

/** A quarter, without anybody asking for other days. */
const daysShown = 92;
/** Far more than a quarter has, and an end. */
const mostDays = 800;

const Measure = v.picklist(measures);

/** @throws {VisavisError} `bad-request` for days in the wrong order, or too many */
export async function readStatistics(
  context: Context,
  question: v.InferOutput<typeof StatisticsQuestion>,
): Promise<Statistics> {
  const until = lastClosedDay(context);
  const to = question.to ?? until;
  const from = question.from ?? dayAfter(to, 1 - daysShown);
  if (from > to || from < dayAfter(to, -mostDays)) throw new VisavisError('bad-request', 'from, to: wrong span');
  const rows = await context.db
    .select()
    .from(dailyCounts)
    .where(and(gte(dailyCounts.day, from), lte(dailyCounts.day, to)))
    .orderBy(asc(dailyCounts.day), asc(dailyCounts.measure), asc(dailyCounts.bucket), asc(dailyCounts.service));
  const services = (await readServices(context.db)).map(({ id, texts: { de, en } }) => ({
    id,
    de: de.title,
    en: (en ?? de).title,
  }));
  return {
    from,
    to,
    until,
    services,
    bundles: rows.map((row) => ({ ...row, measure: v.parse(Measure, row.measure) })),
  };
}

/** The same as a table, for spreadsheets and for whatever reads tables. */
export function statisticsCsv({ bundles, services }: Statistics): string {
  const titles = new Map(services.map(({ id, de }) => [id, de]));
  const rows = bundles.map(({ day, service, measure, bucket, count }) => [
    day,
    service,
    titles.get(service) ?? '',
    measure,
    bucket,
    count,
  ]);
  return csvOf([['day', 'service', 'title', 'measure', 'bucket', 'count'], ...rows]);
}
