/** `POST /api/v1/check`: the result of a device and network check, for the advisor's traffic light. */
import { CheckReport } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import type { Context } from '../../../context.ts';
import { reportCheck } from '../../../device-check.ts';
import { endpoint } from '../../../endpoint.ts';

export const checkEndpoints = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/check',
    summary: 'Keeps the result of a device and network check with the appointment.',
    access: 'anybody',
    body: CheckReport,
    status: 204,
    errors: ['bad-request', 'not-admitted', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      await reportCheck(context, body);
      return undefined;
    },
  }),
];
