/** How a log names a room, which is the incident code of guest and advisor: the same for all pods on one day, meaningless on the next. */
import { createHmac } from 'node:crypto';
import { incidentCode } from '@visavis/runtime';
import type { IncidentCode, RoomId } from '@visavis/shared';

const dayMs = 24 * 3_600_000;

/** `HMAC(HMAC(secret, day), room)` as eight characters that can be read aloud. `secret` is the pods' resume key or anything all pods share. */
export function roomLabel(secret: string, room: RoomId, now: number): IncidentCode {
  const dailyKey = createHmac('sha256', secret)
    .update(`visavis/log/${Math.floor(now / dayMs)}`)
    .digest();
  return incidentCode(createHmac('sha256', dailyKey).update(room).digest()) as IncidentCode;
}
