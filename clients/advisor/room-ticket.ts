/** Asks for the advisor's seat in a room. */
import type { Incarnation } from '@visavis/shared';
import { recall, remember } from './memory.ts';
import type { Parts } from './parts.ts';

/** A ticket for the advisor's seat; the device token is kept for the next one. */
export async function askForTicket(parts: Parts, id: string, incarnation: Incarnation) {
  const admission = await parts.api.roomTicket(id, incarnation, recall(parts.memory, 'device'));
  remember(parts.memory, 'device', admission.device);
  return admission;
}
