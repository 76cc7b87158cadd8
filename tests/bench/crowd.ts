/** Many idle browsers in one process: each keeps its line as a page in a running call does, and costs as little as it can. */
import { limits, type Seat } from '@visavis/shared';
import { WebSocket } from 'ws';
import { nextAddress } from '../load/page.ts';
import { podOrigin } from '../support/pod-process.ts';
import { affinityOf, newHolder, randomText } from '../support/ticket-issuer.ts';
import type { Relays } from './sides.ts';

export interface CrowdOptions {
  relays: Relays;
  lines: number;
  /** A browser's heartbeat says whether media flows. */
  inCall: boolean;
}

export interface Crowd {
  /** Lines that are open now. */
  open(): number;
  close(): void;
}

/** As pages do it: every second heartbeat is left out in a running call. */
const heartbeatOf = (inCall: boolean): number => limits.heartbeatMs * (inCall ? limits.heartbeatsInCall : 1);
const atOnce = 40;

async function openLine({ relays, inCall }: CrowdOptions, room: string, seat: Seat, onClose: () => void) {
  const holder = newHolder(seat, room);
  const hello = JSON.stringify({
    ...{ type: 'hello', version: 1, incarnation: holder.incarnation },
    ticket: await relays.place.issuer.ticket(holder),
  });
  const url = relays.place.url(affinityOf(room), seat === 'guest' ? 'guest' : 'advisor');
  const options = { origin: podOrigin, perMessageDeflate: false, localAddress: nextAddress() };
  const socket = new WebSocket(url, ['visavis.v1'], options);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(hello));
    socket.once('close', (code) => reject(new Error(`closed ${code}`)));
    socket.once('message', () => resolve());
  });
  socket
    .removeAllListeners()
    .on('message', () => {})
    .on('error', () => {});
  const heartbeatMs = heartbeatOf(inCall);
  const beat = () => socket.send(JSON.stringify({ type: 'ping', c: 1, inCall }));
  let timer: NodeJS.Timeout | undefined;
  // From a moment of its own on, as pages that were not all opened at once.
  const first = setTimeout(() => {
    beat();
    timer = setInterval(beat, heartbeatMs);
  }, Math.random() * heartbeatMs);
  socket.once('close', () => {
    clearTimeout(first);
    clearInterval(timer);
    onClose();
  });
  return socket;
}

/** Resolves when all have been welcomed; two of them in each room. */
export async function gatherCrowd(options: CrowdOptions): Promise<Crowd> {
  const sockets: WebSocket[] = [];
  let lost = 0;
  while (sockets.length < options.lines) {
    const batch = Array.from({ length: Math.min(atOnce, options.lines - sockets.length) / 2 }, () => {
      const room = randomText(16);
      const open = (seat: Seat) => openLine(options, room, seat, () => (lost += 1));
      return [open('advisor'), open('guest')];
    });
    sockets.push(...(await Promise.all(batch.flat())));
  }
  return {
    open: () => sockets.length - lost,
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}
