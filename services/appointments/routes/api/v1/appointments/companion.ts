/** `/api/v1/appointments/:id/companion`: the third person's invitation, and its end. */
import { CreatedCompanion, NewCompanion } from '@visavis/shared';
import { inviteCompanion, withdrawCompanion } from '../../../../companions/companion-book.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { AppointmentParams } from '../appointments.ts';

export const companionEndpoints = (context: Context) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/appointments/:id/companion',
    summary:
      'Invites a companion by a link of their own; one before it is void. The only answer that holds their link and code.',
    access: 'advisor',
    params: AppointmentParams,
    body: NewCompanion,
    status: 201,
    answer: CreatedCompanion,
    errors: ['bad-request', 'not-found', 'conflict', 'appointment-over', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => inviteCompanion(context, advisor, params.id, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/v1/appointments/:id/companion',
    summary: "Makes the companion's link void and forgets them. Twice is the same as once.",
    access: 'advisor',
    params: AppointmentParams,
    status: 204,
    errors: ['not-found', 'not-signed-in', 'origin-refused'],
    handle: async ({ advisor, params }) => {
      await withdrawCompanion(context, advisor, params.id);
      return undefined;
    },
  }),
];
