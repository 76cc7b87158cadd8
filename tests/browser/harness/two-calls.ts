/** Two whole calls in one page, sealed, over a pod in memory, in conversation; their connections can be looked at. */
import { type Incarnation, type RoomId, toBase64url } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import type { Call, CallView } from '../../../clients/call/call-view.ts';
import { browserClock } from '../../../clients/call/clock.ts';
import { createMedia } from '../../../clients/call/media.ts';
import { memoryPod } from '../../../clients/call/signalling-memory.ts';

const random = (count: number) => toBase64url(crypto.getRandomValues(new Uint8Array(count)));

/** Every connection that this page made since this module was loaded. */
export const connections: RTCPeerConnection[] = [];
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

/** Resolves when the view is as `holds` says. */
export function until(call: Call, holds: (view: CallView) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds(call.view)) return;
      stop();
      resolve();
    };
    const stop = call.subscribe(look);
    look();
  });
}

/** With made-up devices, both talking. */
export async function talkingCalls(): Promise<{ advisor: Call; guest: Call }> {
  const pod = memoryPod(browserClock, Math.random);
  const [room, linkSecret] = [random(16) as RoomId, random(16)];
  const join = (seat: 'advisor' | 'guest'): Call => {
    const admit = async (incarnation: string) => ({
      ticket: pod.ticket(seat, incarnation as Incarnation),
      signalling: 'wss://pod.test',
      room,
      seat,
      sealed: true,
      device: '',
      appointment: { startsAt: '', durationMinutes: 30, advisor: '', organisation: '' },
    });
    const options = { admit, linkSecret, name: `the ${seat}`, media: createMedia() };
    return createCall(options, { ...browserParts(), connect: pod.connect });
  };
  const calls = { advisor: join('advisor'), guest: join('guest') };
  for (const call of Object.values(calls)) {
    await call.media.open({ microphone: true, camera: true });
    await until(call, ({ phase }) => phase === 'together');
    call.start();
  }
  for (const call of Object.values(calls)) await until(call, ({ phase }) => phase === 'talking');
  return calls;
}
