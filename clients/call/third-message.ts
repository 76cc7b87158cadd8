/** Reads what a pod says of the third seat of a room: who sits there, and what they send. */
import type { Incarnation, RoomSeat, Welcome } from '@visavis/shared';
import type { ChannelFrame } from './channel-frames.ts';
import type { RoomMessage } from './signalling.ts';

/** What a pod says of the third seat, as this page sees it; `left` only when it is empty now. */
export type ThirdNews = { frame: ChannelFrame } | { present: Incarnation | undefined; left?: Incarnation };

/** The companion's seat, on the companion's own page the guest's; everything else is `undefined`. */
export function readThird(message: RoomMessage | Welcome, self: RoomSeat): ThirdNews | undefined {
  const third: RoomSeat = self === 'companion' ? 'guest' : 'companion';
  switch (message.type) {
    case 'welcome':
      return { present: message.peers.find(({ seat }) => seat === third)?.incarnation };
    case 'peer': {
      const { seat, event, incarnation } = message;
      if (seat !== third) return undefined;
      return event === 'left' ? { present: undefined, left: incarnation } : { present: incarnation };
    }
    case 'relay': {
      const { from, n, a, body } = message;
      return from === third ? { frame: { type: 'relay', n, a, body } } : undefined;
    }
    case 'ack':
      return message.from === third ? { frame: { type: 'ack', a: message.a } } : undefined;
    default:
      return undefined;
  }
}
