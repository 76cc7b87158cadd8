/** Two people, a pod and a network in memory, on one clock that only moves when a test says so. */
import {
  type Admission,
  type Incarnation,
  type LinkSecret,
  type RoomId,
  type RoomSeat,
  toBase64url,
  VisavisError,
} from '@visavis/shared';
import { createCall } from '../../clients/call/call.ts';
import type { CallParts } from '../../clients/call/call-parts.ts';
import type { Call, CallOptions, Media, MediaView } from '../../clients/call/call-view.ts';
import type { OwnCertificate } from '../../clients/call/certificate.ts';
import { isOnAir, memoryCertificate, memoryNetwork, memoryTrack } from '../../clients/call/peer-memory.ts';
import { memoryStream } from '../../clients/call/peer-memory-tracks.ts';
import { memoryPod } from '../../clients/call/signalling-memory.ts';
import type { WakeReason } from '../../clients/call/wake.ts';
import { manualClock } from '../../services/runtime/clock.ts';

export const secret = toBase64url(new Uint8Array(16).fill(15)) as LinkSecret;

const certificates = {
  advisor: await memoryCertificate(),
  guest: await memoryCertificate(),
  companion: await memoryCertificate(),
};

/** Mulberry32: the same seed, the same walk. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** WebCrypto that knows how much of it is still at work, so that a test can wait for silence instead of sleeping. */
function countingSubtle() {
  let busy = 0;
  const count =
    (name: 'importKey' | 'deriveKey' | 'encrypt' | 'decrypt') =>
    async (...values: never[]): Promise<unknown> => {
      busy++;
      try {
        return await Reflect.apply(crypto.subtle[name], crypto.subtle, values);
      } finally {
        busy--;
      }
    };
  const subtle = {
    importKey: count('importKey'),
    deriveKey: count('deriveKey'),
    encrypt: count('encrypt'),
    decrypt: count('decrypt'),
  } as unknown as SubtleCrypto;
  const idle = async () => {
    for (let quiet = 0; quiet < 3; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((done) => setImmediate(done));
  };
  return { subtle, idle };
}

/** Devices that are on from the beginning; `show` replaces the view. */
export function fakeMedia(): Media & { show(change: Partial<MediaView>): void } {
  const listeners = new Set<(view: MediaView) => void>();
  let view: MediaView = {
    microphone: 'on',
    camera: 'on',
    microphoneProblem: undefined,
    cameraProblem: undefined,
    asking: false,
    stream: memoryStream([memoryTrack('audio'), memoryTrack('video')]),
    microphones: [],
    cameras: [],
    speakers: [],
    chosen: { microphone: undefined, camera: undefined, speaker: undefined },
  };
  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show(change) {
      view = { ...view, ...change };
      for (const listener of listeners) listener(view);
    },
    open: async () => {},
    setMicrophone() {},
    setCamera() {},
    choose: async () => {},
    onLevel: () => () => {},
    playTestSound: async () => {},
    close() {},
  };
}

const listensTo =
  <T>(set: Set<T>) =>
  (listener: T) => {
    set.add(listener);
    return () => void set.delete(listener);
  };

export interface Person {
  call: Call;
  media: ReturnType<typeof fakeMedia>;
  /** What their window tells. */
  wake(reason: WakeReason): void;
  /** The page goes away, as at a reload. */
  leavePage(): void;
  /** How often the certificate of the appointment was wiped. */
  wiped(): number;
}

export function makeWorld(seed = 1) {
  const clock = manualClock();
  const random = seeded(seed);
  const { subtle, idle } = countingSubtle();
  const pod = memoryPod(clock, random);
  pod.iceServers = [{ urls: ['turn:turn.example'], username: 'u', credential: 'c' }];
  const network = memoryNetwork();
  const room = toBase64url(new Uint8Array(16).fill(1)) as RoomId;
  const refusals = new Map<RoomSeat, VisavisError>();

  const admit =
    (seat: RoomSeat, sealed: boolean) =>
    async (incarnation: string): Promise<Admission> => {
      const refusal = refusals.get(seat);
      if (refusal !== undefined || seat === 'companion') throw refusal ?? new VisavisError('forbidden');
      return {
        ticket: pod.ticket(seat, incarnation as Incarnation),
        signalling: 'wss://pod.example/signal/0',
        room,
        seat,
        sealed,
        device: 'device',
        appointment: { startsAt: '2026-11-22T10:00:00Z', durationMinutes: 30, advisor: 'A', organisation: 'O' },
      };
    };

  function join(
    seat: RoomSeat,
    change: Partial<CallOptions & { sealed: boolean; parts: Partial<CallParts> }> = {},
  ): Person {
    const media = fakeMedia();
    const wakes = new Set<(reason: WakeReason) => void>();
    const leavings = new Set<() => void>();
    let wiped = 0;
    const parts: CallParts = {
      clock,
      connect: pod.connect,
      createPeer: network.create,
      wake: {
        listen: listensTo(wakes),
        onLeaving: listensTo(leavings),
      },
      subtle,
      capabilities: { frames: 'none', screen: false },
      randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
      jitter: random,
      ownCertificate: async (): Promise<OwnCertificate> => ({
        certificate: certificates[seat],
        proof: undefined,
        keepProof: async () => {},
        wipe: async () => void wiped++,
      }),
      ...change.parts,
    };
    const sealed = change.sealed ?? true;
    const options: CallOptions = {
      admit: admit(seat, sealed),
      linkSecret: sealed ? secret : undefined,
      name: `${seat} name`,
      media,
      ...change,
    };
    return {
      call: createCall(options, parts),
      media,
      wake(reason) {
        for (const listener of wakes) listener(reason);
      },
      leavePage() {
        for (const listener of leavings) listener();
      },
      wiped: () => wiped,
    };
  }

  /** Time goes on in small steps, and everything that follows from each has happened. */
  async function pass(ms: number, stepMs = 25): Promise<void> {
    await idle();
    for (let gone = 0; gone < ms; gone += stepMs) {
      clock.advance(Math.min(stepMs, ms - gone));
      await idle();
    }
  }

  return { clock, pod, network, join, pass, random, refusals, admit };
}

/** Where each of them stands. */
export const phases = (...people: Person[]) => people.map(({ call }) => call.view.phase);
/** Whether the other's sound and picture arrive. */
export const received = ({ call }: Person) => call.view.remoteStream?.getTracks().map(isOnAir) ?? [];

/** Both in the room, the line up, nobody has pressed. */
export async function together(world = makeWorld()) {
  const advisor = world.join('advisor');
  await world.pass(50);
  const guest = world.join('guest');
  await world.pass(500);
  return { ...world, advisor, guest };
}

/** Both pressed, both seen and heard. */
export async function talking(world = makeWorld()) {
  const both = await together(world);
  both.advisor.call.start();
  both.guest.call.start();
  await both.pass(200);
  if (phases(both.advisor, both.guest).join() !== 'talking,talking') throw new Error('they do not talk');
  return both;
}
