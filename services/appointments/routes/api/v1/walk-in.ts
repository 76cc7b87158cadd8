/** `/api/v1/walk-in`: where somebody stands who came from the portal, and what they decide meanwhile. */
import { WalkIn, WalkInDecision, WalkInQuestion } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import { endpoint } from '../../../endpoint.ts';
import { askWhereIStand, decideWalkIn } from '../../../walk-ins/guest-side.ts';
import type { WalkInParts } from '../../../walk-ins/walk-in-deeds.ts';

export const walkInEndpoints = (parts: WalkInParts, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/walk-in',
    summary:
      'Place in the queue and waiting time, then the way into the conversation. Asking says that one is still there.',
    access: 'anybody',
    body: WalkInQuestion,
    status: 200,
    answer: WalkIn,
    errors: ['bad-request', 'link-unknown', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return askWhereIStand(parts, body);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/walk-in/answer',
    summary: 'Wishes to be called instead, or leaves the queue.',
    access: 'anybody',
    body: WalkInDecision,
    status: 200,
    answer: WalkIn,
    errors: ['bad-request', 'conflict', 'link-unknown', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return decideWalkIn(parts, body);
    },
  }),
];
