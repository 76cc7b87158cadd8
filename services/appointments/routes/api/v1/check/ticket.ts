/** `POST /api/v1/check/ticket`: the right to measure with the real relay. */

import { addressGroup } from '@visavis/runtime';
import { CheckTicket, CheckTicketRequest } from '@visavis/shared';
import type { AddressLimit } from '../../../../address-limit.ts';
import type { Context } from '../../../../context.ts';
import { checkTicket } from '../../../../device-check.ts';
import { endpoint } from '../../../../endpoint.ts';

export const checkTicketEndpoints = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/check/ticket',
    summary: 'A ticket for a device and network check; a signed-in advisor needs no appointment.',
    access: 'either',
    body: CheckTicketRequest,
    status: 200,
    answer: CheckTicket,
    errors: ['bad-request', 'not-admitted', 'not-signed-in', 'origin-refused', 'too-many'],
    handle: async ({ advisor, body, request }) => {
      limit.take(request.ip);
      return checkTicket(context, body, advisor, addressGroup(request.ip));
    },
  }),
];
