/** `/api/v1/appointments`: the book, for advisors and programs. */
import {
  Appointment,
  AppointmentChange,
  AppointmentId,
  AppointmentList,
  ChangedAppointment,
  CreatedAppointment,
  Moment,
  NewAppointment,
} from '@visavis/shared';
import * as v from 'valibot';
import { cancelAppointment, changeAppointment } from '../../../book-change.ts';
import { createAppointment } from '../../../book-create.ts';
import { listAppointments, showAppointment } from '../../../book-read.ts';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';

/** `:id` of an appointment. */
export const AppointmentParams = v.strictObject({ id: AppointmentId });

const day = 86_400_000;
const longestSpanMs = 400 * day;

/** `from` and `to` are moments; a day back and a week ahead by default, 400 days at most. */
export const AppointmentSpan = v.pipe(
  v.strictObject({ from: v.optional(Moment), to: v.optional(Moment) }),
  v.check(({ from, to }) => {
    const span = from === undefined || to === undefined ? 1 : Date.parse(to) - Date.parse(from);
    return span > 0 && span <= longestSpanMs;
  }, 'from before to, 400 days at most'),
);

function spanOf(query: v.InferOutput<typeof AppointmentSpan>, nowMs: number): { fromMs: number; toMs: number } {
  const to = query.to === undefined ? undefined : Date.parse(query.to);
  const from = query.from === undefined ? undefined : Date.parse(query.from);
  const fromMs = from ?? (to === undefined ? nowMs - day : to - 8 * day);
  return { fromMs, toMs: to ?? fromMs + 8 * day };
}

const listAndCreate = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/appointments',
    summary: 'Appointments that start between `from` and `to`, earliest first.',
    access: 'advisor',
    query: AppointmentSpan,
    status: 200,
    answer: AppointmentList,
    errors: ['bad-request', 'not-signed-in'],
    handle: async ({ advisor, query }) => {
      const now = context.clock.now();
      return { appointments: await listAppointments(context, advisor, spanOf(query, now)), now };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/v1/appointments',
    summary: 'Makes an appointment and invites the guest. The only answer that holds link and code.',
    access: 'advisor',
    body: NewAppointment,
    status: 201,
    answer: CreatedAppointment,
    errors: ['bad-request', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, body }) => createAppointment(context, advisor, body),
  }),
];

const one = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/appointments/:id',
    summary: 'One appointment.',
    access: 'advisor',
    params: AppointmentParams,
    status: 200,
    answer: Appointment,
    errors: ['not-found', 'not-signed-in'],
    handle: ({ advisor, params }) => showAppointment(context, advisor, params.id),
  }),
  endpoint({
    method: 'PATCH',
    path: '/api/v1/appointments/:id',
    summary: 'Moves or corrects it, sends the invitation again, makes a new code. The link stays the same.',
    access: 'advisor',
    params: AppointmentParams,
    body: AppointmentChange,
    status: 200,
    answer: ChangedAppointment,
    errors: ['bad-request', 'not-found', 'conflict', 'appointment-over', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params, body }) => changeAppointment(context, advisor, params.id, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/v1/appointments/:id',
    summary: 'Cancels it and tells the guest. Twice is the same as once.',
    access: 'advisor',
    params: AppointmentParams,
    status: 200,
    answer: ChangedAppointment,
    errors: ['not-found', 'appointment-over', 'not-signed-in', 'origin-refused'],
    handle: ({ advisor, params }) => cancelAppointment(context, advisor, params.id),
  }),
];

export const appointmentEndpoints = (context: Context) => [...listAndCreate(context), ...one(context)];
