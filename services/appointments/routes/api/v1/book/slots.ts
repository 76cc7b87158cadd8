/** `/api/v1/book/services` and `/api/v1/book/slots`: what is on offer, for anybody. Both change nothing. */
import { BookableServices, SlotAnswer, SlotQuestion } from '@visavis/shared';
import type { AddressLimit } from '../../../../address-limit.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { findSlots } from '../../../../offers/find-slots.ts';
import { readServices } from '../../../../offers/offer-store.ts';

export const slotEndpoints = (context: Context, limit: AddressLimit) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/book/services',
    summary: 'The services that guests may ask for, in the order of the organisation.',
    access: 'anybody',
    status: 200,
    answer: BookableServices,
    errors: ['too-many'],
    handle: async ({ request }) => {
      limit.take(request.ip);
      const services = await readServices(context.db);
      return {
        services: services
          .filter(({ isOffered }) => isOffered !== false)
          .map(({ id, mode, place, texts, durationMinutes }) => ({
            ...{ id, mode, texts, durationMinutes },
            ...(place === undefined ? {} : { place }),
          })),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/book/slots',
    summary: 'Free slots of a service by day, and the next free one of all.',
    access: 'anybody',
    query: SlotQuestion,
    status: 200,
    answer: SlotAnswer,
    errors: ['bad-request', 'not-found', 'too-many'],
    handle: async ({ query, request }) => {
      limit.take(request.ip);
      return findSlots(context, query);
    },
  }),
];
