/** `/api/v1/book/…` for guests: ask for a slot, see where the request stands, agree or cancel. */
import { addressGroup } from '@visavis/runtime';
import {
  BookingAnswer,
  BookingRequest,
  GuestDecision,
  GuestRequest,
  LostLink,
  RequestQuestion,
  WorkChallenge,
} from '@visavis/shared';
import type { AddressLimit } from '../../../../address-limit.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { answerAsGuest, showRequest } from '../../../../requests/answers.ts';
import { countLost, type LostLinks } from '../../../../requests/link-lost.ts';
import { createRequest } from '../../../../requests/request-create.ts';
import { networkOf } from '../../../../requests/suspicion.ts';
import type { WorkOffice } from '../../../../requests/work.ts';

/** Whoever asks for much gets harder work, and has the wish confirmed by mail; nobody is refused for it. */
function isOver(calm: AddressLimit, address: string): boolean {
  try {
    calm.take(address);
    return false;
  } catch {
    return true;
  }
}

const asking = (context: Context, office: WorkOffice, { limit, calm, networks }: BookingLimits) => [
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
      return office.issue(context.clock.now(), isOver(calm, request.ip));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/book/requests',
    summary:
      'Asks for a slot. Whoever was too slow is told the next free ones. Not an appointment until confirmed. With the `idempotencyKey` of a wish that was granted before, the same answer once more.',
    access: 'anybody',
    hearsRules: true,
    body: BookingRequest,
    status: 200,
    answer: BookingAnswer,
    errors: ['bad-request', 'consent-outdated', 'conflict', 'forbidden', 'not-found', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      const address = addressGroup(request.ip);
      return createRequest(context, office, body, { address, isBusyNetwork: isOver(networks, networkOf(address)) });
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

const losing = (context: Context, lost: LostLinks, limit: AddressLimit) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/book/lost',
    summary:
      'Mails the links of what an e-mail address has to come. Answers the same, in the same time, whatever that is.',
    access: 'anybody',
    body: LostLink,
    status: 204,
    errors: ['bad-request', 'too-many'],
    handle: async ({ body, request }) => {
      limit.take(request.ip);
      await countLost(context, addressGroup(request.ip));
      lost.ask(body.email);
      return undefined;
    },
  }),
];

/** By address: `limit` in the minute, `calm` work of the easy kind in the hour; by network: `networks`, wishes in the hour. */
export interface BookingLimits {
  limit: AddressLimit;
  calm: AddressLimit;
  networks: AddressLimit;
}

export const bookingEndpoints = (context: Context, office: WorkOffice, lost: LostLinks, limits: BookingLimits) => [
  ...asking(context, office, limits),
  ...following(context, limits.limit),
  ...losing(context, lost, limits.limit),
];
