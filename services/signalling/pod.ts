/** One running pod: the parts that all its connections share, put together. */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { type Clock, type Log, noTrace, type Trace } from '@visavis/runtime';
import type { IncidentCode, RoomId } from '@visavis/shared';
import type { JWTVerifyGetKey } from 'jose';
import type { Registry } from 'prom-client';
import { answerGatherer } from './answer-gather.ts';
import { type BusHeader, encodeBus, parseBus } from './bus-message.ts';
import { probeBus } from './bus-probe.ts';
import type { PodLimits } from './config.ts';
import { type IceAnswer, type IceOptions, iceServersNear } from './ice.ts';
import { type AskedLine, LineAsking } from './line-asking.ts';
import type { Member } from './local-room.ts';
import { type MetricsSource, type SignallingMetrics, signallingMetrics } from './metrics.ts';
import { Owed } from './owed.ts';
import { newPodId } from './relay-bundle.ts';
import type { RelayBus } from './relay-bus.ts';
import { type ReportSums, reportSums } from './report-sums.ts';
import { type ResumeTokens, resumeTokens } from './resume.ts';
import { roomLabels } from './room-label.ts';
import { roomReader } from './room-reader.ts';
import { type Announce, Rooms } from './rooms.ts';
import type { PodId, SeatStore } from './seat-store.ts';
import { type WatchedStore, watchedStore } from './seat-store-watched.ts';
import { Standstill } from './standstill.ts';
import { type TicketCheck, ticketCheck } from './tickets.ts';
import type { TurnAsker } from './turn-choice.ts';

/** What a pod is built from. */
export interface PodParts {
  /** Public keys of the ticket issuers. */
  keys: JWTVerifyGetKey;
  issuers: readonly string[];
  /** 32 bytes as base64url each, the same on every pod; the first signs. */
  resumeKeys: readonly string[];
  ice: Omit<IceOptions, 'ttlMs'>;
  store: SeatStore;
  bus: RelayBus;
  clock: Clock;
  log: Log;
  registry: Registry;
  /** Spans of hellos, resumes and what they ask of the store; none by default. */
  trace?: Trace | undefined;
  /** 0 ≤ x < 1; spreads what many lines would do at once. */
  random?: () => number;
}

export interface Pod {
  readonly id: PodId;
  /** Milliseconds of `clock`. */
  readonly startedAt: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: PodLimits;
  readonly store: WatchedStore;
  readonly rooms: Rooms;
  /** Whoever is in doubt is not listened to. */
  readonly standstill: Standstill<Member>;
  /** Whoever pushes another page out shows first that its own line lives. */
  readonly asking: LineAsking<AskedLine>;
  /** What the store has still to be told. */
  readonly owed: Owed;
  readonly metrics: SignallingMetrics;
  readonly tickets: TicketCheck;
  readonly resume: ResumeTokens;
  readonly reports: ReportSums;
  readonly trace: Trace;
  random(): number;
  /** Runs what answers a heartbeat, by itself or with those of others, see `answer-gather.ts`. */
  answer(deed: () => void): void;
  /** Fresh ICE servers for one browser. */
  ice(asker: TurnAsker): IceAnswer;
  /** Under what the hellos of an address are counted: nobody without the pods' secret can tell the address. */
  rateName(address: string): string;
  /** How logs name a room, and the code that people in it are told. */
  label(room: RoomId): IncidentCode;
  /** Opens the pod's inbox on the bus; the answer closes it. */
  listen(): Promise<() => Promise<void>>;
}

export function createPod(parts: PodParts, limits: PodLimits, source: MetricsSource): Pod {
  const { clock, log, bus, trace = noTrace, random = Math.random } = parts;
  const id = newPodId();
  const metrics = signallingMetrics(parts.registry, source);
  const store = watchedStore(parts.store, clock, metrics.storeFailed, metrics.latency.stored, trace);
  const rooms = new Rooms({ pod: id, clock, announce: announcer(id, bus, metrics, clock, (room) => read(room)) });
  const read = roomReader({ store, rooms, clock, log });
  const secretFor = (what: string) => createHash('sha256').update(`visavis/${what}/${parts.resumeKeys[0]}`);
  const labelOf = roomLabels(secretFor('log').digest('base64url'));
  const rateSecret = createSecretKey(secretFor('rates').digest());
  const { clockToleranceMs, ticketTtlMs, resumeTtlMs, turnTtlMs } = limits;
  return {
    id,
    startedAt: clock.now(),
    clock,
    log,
    limits,
    store,
    rooms,
    standstill: new Standstill(clock.now()),
    asking: new LineAsking(clock),
    owed: new Owed({
      store,
      longestMs: limits.seatTtlInCallMs,
      ordinaryMs: limits.seatTtlMs,
      onReleased: (hold, snapshot) => rooms.vacate(hold, snapshot),
    }),
    metrics,
    trace,
    random,
    tickets: ticketCheck({ keys: parts.keys, issuers: parts.issuers, ticketTtlMs, clockToleranceMs }, clock),
    reports: reportSums(parts.registry, limits.reportsPerConnection, metrics.limit),
    answer: answerGatherer(),
    resume: resumeTokens({ keys: parts.resumeKeys, ttlMs: resumeTtlMs, clockToleranceMs }, clock),
    ice: (asker) => iceServersNear({ ...parts.ice, ttlMs: turnTtlMs }, asker, clock.now()),
    rateName: (address) => `hello/${createHmac('sha256', rateSecret).update(address).digest('base64url')}`,
    label: (room) => labelOf(room, clock.now()),
    listen: async () => {
      const shut = await bus.subscribe(id, inbox({ rooms, metrics, clock }, read));
      const stopProbing = probeBus(bus, clock, metrics.busProbed);
      return () => {
        stopProbing();
        return shut();
      };
    },
  };
}

/** A relayed message that nobody reads went to a pod that is gone: `onLost` finds out who sits there now. */
function announcer(
  self: PodId,
  bus: RelayBus,
  metrics: SignallingMetrics,
  clock: Clock,
  onLost: (room: RoomId) => void,
): Announce {
  const stamped = (header: BusHeader): BusHeader =>
    header.kind === 'relay' && metrics.latency.samplesBus() ? { ...header, sentAt: clock.now() } : header;
  return (pods, header, text) => {
    let message: string | undefined;
    for (const pod of pods) {
      if (pod === self) continue;
      message ??= encodeBus(stamped(header), text);
      bus.publish(pod, message).then((isRead) => {
        metrics.busTook();
        if (!isRead && header.kind === 'relay') onLost(header.room);
      }, metrics.busFailed);
    }
  };
}

/** What arrives from other pods. A sender that is not known here makes the room be read. */
function inbox({ rooms, metrics, clock }: Pick<Pod, 'rooms' | 'metrics' | 'clock'>, read: (room: RoomId) => unknown) {
  return (message: string): void => {
    const parsed = parseBus(message);
    metrics.busReceived(parsed?.header.kind ?? 'unknown');
    if (parsed?.header.kind === 'relay' && parsed.header.sentAt !== undefined) {
      metrics.latency.crossed(clock.now() - parsed.header.sentAt);
    }
    const unknown = parsed && rooms.receive(parsed);
    if (unknown) read(unknown);
  };
}
