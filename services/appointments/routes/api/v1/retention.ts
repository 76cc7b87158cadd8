/** `GET /api/v1/retention`: how long an appointment is kept, from the very settings by which it is deleted. */
import { Retention } from '@visavis/shared';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

export const retentionEndpoints = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/retention',
    summary: 'How many days after its end an appointment is deleted.',
    access: 'anybody',
    status: 200,
    answer: Retention,
    errors: [],
    handle: async () => ({ days: context.settings.retentionDays }),
  }),
];
