/** `/api/v1/statistics`: daily counts for those who lead or operate, and what pages tell for them. */
import { Feedback, Statistics, StatisticsQuestion, TalkNote } from '@visavis/shared';
import * as v from 'valibot';
import type { AddressLimit } from '../../../address-limit.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { takeFeedback } from '../../../statistics/feedback.ts';
import { readStatistics, statisticsCsv } from '../../../statistics/read.ts';
import { noteTalk } from '../../../statistics/talk.ts';
import { AppointmentParams } from './appointments.ts';

const reading = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/statistics',
    summary: 'What was counted, in bundles of at least five. Nothing of it tells of a person.',
    access: 'governing',
    query: StatisticsQuestion,
    status: 200,
    answer: Statistics,
    errors: ['bad-request', 'not-signed-in'],
    handle: ({ query }) => readStatistics(context, query),
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/statistics/csv',
    summary: 'The same as a table for spreadsheets: semicolons, UTF-8 with a byte order mark, no cell a formula.',
    access: 'governing',
    query: StatisticsQuestion,
    status: 200,
    answer: v.string(),
    answerType: 'text/csv',
    errors: ['bad-request', 'not-signed-in'],
    handle: async ({ query, reply }) => {
      const statistics = await readStatistics(context, query);
      const name = `visavis-${statistics.from}-${statistics.to}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return statisticsCsv(statistics);
    },
  }),
];

export const statisticsEndpoints = (context: Context, limit: AddressLimit) => [
  ...reading(context),
  endpoint({
    method: 'POST',
    path: '/api/v1/appointments/:id/talk',
    summary: 'Counts how long a conversation was and what was used in it, or why it did not come about. Once each.',
    access: 'advisor',
    params: AppointmentParams,
    body: TalkNote,
    status: 204,
    errors: ['bad-request', 'not-found', 'not-signed-in', 'origin-refused'],
    handle: async ({ advisor, params, body }) => {
      await noteTalk(context, advisor, params.id, body);
      return undefined;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/feedback',
    summary: "Counts the guest's answer to the one question at the end. The first answer counts.",
    access: 'anybody',
    body: Feedback,
    status: 204,
    errors: ['bad-request', 'not-admitted', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      await takeFeedback(context, body);
      return undefined;
    },
  }),
];
