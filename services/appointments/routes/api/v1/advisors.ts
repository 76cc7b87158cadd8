/** `/api/v1/advisors`: who advises here, by which name, who may not any more, and who takes over what lies ahead of them. */
import { AdvisorChange, AdvisorEntry, AdvisorId, AdvisorList, AheadList, PassedOn, PassOn } from '@visavis/shared';
import * as v from 'valibot';
import { changeAdvisor } from '../../../advisors/advisor-change.ts';
import { listAdvisors } from '../../../advisors/advisor-list.ts';
import { listAhead } from '../../../advisors/ahead.ts';
import { passOn } from '../../../advisors/pass-on.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

const One = v.strictObject({ id: AdvisorId });
const Question = v.strictObject({ successor: v.optional(AdvisorId) });

export const advisorsEndpoints = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/advisors',
    summary: 'The advisors of the organisation, and how much lies ahead of each.',
    access: 'lead',
    status: 200,
    answer: AdvisorList,
    errors: ['not-signed-in', 'forbidden'],
    handle: () => listAdvisors(context),
  }),
  endpoint({
    method: 'PATCH',
    path: '/api/v1/advisors/:id',
    summary:
      'Sets the name that guests read, or whether somebody may work. Refused are one’s own account (`forbidden`) and the last active advisor (`conflict`).',
    access: 'lead',
    params: One,
    body: AdvisorChange,
    status: 200,
    answer: AdvisorEntry,
    errors: ['bad-request', 'not-signed-in', 'forbidden', 'not-found', 'origin-refused', 'conflict'],
    handle: ({ advisor: by, params, body }) => changeAdvisor(context, by, params.id, body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/advisors/:id/ahead',
    summary: 'What lies ahead of an advisor, and what of it fits into the time of a successor. Names no guest.',
    access: 'lead',
    params: One,
    query: Question,
    status: 200,
    answer: AheadList,
    errors: ['bad-request', 'not-signed-in', 'forbidden', 'not-found'],
    handle: ({ params, query }) => listAhead(context, params.id, query.successor),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/advisors/:id/pass-on',
    summary: 'Gives what lies ahead of an advisor to another one. Guests are told by mail; what does not fit stays.',
    access: 'lead',
    params: One,
    body: PassOn,
    status: 200,
    answer: PassedOn,
    errors: ['bad-request', 'not-signed-in', 'forbidden', 'not-found', 'origin-refused'],
    handle: ({ advisor: by, params, body }) => passOn(context, by, params.id, body),
  }),
];
