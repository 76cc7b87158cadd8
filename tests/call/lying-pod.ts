/** A pod that hands the guest something else than what the advisor said. */
import { fromBase64url, toBase64url } from '@visavis/shared';
import type { Connect, RoomMessage } from '../../clients/call/signalling.ts';
import { makeWorld, type Person } from './world.ts';

type Room = Pick<ReturnType<typeof makeWorld>, 'pass' | 'join'>;

type Relay = Extract<RoomMessage, { type: 'relay' }>;
/** What the pod hands over instead of a relayed message. */
export type Lie = (message: Relay, earlier: readonly Relay[]) => Relay[];

/** The guest's line goes through a liar for as long as `isLying`. */
function liar(connect: Connect, lie: Lie) {
  const switches = { isLying: true };
  const earlier: Relay[] = [];
  const lying: Connect = (entry, events, inCall) =>
    connect(
      entry,
      {
        ...events,
        message(message) {
          if (message.type !== 'relay' || !switches.isLying) return events.message(message);
          for (const told of lie(message, earlier)) events.message(told);
          earlier.push(message);
        },
      },
      inCall,
    );
  return { lying, switches };
}

/** Advisor and guest in one room; what reaches the guest goes through the lie for as long as `switches.isLying`. */
export async function meetThrough(
  lie: Lie,
  sealed: boolean,
): Promise<Room & { advisor: Person; guest: Person; switches: { isLying: boolean } }> {
  const world = makeWorld();
  const { lying, switches } = liar(world.pod.connect, lie);
  const advisor = world.join('advisor', { sealed });
  const guest = world.join('guest', { sealed, parts: { connect: lying } });
  await world.pass(3_000, 100);
  return { ...world, advisor, guest, switches };
}

/** Rewrites the inner message of a plain body. */
export const rewrite =
  (change: (message: Record<string, unknown>) => Record<string, unknown>): Lie =>
  (relay) => {
    const envelope: unknown = JSON.parse(new TextDecoder().decode(fromBase64url(relay.body.slice(2))));
    const { from, to, message } = envelope as Record<string, Record<string, unknown>>;
    const text = JSON.stringify({ from, to, message: change(message ?? {}) });
    return [{ ...relay, body: `p.${toBase64url(new TextEncoder().encode(text))}` }];
  };
