/** Two whole calls in one page: the engine on real peers, real seals and real descriptions, over a pod in memory. */
import { type Incarnation, type RoomId, toBase64url } from '@visavis/shared';
import { browserParts } from '../../../clients/call/browser-parts.ts';
import { createCall } from '../../../clients/call/call.ts';
import type { Call, CallPhase } from '../../../clients/call/call-view.ts';
import { browserClock } from '../../../clients/call/clock.ts';
import { createMedia } from '../../../clients/call/media.ts';
import { memoryPod } from '../../../clients/call/signalling-memory.ts';
import type { WakeReason } from '../../../clients/call/wake.ts';
import { seesPicture } from './senses.ts';

const pod = memoryPod(browserClock, Math.random);
const room = toBase64url(new Uint8Array(16).fill(1)) as RoomId;
const linkSecret = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
/** The latest is the guest's, because it is the one that joins after the advisor. */
const workers: Worker[] = [];
window.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(this);
  }
};

const wakes: ((reason: WakeReason) => void)[] = [];

function join(seat: 'advisor' | 'guest'): Call {
  const wake = {
    listen: (listener: (reason: WakeReason) => void) => {
      wakes.push(listener);
      return () => {};
    },
    onLeaving: () => () => {},
  };
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
  return createCall(options, { ...browserParts(), connect: pod.connect, wake });
}

const calls = { advisor: join('advisor'), guest: join('guest') };

/** Resolves with the milliseconds it took until both stand there. */
async function both(phase: CallPhase): Promise<number> {
  const from = performance.now();
  for (const call of Object.values(calls)) {
    if (call.view.phase === phase) continue;
    await new Promise<void>((resolve) => {
      const stop = call.subscribe((view) => {
        if (view.phase !== phase) return;
        stop();
        resolve();
      });
    });
  }
  return performance.now() - from;
}

const transports = async () => {
  for (const { view } of Object.values(calls)) if (view.transport !== 'connected') return false;
  return true;
};

Object.assign(window, {
  engine: {
    openDevices: () =>
      Promise.all(Object.values(calls).map(({ media }) => media.open({ microphone: true, camera: true }))),
    do: (who: 'advisor' | 'guest', deed: 'start' | 'hangUp' | 'undoHangUp') => calls[who][deed](),
    both,
    transports,
    view: (who: 'advisor' | 'guest') => JSON.parse(JSON.stringify(calls[who].view)),
    wake: (reason: WakeReason) => wakes.forEach((listener) => void listener(reason)),
    killWorker: () => workers.at(-1)?.terminate(),
    silencePods() {
      pod.isUp = false;
      pod.cut('advisor');
      pod.cut('guest');
    },
    async senses() {
      for (const { view } of Object.values(calls)) {
        if (view.remoteStream === undefined) throw new Error('no stream');
        await seesPicture(view.remoteStream);
      }
    },
    reload() {
      calls.guest.close();
      calls.guest = join('guest');
    },
  },
});
