/** `/api/v1/requests`: guests' wishes, for the advisor who confirms, proposes another time, or declines. */
import { AdvisorDecision, AdvisorRequest, RequestId, RequestList } from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { answerRequest, listRequests } from '../../../requests/answers.ts';

export const requestEndpoints = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/requests',
    summary: "The advisor's requests: open ones, first to expire first, then those that ended lately.",
    access: 'advisor',
    status: 200,
    answer: RequestList,
    errors: ['not-signed-in'],
    handle: ({ advisor }) => listRequests(context, advisor),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/requests/:id/answer',
    summary: 'Confirms, declines, or proposes another time. Confirming makes the appointment and invites the guest.',
    access: 'advisor',
    params: v.strictObject({ id: RequestId }),
    body: AdvisorDecision,
    status: 200,
    answer: AdvisorRequest,
    errors: ['bad-request', 'not-found', 'conflict', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => answerRequest(context, advisor, params.id, body),
  }),
];
