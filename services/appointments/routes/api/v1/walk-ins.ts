/** `/api/v1/walk-ins`: the queue of those who came from the portal, for the advisors who take them. */
import { TakenWalkIn, WalkInDuty, WalkInEnd, WalkInId, WalkInQueue } from '@visavis/shared';
import * as v from 'valibot';
import type { AddressLimit } from '../../../address-limit.ts';
import { endpoint } from '../../../endpoint.ts';
import { noteDuty, readQueue } from '../../../walk-ins/advisor-side.ts';
import { createPortalReader } from '../../../walk-ins/portal-token.ts';
import { endWalkIn, takeNext } from '../../../walk-ins/take-next.ts';
import type { WalkInParts } from '../../../walk-ins/walk-in-deeds.ts';
import { handoverEndpoints } from './handover.ts';
import { walkInEndpoints } from './walk-in.ts';

const ofAdvisors = (parts: WalkInParts) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/walk-ins',
    summary: 'How many wait for the services of this advisor, whom they have taken, and who wishes to be called.',
    access: 'advisor',
    status: 200,
    answer: WalkInQueue,
    errors: ['not-signed-in'],
    handle: ({ advisor }) => readQueue(parts, advisor),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/walk-ins/duty',
    summary:
      'Says that the advisor is there and whether they talk; holds for a minute and a half. With `isFree`, also whether they take people; it holds until it is said anew, or nobody is there for ten minutes.',
    access: 'advisor',
    body: WalkInDuty,
    status: 200,
    answer: WalkInQueue,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, body }) => noteDuty(parts, advisor, body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/walk-ins/next',
    summary:
      'Takes the next person: makes an appointment that begins now, to which their page finds the way by itself.',
    access: 'advisor',
    status: 201,
    answer: TakenWalkIn,
    errors: ['not-found', 'conflict', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor }) => takeNext(parts, advisor),
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/walk-ins/:id/end',
    summary:
      'The conversation is over, or the person was called. Name, insurance number and telephone number are erased.',
    access: 'advisor',
    params: v.strictObject({ id: WalkInId }),
    body: WalkInEnd,
    status: 200,
    answer: WalkInQueue,
    errors: ['bad-request', 'not-found', 'conflict', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => endWalkIn(parts, advisor, params.id, body),
  }),
];

/** The way in from the portal, the page of the person who waits, and the advisors' queue. */
export function walkInsEndpoints(parts: WalkInParts, limits: { handover: AddressLimit; walkIn: AddressLimit }) {
  const { portal } = parts.context.settings;
  const read = portal === null ? null : createPortalReader(portal);
  return [
    ...handoverEndpoints(parts, read, limits.handover),
    ...walkInEndpoints(parts, limits.walkIn),
    ...ofAdvisors(parts),
  ];
}
