/** Tickets for the advisor: the seat in the room of one appointment, and the desk that hears who waits in all of them. */
import {
  type AdvisorAdmission,
  type AdvisorTicketRequest as AdvisorTicketRequestSchema,
  type AppointmentId,
  type DeskTicket,
  limits,
  RoomId,
  VisavisError,
} from '@visavis/shared';
import { and, asc, eq, gt, lt } from 'drizzle-orm';
import * as v from 'valibot';
import { appointmentFacts } from './admission.ts';
import { windowOf } from './appointment-view.ts';
import { ownRow } from './book-read.ts';
import { expectedCompanion } from './companions/companion-row.ts';
import type { Advisor, Context } from './context.ts';
import type { AppointmentRow } from './proof.ts';
import { roomState } from './room-window.ts';
import { appointments } from './schema.ts';
import { openLinkSecret } from './sealed-columns.ts';

type AdvisorTicketRequest = v.InferOutput<typeof AdvisorTicketRequestSchema>;

const day = 86_400_000;
/** How long an advisor's browser is known by its device token. */
const advisorDeviceMs = 90 * day;

/** @throws {VisavisError} `appointment-over` (also when cancelled), `conflict` in person, and with the time to wait when it is early */
function checkOpen(row: AppointmentRow, nowMs: number): void {
  if (row.mode === 'in-person') throw new VisavisError('conflict', 'a meeting in person has no room');
  const window = windowOf(row);
  const state = roomState(window, nowMs);
  if (row.status === 'cancelled' || state === 'over')
    throw new VisavisError('appointment-over', 'the appointment is over');
  if (state === 'early') {
    throw new VisavisError('conflict', 'the room is not open yet', { retryAfterMs: window.opensAtMs - nowMs });
  }
}

function deviceOf(context: Context, advisor: Advisor, token: string | undefined) {
  const now = context.clock.now();
  const holder = `advisor:${advisor.id}`;
  const known = context.devices.read(token, holder, now);
  return context.devices.issue(holder, 0, now + advisorDeviceMs, known?.thumbprint);
}

/**
 * Answers `POST /api/v1/appointments/:id/ticket`, the only place that gives `k` back; null where the browser made it. The
 * line is sealed unless the guest last came by number, without `k`.
 * @throws {VisavisError} `not-found`, `appointment-over`, `conflict` (too early)
 */
export async function advisorTicket(
  context: Context,
  advisor: Advisor,
  id: AppointmentId,
  request: AdvisorTicketRequest,
): Promise<AdvisorAdmission> {
  const row = await ownRow(context.db, advisor, id);
  checkOpen(row, context.clock.now());
  const device = deviceOf(context, advisor, request.device);
  const room = v.parse(RoomId, row.room);
  const companion = await expectedCompanion(context.db, context.vault, row.id);
  const sealed = !row.byNumber;
  const ticket = await context.tickets.issue({
    seat: 'advisor',
    room,
    incarnation: request.incarnation,
    device: device.thumbprint,
    untilMs: windowOf(row).closesAtMs,
    sealed,
    relayOnly: row.relayOnly,
  });
  return {
    ...ticket,
    room,
    seat: 'advisor',
    sealed,
    device: device.token,
    name: advisor.name,
    linkSecret: openLinkSecret(context.vault, row),
    ...(companion === undefined ? {} : { companion }),
    changeKeysEveryS: context.settings.changeKeysEveryS,
    appointment: appointmentFacts(context, row, advisor.name),
  };
}

/** Answers `POST /api/v1/desk/ticket`: the rooms of a day back and a day ahead, the next ones first if there are too many. */
export async function deskTicket(
  context: Context,
  advisor: Advisor,
  request: AdvisorTicketRequest,
): Promise<DeskTicket> {
  const now = context.clock.now();
  const rows = await context.db
    .select({ room: appointments.room })
    .from(appointments)
    .where(
      and(
        eq(appointments.advisorId, advisor.id),
        eq(appointments.status, 'confirmed'),
        eq(appointments.mode, 'video'),
        gt(appointments.endsAt, new Date(now - day)),
        lt(appointments.startsAt, new Date(now + day)),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(limits.deskRooms);
  const rooms = rows.map((row) => v.parse(RoomId, row.room));
  const device = deviceOf(context, advisor, request.device);
  const ticket = await context.tickets.issue({
    seat: 'desk',
    rooms,
    incarnation: request.incarnation,
    device: device.thumbprint,
    untilMs: now + limits.roomMaxMs,
    sealed: false,
    relayOnly: false,
  });
  return { ...ticket, rooms, device: device.token };
}
