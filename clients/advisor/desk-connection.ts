/** The desk's line: the engine's reconnecting connection, reduced to who is in which room and what time it is. */
import type { Connect, createReconnecting, ReconnectOptions } from '@visavis/call';
import type { Incarnation } from '@visavis/shared';
import type { OpenDesk } from './parts.ts';

export interface DeskConnectionParts extends Pick<ReconnectOptions, 'clock' | 'wake' | 'jitter'> {
  connect: Connect;
  reconnecting: typeof createReconnecting;
  newIncarnation: () => Incarnation;
}

/** Opens desks over any connection; every desk is an incarnation of its own. */
export const openDeskWith =
  (parts: DeskConnectionParts): OpenDesk =>
  ({ ticket, on, onTime }) => {
    const { clock, wake, jitter, connect } = parts;
    const options = {
      incarnation: parts.newIncarnation(),
      admit: ticket,
      connect,
      inCall: () => false,
      clock,
      wake,
      jitter,
    };
    return parts.reconnecting(options, {
      welcome(welcome) {
        onTime(welcome.now);
        on({ type: 'opened' });
      },
      message(message) {
        if (message.type === 'pong') onTime(message.now);
        if (message.type === 'presence') on({ type: 'presence', presence: message });
      },
      lost: () => on({ type: 'lost' }),
      closed: () => on({ type: 'closed' }),
    });
  };
