/** `/api/v1/offer`: what guests may ask for, and when the advisor who asks has time. */
import { AdvisorHours, HolidayList, Offer, regionNames } from '@visavis/shared';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { holidaysAhead } from '../../../offers/holidays.ts';
import { readHours, readServices, writeHours, writeOffer } from '../../../offers/offer-store.ts';
import { dayOf } from '../../../offers/zone-time.ts';

const services = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/offer',
    summary: 'All services on offer, in the order in which guests see them.',
    access: 'staff',
    status: 200,
    answer: Offer,
    errors: ['not-signed-in'],
    handle: async () => ({ services: await readServices(context.db) }),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/offer',
    summary: 'Replaces the offer. Requests made before go on.',
    access: 'lead',
    body: Offer,
    status: 200,
    answer: Offer,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: async ({ body }) => {
      await writeOffer(context.db, body);
      context.log.info('offer changed', { count: body.services.length });
      return body;
    },
  }),
];

const today = ({ calendar, clock }: Context) => dayOf(clock.now(), calendar.timeZone);

const holidays = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/offer/holidays',
    summary: 'The public holidays of the coming twelve months, on which weekly hours rest.',
    access: 'staff',
    status: 200,
    answer: HolidayList,
    errors: ['not-signed-in'],
    handle: async () => {
      const region = context.settings.holidays;
      return { region, regionNames: regionNames[region], holidays: holidaysAhead(today(context), region) };
    },
  }),
];

const hours = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/offer/hours',
    summary: "The advisor's own weekly hours and exceptions.",
    access: 'advisor',
    status: 200,
    answer: AdvisorHours,
    errors: ['not-signed-in'],
    handle: ({ advisor }) => readHours(context.db, advisor),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/offer/hours',
    summary: "Replaces the advisor's own hours; exceptions of past days are dropped.",
    access: 'advisor',
    body: AdvisorHours,
    status: 200,
    answer: AdvisorHours,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: async ({ advisor, body }) => {
      const kept = await writeHours(context.db, advisor, body, today(context));
      context.log.info('hours changed', { count: kept.weekly.length });
      return kept;
    },
  }),
];

export const offerEndpoints = (context: Context) => [...services(context), ...hours(context), ...holidays(context)];
