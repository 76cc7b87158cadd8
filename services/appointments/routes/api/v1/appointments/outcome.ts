/** `POST /api/v1/appointments/:id/outcome`: whether the guest was there. */
import { Appointment, OutcomeNote } from '@visavis/shared';
import type { Context } from '../../../../context.ts';
import { endpoint } from '../../../../endpoint.ts';
import { noteOutcome } from '../../../../outcome.ts';
import { AppointmentParams } from '../appointments.ts';

export const outcomeEndpoints = (context: Context) => [
  endpoint({
    method: 'POST',
    path: '/api/v1/appointments/:id/outcome',
    summary: 'Notes whether the guest was there, once the time of the appointment has come.',
    access: 'advisor',
    params: AppointmentParams,
    body: OutcomeNote,
    status: 200,
    answer: Appointment,
    errors: ['bad-request', 'not-found', 'conflict', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => noteOutcome(context, advisor, params.id, body.outcome),
  }),
];
