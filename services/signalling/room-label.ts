/** How a log names a room: the same for all pods on one day, meaningless on the next. */
import { createHmac } from 'node:crypto';
import type { RoomId } from '@visavis/shared';

const dayMs = 24 * 3_600_000;

/** `HMAC(HMAC(secret, day), room)`, 8 characters. `secret` is the pods' resume key or anything all pods share. */
export function roomLabel(secret: string, room: RoomId, now: number): string {
  const dailyKey = createHmac('sha256', secret)
    .update(`visavis/log/${Math.floor(now / dayMs)}`)
    .digest();
  return createHmac('sha256', dailyKey).update(room).digest('base64url').slice(0, 8);
}
