/** `POST /api/v1/desk/ticket`: who waits in which of the advisor's rooms. */
import { AdvisorTicketRequest, DeskTicket } from '@visavis/shared';
import { deskTicket } from '../../../../advisor-tickets.ts';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';

export const deskTicketEndpoints = (context: Context) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/desk/ticket',
    summary: "A ticket that hears presence in the advisor's rooms of a day back and a day ahead.",
    access: 'advisor',
    body: AdvisorTicketRequest,
    status: 200,
    answer: DeskTicket,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, body }) => deskTicket(context, advisor, body),
  }),
];
