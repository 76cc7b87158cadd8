/** `POST /api/v1/appointments/:id/ticket`: the advisor's way into the room. */
import { AdvisorAdmission, AdvisorTicketRequest } from '@visavis/shared';
import { advisorTicket } from '../../../../advisor-tickets.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { AppointmentParams } from '../appointments.ts';

export const appointmentTicketEndpoints = (context: Context) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/appointments/:id/ticket',
    summary:
      "A ticket for the advisor's seat, the link's secret unless the advisor's browser made it, and whom else to expect.",
    access: 'advisor',
    params: AppointmentParams,
    body: AdvisorTicketRequest,
    status: 200,
    answer: AdvisorAdmission,
    errors: ['bad-request', 'not-found', 'conflict', 'appointment-over', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => advisorTicket(context, advisor, params.id, body),
  }),
];
