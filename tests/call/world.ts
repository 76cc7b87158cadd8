/** Two people, a pod and a network in memory, on one clock that only moves when a test says so. */
import {
  type Admission,
  type Incarnation,
  type LinkSecret,
  type RoomId,
  type RoomSeat,
  toBase64url,
  type VisavisError,
} from '@visavis/shared';
import { createCall } from '../../clients/call/call.ts';
import type { CallParts } from '../../clients/call/call-parts.ts';
import type { Call, CallOptions } from '../../clients/call/call-view.ts';
import type { KeptProof } from '../../clients/call/certificate.ts';
import { meetThird } from '../../clients/call/company.ts';
import { type MemoryFramesKit, memoryFrames } from '../../clients/call/frames-memory.ts';
import { pairWith } from '../../clients/call/pair.ts';
import { inCompany } from '../../clients/call/pair-company.ts';
import { isOnAir, memoryCertificate, memoryNetwork } from '../../clients/call/peer-memory.ts';
import { type MemoryPod, memoryPod } from '../../clients/call/signalling-memory.ts';
import type { WakeReason } from '../../clients/call/wake.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { countingSubtle, fakeMedia, seeded } from './call-doubles.ts';

export const secret = toBase64url(new Uint8Array(16).fill(15)) as LinkSecret;

/** What a person's browser keeps over a reload. */
export interface Device {
  certificate: RTCCertificate;
  proof: KeptProof | undefined;
}

export const newDevice = async (): Promise<Device> => ({ certificate: await memoryCertificate(), proof: undefined });
const owned = { advisor: await newDevice(), guest: await newDevice(), companion: await newDevice() };

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

/** Two people at most, one pod, one network, and the clock between them. */
class World {
  readonly clock = manualClock();
  readonly network = memoryNetwork();
  readonly frames: Record<RoomSeat, MemoryFramesKit> = {
    advisor: memoryFrames(),
    guest: memoryFrames(),
    companion: memoryFrames(),
  };
  readonly devices: Record<RoomSeat, Device> = {
    advisor: { ...owned.advisor },
    guest: { ...owned.guest },
    companion: { ...owned.companion },
  };
  /** Answers that admission gives instead of a ticket. */
  readonly refusals = new Map<RoomSeat, VisavisError>();
  readonly random: () => number;
  readonly pod: MemoryPod;
  readonly #webCrypto = countingSubtle();
  readonly #room = toBase64url(new Uint8Array(16).fill(1)) as RoomId;

  constructor(seed: number) {
    this.random = seeded(seed);
    this.pod = memoryPod(this.clock, this.random);
    this.pod.iceServers = [{ urls: ['turn:turn.example'], username: 'u', credential: 'c' }];
  }

  admit = async (seat: RoomSeat, sealed: boolean, incarnation: string): Promise<Admission> => {
    const refusal = this.refusals.get(seat);
    if (refusal !== undefined) throw refusal;
    return {
      ticket: this.pod.ticket(seat, incarnation as Incarnation),
      signalling: 'wss://pod.example/signal/0',
      room: this.#room,
      seat,
      sealed,
      device: 'device',
      appointment: { startsAt: '2026-11-22T10:00:00Z', durationMinutes: 30, advisor: 'A', organisation: 'O' },
    };
  };

  join = (seat: RoomSeat, change: Joining = {}): Person => {
    const media = fakeMedia();
    const window = { wakes: new Set<(reason: WakeReason) => void>(), leavings: new Set<() => void>(), wiped: 0 };
    const sealed = change.sealed ?? true;
    const options: CallOptions = {
      admit: (incarnation) => this.admit(seat, sealed, incarnation),
      linkSecret: sealed ? secret : undefined,
      name: `${seat} name`,
      media,
      ...change,
    };
    const call = createCall(options, { ...this.#parts(seat, window), ...change.parts });
    const wake = (reason: WakeReason) => [...window.wakes].forEach((listener) => void listener(reason));
    const leavePage = () => [...window.leavings].forEach((listener) => void listener());
    return { call, media, wake, leavePage, wiped: () => window.wiped };
  };

  /** Time goes on in small steps, and everything that follows from each has happened. */
  pass = async (ms: number, stepMs = 25): Promise<void> => {
    await this.#webCrypto.idle();
    for (let gone = 0; gone < ms; gone += stepMs) {
      this.clock.advance(Math.min(stepMs, ms - gone));
      await this.#webCrypto.idle();
    }
  };

  #parts(seat: RoomSeat, window: Window): CallParts {
    return {
      clock: this.clock,
      connect: this.pod.connect,
      createPeer: this.network.create,
      createOpposite: inCompany(
        pairWith(() => this.frames[seat].open),
        async () => meetThird,
      ),
      wake: { listen: listensTo(window.wakes), onLeaving: listensTo(window.leavings) },
      subtle: this.#webCrypto.subtle,
      capabilities: { frames: 'none', screen: false },
      randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(this.random() * 256)),
      jitter: this.random,
      ownCertificate: async () => {
        const device = this.devices[seat];
        return {
          certificate: device.certificate,
          proof: device.proof,
          keepProof: async (proof) => void Object.assign(device, { proof }),
          wipe: async () => void window.wiped++,
        };
      },
    };
  }
}

interface Window {
  wakes: Set<(reason: WakeReason) => void>;
  leavings: Set<() => void>;
  wiped: number;
}

type Joining = Partial<CallOptions> & { sealed?: boolean; parts?: Partial<CallParts> };

export const makeWorld = (seed = 1): World => new World(seed);

/** Where each of them stands. */
export const phases = (...people: Person[]) => people.map(({ call }) => call.view.phase);
/** Whether the screen of the other side is seen. */
export const seesScreen = ({ call }: Person) => call.view.remoteScreen?.getTracks().some(isOnAir) ?? false;
/** Whether the other's sound and picture arrive. */
export const received = ({ call }: Person) => call.view.remoteStream?.getTracks().map(isOnAir) ?? [];

/** The guest reads the words out, the advisor finds the first one, the guest hears the others. */
export function compareWords(advisor: Person, guest: Person): void {
  const { words } = guest.call.view.privacy;
  if (words === undefined) throw new Error('there is nothing to compare');
  advisor.call.chooseFirstWord(words[0]);
  guest.call.confirmWords(advisor.call.view.privacy.words?.join() === words.join());
}

/** Both in the room, the line up, nobody has pressed. */
export async function together(world = makeWorld(), change: { guest?: Joining } = {}) {
  const advisor = world.join('advisor');
  await world.pass(50);
  const guest = world.join('guest', change.guest);
  await world.pass(500);
  return { ...world, advisor, guest };
}

/** Both pressed, both seen and heard. */
export async function talking(world = makeWorld(), change: { guest?: Joining } = {}) {
  const both = await together(world, change);
  both.advisor.call.start();
  both.guest.call.start();
  await both.pass(200);
  if (phases(both.advisor, both.guest).join() !== 'talking,talking') throw new Error('they do not talk');
  return both;
}
