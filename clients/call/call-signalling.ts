/** Turns what happens between this page and the pods into events of the call and facts of its view. */
import type { Welcome } from '@visavis/shared';
import { closeMeaning } from './call-close.ts';
import type { CallEvent } from './call-state.ts';
import type { CallWatch } from './call-watch.ts';
import { counterpartOf } from './roles.ts';
import type { RoomMessage, SignallingEvents } from './signalling.ts';

export interface PodListener {
  watch: CallWatch;
  /** Its clock, its relay, its rules: before anything follows from it. */
  welcomed(welcome: Welcome): void;
  /** The path to the other side through the pods is new or back. */
  pathOpened(): void;
  /** It may be gone. */
  pathLost(): void;
  hear(message: RoomMessage): void;
  handle(event: CallEvent): void;
}

export const signallingEvents = (listener: PodListener): SignallingEvents => ({
  welcome(welcome) {
    const { seat } = welcome;
    if (seat === 'desk' || seat === 'check') return;
    listener.welcomed(welcome);
    const { incident = listener.watch.around.incident } = welcome;
    listener.watch.surround({ signalling: 'open', incident });
    const peer = welcome.peers.find((other) => other.seat === counterpartOf(seat));
    listener.handle({ type: 'entered', seat, peer });
    listener.pathOpened();
  },
  message: (message) => listener.hear(message),
  lost() {
    const { watch } = listener;
    watch.surround({ signalling: 'reconnecting', reconnects: watch.around.reconnects + 1 });
    listener.pathLost();
  },
  closed(close) {
    listener.watch.surround({ signalling: 'closed' });
    listener.pathLost();
    listener.handle({ type: 'closed', ...closeMeaning(close) });
  },
});
