/** Asks for the advisor's seat in a room. */
import { type AdvisorAdmission, Incarnation, toBase64url } from '@visavis/shared';
import * as v from 'valibot';
import { recall, remember } from './memory.ts';
import type { Parts } from './parts.ts';

/** A ticket for the advisor's seat; the device token is kept for the next one. @throws {ApiError} */
export async function askForTicket(parts: Parts, id: string, incarnation: Incarnation) {
  const admission = await parts.api.roomTicket(id, incarnation, recall(parts.memory, 'device'));
  remember(parts.memory, 'device', admission.device);
  return admission;
}

/** A ticket that no call has used yet, and the incarnation it is for. */
export interface FirstTicket {
  incarnation: Incarnation;
  admission: AdvisorAdmission;
}

/** Tells how the line is sealed, and is good for the call that follows at once. @throws {ApiError} */
export async function firstTicket(parts: Parts, id: string): Promise<FirstTicket> {
  const bytes = new Uint8Array(16);
  parts.random(bytes);
  const incarnation = v.parse(Incarnation, toBase64url(bytes));
  return { incarnation, admission: await askForTicket(parts, id, incarnation) };
}
