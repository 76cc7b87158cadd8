/** How a log names a room, which is the incident code of guest and advisor: the same for all pods on one day, meaningless on the next. */
import { createHmac, createSecretKey } from 'node:crypto';
import { incidentCode } from '@visavis/runtime';
import type { IncidentCode, RoomId } from '@visavis/shared';

const dayMs = 24 * 3_600_000;

/** `HMAC(HMAC(secret, day), room)` as eight characters that can be read aloud. `secret` is the pods' resume key or anything all pods share. */
export const roomLabel = (secret: string, room: RoomId, now: number): IncidentCode => roomLabels(secret)(room, now);

/** A line says its room's label several times as it comes and as it goes; rooms of whom nobody spoke lately are worked out again. */
const remembered = 500;

/** {@link roomLabel} for many rooms: the day's key is made once a day, and the label of a room not for every line of the log. */
export function roomLabels(secret: string): (room: RoomId, now: number) => IncidentCode {
  const keyOf = (day: number) => createSecretKey(createHmac('sha256', secret).update(`visavis/log/${day}`).digest());
  const recent = new Map<RoomId, IncidentCode>();
  let today = 0;
  let key = keyOf(today);
  return (room, now) => {
    const day = Math.floor(now / dayMs);
    if (day !== today) {
      key = keyOf(day);
      recent.clear();
    }
    today = day;
    const known = recent.get(room);
    if (known !== undefined) return known;
    if (recent.size >= remembered) recent.clear();
    const label = incidentCode(createHmac('sha256', key).update(room).digest()) as IncidentCode;
    recent.set(room, label);
    return label;
  };
}
