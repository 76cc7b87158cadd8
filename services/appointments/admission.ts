/** Admission: lets a guest, or their companion, in who shows the code or a known device, in time, with consent to the terms of today. */
import { type Admission, type AdmissionRequest, RoomId, VisavisError } from '@visavis/shared';
import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { windowOf } from './appointment-view.ts';
import { type Comer, deviceOf, nameOf } from './companions/companion-seat.ts';
import type { Context } from './context.ts';
import type { Transaction } from './database.ts';
import { type AppointmentRow, type Proof, prove, refuse } from './proof.ts';
import { roomState } from './room-window.ts';
import { advisors, appointments } from './schema.ts';
import { companions } from './schema-companions.ts';

/** What a page is told about the appointment once it may enter. */
export const appointmentFacts = (context: Context, row: AppointmentRow, advisor: string) => ({
  startsAt: row.startsAt.toISOString(),
  durationMinutes: row.durationMinutes,
  advisor,
  organisation: context.settings.organisation.name,
});

/** Whoever comes outside the window, or of a cancelled appointment, is refused like everybody else. */
function atTheDoor(proof: Proof, nowMs: number): Proof {
  if (proof.outcome !== 'proven') return proof;
  const isRoom = proof.row.status === 'confirmed' && proof.row.mode === 'video';
  const isOpen = isRoom && roomState(windowOf(proof.row), nowMs) === 'open';
  return isOpen ? proof : { outcome: 'refused' };
}

/** Writes down that, when and to which terms whoever came agreed, and how they came; answers the advisor's name. */
async function noteArrival(tx: Transaction, comer: Comer, request: AdmissionRequest, now: Date): Promise<string> {
  const { row, companion } = comer;
  const { version } = request.consent;
  const advisor = sql<string>`(select ${advisors.name} from ${advisors} where ${advisors.id} = ${row.advisorId})`;
  if (companion !== null) {
    const [noted] = await tx
      .update(companions)
      .set({ consentVersion: version, consentAt: now, admittedAt: companion.admittedAt ?? now })
      .where(eq(companions.id, companion.id))
      .returning({ advisor });
    return noted?.advisor ?? '';
  }
  const [noted] = await tx
    .update(appointments)
    .set({
      consentVersion: version,
      consentAt: now,
      admittedAt: row.admittedAt ?? now,
      byNumber: request.number !== undefined,
    })
    .where(eq(appointments.id, row.id))
    .returning({ advisor });
  return noted?.advisor ?? '';
}

async function answer(context: Context, request: AdmissionRequest, comer: Comer, advisor: string): Promise<Admission> {
  const { row } = comer;
  const { closesAtMs } = windowOf(row);
  const seat = comer.companion === null ? 'guest' : 'companion';
  const device = deviceOf(context.devices, comer, closesAtMs);
  const room = v.parse(RoomId, row.room);
  const sealed = request.number === undefined;
  const ticket = await context.tickets.issue({
    seat,
    room,
    incarnation: request.incarnation,
    device: device.thumbprint,
    untilMs: closesAtMs,
    sealed,
    relayOnly: row.relayOnly,
  });
  return {
    ...ticket,
    room,
    seat,
    sealed,
    device: device.token,
    name: request.number === undefined ? nameOf(context.vault, comer) : (request.name ?? ''),
    changeKeysEveryS: context.settings.changeKeysEveryS,
    appointment: appointmentFacts(context, row, advisor),
  };
}

/**
 * Answers `POST /api/v1/admission`. By link (`appointment`) the line is sealed; by `number` it is not, and the appointment
 * remembers it until the guest comes by link.
 * @throws {VisavisError} `consent-outdated`, `bad-request` (no name with a number), `not-admitted`, `too-many`
 */
export async function admit(context: Context, request: AdmissionRequest, address: string): Promise<Admission> {
  const startedAtMs = context.clock.now();
  if (request.consent.version !== context.settings.consentVersion) {
    throw new VisavisError('consent-outdated', 'consent to the current terms is needed');
  }
  if (request.number !== undefined && request.name === undefined) {
    throw new VisavisError('bad-request', 'name: needed with a number');
  }
  const { proof, advisor } = await context.db.transaction(async (tx) => {
    const shown = await prove(context, tx, { ...request, address });
    const proof = atTheDoor(shown, startedAtMs);
    if (proof.outcome !== 'proven') return { proof, advisor: '' };
    return { proof, advisor: await noteArrival(tx, proof, request, new Date(startedAtMs)) };
  });
  context.metrics.admission(proof.outcome === 'proven' ? 'admitted' : proof.outcome);
  if (proof.outcome !== 'proven') return refuse(context, startedAtMs, proof);
  const who = proof.companion === null ? 'guest' : 'companion';
  context.log.info(`${who} admitted`, { kind: request.number === undefined ? 'link' : 'number' });
  return answer(context, request, proof, advisor);
}
