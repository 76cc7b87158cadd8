/** `/api/v1/calendar`: an advisor's secret address for calendars, and the busy times that calendars read there. */
import { CalendarFeed, CreatedCalendarFeed, NewCalendarFeed, VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import type { AddressLimit } from '../../../address-limit.ts';
import { readBusyTimes } from '../../../calendar-feed/busy-times.ts';
import { makeFeed, openFeed, showFeed, withdrawFeed } from '../../../calendar-feed/feed-address.ts';
import { entityTag, feedFile } from '../../../calendar-feed/feed-file.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

const ownFeed = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/calendar',
    summary: 'Whether the advisor has an address for calendars. The address itself was told when it was made.',
    access: 'advisor',
    status: 200,
    answer: CalendarFeed,
    errors: ['not-signed-in'],
    handle: ({ advisor }) => showFeed(context.db, advisor),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/calendar',
    summary: 'Makes the address for calendars, told this once. One that was there before stops working.',
    access: 'advisor',
    body: NewCalendarFeed,
    status: 201,
    answer: CreatedCalendarFeed,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: async ({ advisor, body }) => {
      const secret = await makeFeed(context.db, advisor, body.language, context.clock.now());
      context.log.info('calendar feed made');
      return { address: `${context.settings.publicUrl}/api/v1/calendar/${secret}.ics` };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/v1/calendar',
    summary: 'Withdraws the address: calendars that ask there get nothing from now on.',
    access: 'advisor',
    status: 204,
    errors: ['not-signed-in', 'origin-refused'],
    handle: async ({ advisor }) => {
      await withdrawFeed(context.db, advisor);
      context.log.info('calendar feed withdrawn');
      return undefined;
    },
  }),
];

const FeedFile = v.strictObject({ file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}\.ics$/)) });

export const calendarEndpoints = (context: Context, limit: AddressLimit) => [
  ...ownFeed(context),
  endpoint({
    method: 'GET',
    path: '/api/v1/calendar/:file',
    summary: 'Busy times for calendar programs (iCalendar), at the secret address; 304 when nothing has changed.',
    access: 'anybody',
    params: FeedFile,
    status: 200,
    answer: v.string(),
    answerType: 'text/calendar',
    errors: ['not-found', 'too-many'],
    handle: async ({ params, request, reply }) => {
      limit.take(request.ip);
      const nowMs = context.clock.now();
      const feed = await openFeed(context.db, params.file.slice(0, -'.ics'.length), nowMs);
      if (feed === null) throw new VisavisError('not-found', 'no such calendar');
      const { language, advisorId } = feed;
      const times = await readBusyTimes(context.db, advisorId, nowMs);
      const text = feedFile(times, { language, publicUrl: context.settings.publicUrl });
      reply.header('etag', entityTag(text)).header('cache-control', 'private, no-cache');
      return text;
    },
  }),
];
