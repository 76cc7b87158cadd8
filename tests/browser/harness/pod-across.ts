/** One pod in memory for several pages of a browser: a page of its own has it, the others speak to it over a broadcast channel. */
import type { Incarnation, RoomSeat } from '@visavis/shared';
import { browserClock } from '../../../clients/call/clock.ts';
import type { Connect, Entry, RoomRequest, Signalling, SignallingEvents } from '../../../clients/call/signalling.ts';
import { memoryPod } from '../../../clients/call/signalling-memory.ts';

type Asked = { id: string } & ({ entry: Entry } | { request: RoomRequest } | { over: true });
type Told = { id: string; name: 'welcome' | 'message' | 'closed'; value: never };

const name = 'pod-across';

/** What a page brings instead of a ticket. */
export const ticketOf = (seat: RoomSeat, incarnation: string): string => `ticket of ${seat} ${incarnation}`;

/** In the page that has the pod. */
export function hostPod(): void {
  const pod = memoryPod(browserClock, Math.random);
  const channel = new BroadcastChannel(name);
  const lines = new Map<string, Signalling>();
  const entryOf = (entry: Entry): Entry => {
    if (!('ticket' in entry)) return entry;
    const seat = (['advisor', 'guest', 'companion'] as const).find((one) => entry.ticket.includes(one)) ?? 'guest';
    return { ...entry, ticket: pod.ticket(seat, entry.incarnation as Incarnation) };
  };
  channel.onmessage = ({ data }: MessageEvent<Asked>) => {
    const { id } = data;
    const tell = (told: keyof SignallingEvents) => (value: unknown) => channel.postMessage({ id, name: told, value });
    if ('entry' in data) {
      const events = { welcome: tell('welcome'), message: tell('message'), closed: tell('closed') };
      lines.set(
        id,
        pod.connect(entryOf(data.entry), events, () => false),
      );
    } else if ('request' in data) lines.get(id)?.send(data.request);
    else lines.get(id)?.close();
  };
}

/** In every other page. */
export const connectAcross: Connect = (entry, events) => {
  const channel = new BroadcastChannel(name);
  const id = crypto.randomUUID();
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.id === id) events[data.name](data.value);
  };
  channel.postMessage({ id, entry });
  return {
    send(request) {
      channel.postMessage({ id, request });
      return true;
    },
    close() {
      channel.onmessage = null;
      channel.postMessage({ id, over: true });
    },
  };
};
