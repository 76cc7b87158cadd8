/** `/api/v1/requests`: guests' wishes, for the advisor who confirms, proposes another time, or declines. */
import { AdvisorDecision, AdvisorRequest, ProposalSlots, RequestId, RequestList } from '@visavis/shared';
import * as v from 'valibot';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { answerRequest, listRequests } from '../../../requests/answers.ts';
import { proposalSlots } from '../../../requests/proposals.ts';

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
    method: 'GET',
    path: '/api/v1/requests/:id/slots',
    summary: "The next free times of the request's advisor, for a proposal.",
    access: 'advisor',
    params: v.strictObject({ id: RequestId }),
    status: 200,
    answer: ProposalSlots,
    errors: ['not-found', 'not-signed-in'],
    handle: ({ advisor, params }) => proposalSlots(context, advisor, params.id),
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
