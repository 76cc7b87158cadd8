/** The device and network check: a ticket to measure with the real relay, and the traffic light it leaves on the appointment. */
import { type CheckReport, type CheckTicket, type CheckTicketRequest, limits, VisavisError } from '@visavis/shared';
import { eq } from 'drizzle-orm';
import type * as v from 'valibot';
import { windowOf } from './appointment-view.ts';
import { companionRow } from './companions/companion-row.ts';
import { companionDevice, deviceOf } from './companions/companion-seat.ts';
import type { Advisor, Context } from './context.ts';
import type { DeviceTokens } from './device-tokens.ts';
import { type Proof, prove, refuse } from './proof.ts';
import { roomState } from './room-window.ts';
import { appointments } from './schema.ts';

type Request = v.InferOutput<typeof CheckTicketRequest>;
type Device = ReturnType<DeviceTokens['issue']>;

async function issue(context: Context, request: Request, device: Device, relayOnly: boolean): Promise<CheckTicket> {
  const ticket = await context.tickets.issue({
    seat: 'check',
    incarnation: request.incarnation,
    device: device.thumbprint,
    untilMs: context.clock.now() + limits.resumeTtlMs,
    sealed: false,
    relayOnly,
  });
  return { ...ticket, device: device.token };
}

/** A check may come days before; only what is over or cancelled has none. */
function notOver(proof: Proof, nowMs: number): Proof {
  if (proof.outcome !== 'proven') return proof;
  const isRoom = proof.row.status === 'confirmed' && proof.row.mode === 'video';
  const isUseful = isRoom && roomState(windowOf(proof.row), nowMs) !== 'over';
  return isUseful ? proof : { outcome: 'refused' };
}

/**
 * Answers `POST /api/v1/check/ticket`: for a guest by the same proof and limits as an admission, for a signed-in advisor
 * without naming an appointment.
 * @throws {VisavisError} `not-admitted`, `too-many`, `not-signed-in`, `bad-request`
 */
export async function checkTicket(
  context: Context,
  request: Request,
  advisor: Advisor | null,
  address: string,
): Promise<CheckTicket> {
  const startedAtMs = context.clock.now();
  if (request.appointment !== undefined && request.number !== undefined) {
    throw new VisavisError('bad-request', 'either appointment or number');
  }
  if (request.appointment === undefined && request.number === undefined) {
    if (advisor === null) throw new VisavisError('not-signed-in', 'not signed in');
    const holder = `advisor:${advisor.id}`;
    const known = context.devices.read(request.device, holder, startedAtMs);
    const device = context.devices.issue(holder, 0, startedAtMs + limits.roomMaxMs, known?.thumbprint);
    return issue(context, request, device, false);
  }
  const shown = await context.db.transaction((tx) => prove(context, tx, { ...request, address }));
  const proof = notOver(shown, startedAtMs);
  if (proof.outcome !== 'proven') return refuse(context, startedAtMs, proof);
  const { row } = proof;
  const device = deviceOf(context.devices, proof, windowOf(row).closesAtMs);
  return issue(context, request, device, row.relayOnly);
}

/**
 * Answers `POST /api/v1/check`: keeps the latest result for the advisor. Only a device that was let in, or got a check
 * ticket, may report; a companion's result is not the guest's and is not kept.
 * @throws {VisavisError} `bad-request`, `not-admitted`
 */
export async function reportCheck(context: Context, report: v.InferOutput<typeof CheckReport>): Promise<void> {
  const now = context.clock.now();
  if ((report.appointment === undefined) === (report.number === undefined)) {
    throw new VisavisError('bad-request', 'either appointment or number');
  }
  const match =
    report.appointment === undefined
      ? eq(appointments.number, report.number ?? '')
      : eq(appointments.id, report.appointment);
  const [row] = await context.db.select().from(appointments).where(match);
  const third = row && report.appointment !== undefined ? await companionRow(context.db, row.id) : null;
  if (companionDevice(context.devices, report.device, third, now)) return;
  const device = row && context.devices.read(report.device, row.id, now);
  if (!row || !device || device.codeVersion !== row.codeVersion) return refuse(context, now, { outcome: 'refused' });
  await context.db
    .update(appointments)
    .set({ checkResult: report.result, checkedAt: new Date(now) })
    .where(eq(appointments.id, row.id));
}
