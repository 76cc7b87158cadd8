/** `POST /api/v1/admission`: the guest's way into the room. */

import { addressGroup } from '@visavis/runtime';
import { Admission, AdmissionRequest } from '@visavis/shared';
import type { AddressLimit } from '../../../address-limit.ts';
import { admit } from '../../../admission.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

export const admissionEndpoints = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/admission',
    summary: 'Lets a guest in by link or number with the code, or a device that was let in before.',
    access: 'anybody',
    hearsRules: true,
    body: AdmissionRequest,
    status: 200,
    answer: Admission,
    errors: ['bad-request', 'consent-outdated', 'not-admitted', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return admit(context, body, addressGroup(request.ip));
    },
  }),
];
