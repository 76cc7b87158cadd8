/** Reads what a pod says in a room: an event of the call, a frame of the person opposite, or fresh relay credentials. */
import type { IceServer, RoomSeat } from '@visavis/shared';
import type { CallEvent } from './call-state.ts';
import type { ChannelFrame } from './channel-frames.ts';
import type { RoomMessage } from './signalling.ts';

export type Heard =
  | { what: 'event'; event: CallEvent }
  | { what: 'frame'; frame: ChannelFrame }
  | { what: 'ice-servers'; servers: readonly IceServer[]; ttlS: number };

/** A call has one person opposite: what other seats do and say is not for it, and `undefined`. */
export function readRoomMessage(message: RoomMessage, opposite: RoomSeat): Heard | undefined {
  switch (message.type) {
    case 'peer': {
      const { seat, incarnation, event } = message;
      if (seat !== opposite) return undefined;
      if (event === 'left') return { what: 'event', event: { type: 'peer-gone', incarnation } };
      return { what: 'event', event: { type: 'peer-here', peer: { seat, incarnation } } };
    }
    case 'relay': {
      const { from, n, a, body } = message;
      return from === opposite ? { what: 'frame', frame: { type: 'relay', n, a, body } } : undefined;
    }
    case 'ack':
      return message.from === opposite ? { what: 'frame', frame: { type: 'ack', a: message.a } } : undefined;
    case 'ice-servers':
      return { what: 'ice-servers', servers: message.iceServers, ttlS: message.iceTtlS };
    case 'error': {
      const { code, retryAfterMs, incident } = message;
      const refusal = { code, ...(retryAfterMs !== undefined && { retryAfterMs }), ...(incident && { incident }) };
      return code === 'seat-taken' ? { what: 'event', event: { type: 'seat-taken', refusal } } : undefined;
    }
    case 'pong':
    case 'presence':
    case 'drain':
      return undefined;
    default:
      return message satisfies never;
  }
}
