/** Letters outside the call: `/api/v1/letters` for guests with link and code, and those of an appointment or request for its advisor. */
import { addressGroup } from '@visavis/runtime';
import { AppointmentId, GuestLetter, LetterList, LetterQuestion, NewLetter, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import type { AddressLimit } from '../../../address-limit.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { asAdvisor, asGuest } from '../../../letters/letter-deeds.ts';

const guestWays = (context: Context, limit: AddressLimit) => {
  const refusals = ['bad-request', 'not-admitted', 'too-many'] as const;
  const asking = (path: string, what: 'list' | 'read', summary: string) =>
    endpoint({
      method: 'POST',
      path,
      summary,
      access: 'anybody',
      body: LetterQuestion,
      status: 200,
      answer: LetterList,
      errors: refusals,
      handle: async ({ body, request }) => {
        limit.take(request.ip);
        return asGuest(context, body, addressGroup(request.ip), { do: what });
      },
    });
  return [
    asking('/api/v1/letters/list', 'list', 'Letters for the guest with link and code. Marks nothing as read.'),
    asking('/api/v1/letters/read', 'read', 'A person has opened the letters; the advisor sees that.'),
    endpoint({
      method: 'POST',
      path: '/api/v1/letters',
      summary: 'The guest writes a letter, ten a day at most.',
      access: 'anybody',
      body: GuestLetter,
      status: 200,
      answer: LetterList,
      errors: [...refusals, 'conflict'],
      handle: async ({ body: { text, ...asked }, request }) => {
        limit.take(request.ip);
        return asGuest(context, asked, addressGroup(request.ip), { do: 'write', text });
      },
    }),
  ];
};

const owners = {
  appointments: {
    params: v.strictObject({ id: AppointmentId }),
    owner: (id: string) => ({ appointment: id }),
    name: 'an appointment',
  },
  requests: {
    params: v.strictObject({ id: RequestId }),
    owner: (id: string) => ({ request: id }),
    name: 'a request',
  },
} as const;

const advisorWays = (context: Context, of: keyof typeof owners) => {
  const { owner, name, params } = owners[of];
  const path = `/api/v1/${of}/:id/letters`;
  const common = {
    access: 'advisor',
    params: v.strictObject({ id: params.entries.id }),
    status: 200,
    answer: LetterList,
  } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      path,
      summary: `The letters of ${name}, oldest first. Marks nothing as read.`,
      errors: ['not-found', 'not-signed-in'],
      handle: ({ advisor, params: { id } }) => asAdvisor(context, advisor, owner(id), { do: 'list' }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      path,
      summary: 'Writes a letter, ten a day at most. The guest is told by mail that there is one.',
      body: NewLetter,
      errors: ['bad-request', 'not-found', 'conflict', 'too-many', 'not-signed-in', 'origin-refused'],
      handle: ({ advisor, params: { id }, body }) =>
        asAdvisor(context, advisor, owner(id), { do: 'write', text: body.text }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      path: `${path}/read`,
      summary: 'The advisor has opened them; the guest sees that.',
      errors: ['not-found', 'not-signed-in', 'origin-refused'],
      handle: ({ advisor, params: { id } }) => asAdvisor(context, advisor, owner(id), { do: 'read' }),
    }),
  ];
};

export const letterEndpoints = (context: Context, limit: AddressLimit) => [
  ...guestWays(context, limit),
  ...advisorWays(context, 'appointments'),
  ...advisorWays(context, 'requests'),
];
