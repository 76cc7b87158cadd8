/** `POST /api/v1/link`: what a join link may tell before any code. Changes nothing. */
import { LinkAnswer, LinkQuestion } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { readLink } from '../../../link.ts';

export const linkEndpoints = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/link',
    summary: 'Whether the room of a link is open, and when. Changes nothing.',
    access: 'anybody',
    body: LinkQuestion,
    status: 200,
    answer: LinkAnswer,
    errors: ['bad-request', 'link-unknown', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return readLink(context, body);
    },
  }),
];
