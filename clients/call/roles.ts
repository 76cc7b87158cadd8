/** Who of a pair opens the line, and with whom a seat talks. */
import type { Incarnation, RoomSeat } from '@visavis/shared';

/** The initiator alone makes offers and restarts, the responder asks for them: so two offers never meet (glare). */
export type Role = 'initiator' | 'responder';

/** One person's page in a room. */
export interface Party {
  seat: RoomSeat;
  incarnation: Incarnation;
}

const rank: Record<RoomSeat, number> = { advisor: 0, guest: 1, companion: 2 };

/** PROTOCOL §2 "Roles": the lower rank opens; of two companions the one with the smaller incarnation. */
export function roleOf(self: Party, peer: Party): Role {
  const difference = rank[self.seat] - rank[peer.seat];
  if (difference !== 0) return difference < 0 ? 'initiator' : 'responder';
  return self.incarnation < peer.incarnation ? 'initiator' : 'responder';
}

/** The seat a call shows: the advisor talks with the guest, everybody else with the advisor. */
export const counterpartOf = (seat: RoomSeat): RoomSeat => (seat === 'advisor' ? 'guest' : 'advisor');
