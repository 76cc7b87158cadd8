/** Admission: lets a guest, or their companion, in who shows the code or a known device, in time, with consent to the terms of today. */
import { type Admission, type AdmissionRequest, RoomId, VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import { windowOf } from './appointment-view.ts';
import { type Comer, deviceOf, nameOf, type SeatRow } from './companions/companion-seat.ts';
import type { Context } from './context.ts';
import { type AtTheDoor, noneTold } from './door.ts';
import { type Proof, refuse } from './proof.ts';
import { roomState } from './room-window.ts';
import { addedTo, codeHolder, countersOf, recognised, type Shown, waitFor } from './weighing.ts';

/** What a page is told about the appointment once it may enter. */
export const appointmentFacts = (
  context: Context,
  row: Pick<SeatRow, 'startsAt' | 'durationMinutes'>,
  advisor: string,
) => ({
  startsAt: row.startsAt.toISOString(),
  durationMinutes: row.durationMinutes,
  advisor,
  organisation: context.settings.organisation.name,
});

/** Whoever comes outside the window, or of a cancelled appointment, is refused like everybody else. */
function isOpenFor({ row }: Comer, nowMs: number): boolean {
  const isRoom = row.status === 'confirmed' && row.mode === 'video';
  return isRoom && roomState(windowOf(row), nowMs) === 'open';
}

/**
 * Weighs what is shown as `prove` does, and writes down that, when and to which terms whoever came in agreed. The counters are
 * thought to be empty until the database says otherwise: then it is weighed again, each time because somebody else has failed.
 */
async function weigh(
  context: Context,
  request: AdmissionRequest,
  shown: Shown,
  found: AtTheDoor,
): Promise<Proof<SeatRow>> {
  const now = context.clock.now();
  const { comer: known, older } = recognised(context, shown, found);
  const keyed = known ? [] : countersOf(context, shown, found.row, older);
  const comer = known ?? codeHolder(context, shown, found, older);
  const isIn = comer !== null && isOpenFor(comer, now);
  const { version: consentVersion } = request.consent;
  const arrival = isIn ? { comer, consentVersion, byNumber: request.number !== undefined } : null;
  const verdict = { keyed, added: addedTo(keyed, shown, comer), arrival };
  for (let told = noneTold; ; ) {
    const wait = waitFor(keyed, told.counters, now);
    if (wait > 0) return { outcome: 'too-many', retryAfterMs: wait };
    const other = await context.door.settle(told, verdict, now);
    if (other === null) return isIn ? { outcome: 'proven', ...comer } : { outcome: 'refused' };
    told = other;
  }
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
  const found = await context.door.find(request);
  await context.rules.heard(found.revision);
  if (request.consent.version !== context.settings.consentVersion) {
    throw new VisavisError('consent-outdated', 'consent to the current terms is needed');
  }
  if (request.number !== undefined && request.name === undefined) {
    throw new VisavisError('bad-request', 'name: needed with a number');
  }
  const proof = await weigh(context, request, { ...request, address }, found);
  context.metrics.admission(proof.outcome === 'proven' ? 'admitted' : proof.outcome);
  if (proof.outcome !== 'proven') return refuse(context, startedAtMs, proof);
  const who = proof.companion === null ? 'guest' : 'companion';
  context.log.info(`${who} admitted`, { kind: request.number === undefined ? 'link' : 'number' });
  return answer(context, request, proof, found.advisor);
}
