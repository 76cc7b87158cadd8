/** `/api/v1/book/…` for guests: ask for a slot, see where the request stands, agree or cancel. */
import { addressGroup } from '@visavis/runtime';
import {
  BookingAnswer,
  BookingRequest,
  GuestDecision,
  GuestRequest,
  RequestQuestion,
  WorkChallenge,
} from '@visavis/shared';
import type { AddressLimit } from '../../../../address-limit.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { answerAsGuest, showRequest } from '../../../../requests/answers.ts';
import { createRequest } from '../../../../requests/request-create.ts';
import type { WorkOffice } from '../../../../requests/work.ts';

const asking = (context: Context, office: WorkOffice, limit: AddressLimit) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/book/challenge',
    summary: 'Work for the browser: a nonce to find before a request. Good once.',
    access: 'anybody',
    status: 200,
    answer: WorkChallenge,
    errors: ['too-many'],
    handle: async ({ request }) => {
      limit.take(request.ip);
      return office.issue(context.clock.now());
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/book/requests',
    summary: 'Asks for a slot. Whoever was too slow is told the next free ones. Not an appointment until confirmed.',
    access: 'anybody',
    body: BookingRequest,
    status: 200,
    answer: BookingAnswer,
    errors: ['bad-request', 'consent-outdated', 'forbidden', 'not-found', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return createRequest(context, office, body, addressGroup(request.ip));
    },
  }),
];

const following = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/book/status',
    summary: 'Where a request stands, for the guest with link and code.',
    access: 'anybody',
    body: RequestQuestion,
    status: 200,
    answer: GuestRequest,
    errors: ['bad-request', 'not-admitted', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return showRequest(context, body, addressGroup(request.ip));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/book/answer',
    summary: 'The guest agrees to a proposed time, wishes for another slot, or cancels, also what is confirmed.',
    access: 'anybody',
    body: GuestDecision,
    status: 200,
    answer: GuestRequest,
    errors: ['bad-request', 'not-admitted', 'not-found', 'conflict', 'appointment-over', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      return answerAsGuest(context, body, addressGroup(request.ip));
    },
  }),
];

export const bookingEndpoints = (context: Context, office: WorkOffice, limit: AddressLimit) => [
  ...asking(context, office, limit),
  ...following(context, limit),
];
