/** One running pod: the parts that all its connections share, put together. */
import { createHash, randomBytes } from 'node:crypto';
import { type Clock, errorKind, type Log } from '@visavis/runtime';
import type { IncidentCode, RoomId } from '@visavis/shared';
import type { JWTVerifyGetKey } from 'jose';
import type { Registry } from 'prom-client';
import { type BusHeader, encodeBus, parseBus } from './bus-message.ts';
import type { PodLimits } from './config.ts';
import { type IceAnswer, type IceOptions, iceServersNear } from './ice.ts';
import { type MetricsSource, type SignallingMetrics, signallingMetrics } from './metrics.ts';
import type { RelayBus } from './relay-bus.ts';
import { type ReportSums, reportSums } from './report-sums.ts';
import { type ResumeTokens, resumeTokens } from './resume.ts';
import { roomLabel } from './room-label.ts';
import { type Announce, Rooms } from './rooms.ts';
import type { PodId, SeatStore } from './seat-store.ts';
import { type WatchedStore, watchedStore } from './seat-store-watched.ts';
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
  readonly metrics: SignallingMetrics;
  readonly tickets: TicketCheck;
  readonly resume: ResumeTokens;
  readonly reports: ReportSums;
  /** Fresh ICE servers for one browser. */
  ice(asker: TurnAsker): IceAnswer;
  /** How logs name a room, and the code that people in it are told. */
  label(room: RoomId): IncidentCode;
  /** Opens the pod's inbox on the bus; the answer closes it. */
  listen(): Promise<() => Promise<void>>;
}

/** 16 random bytes as base64url: a pod that starts again is another pod. */
const newPodId = (): PodId => randomBytes(16).toString('base64url') as PodId;

export function createPod(parts: PodParts, limits: PodLimits, source: MetricsSource): Pod {
  const { clock, log, bus } = parts;
  const id = newPodId();
  const metrics = signallingMetrics(parts.registry, source);
  const store = watchedStore(parts.store, metrics.storeFailed, metrics.latency.stored);
  const rooms = new Rooms({ pod: id, clock, announce: announcer(id, bus, metrics, clock) });
  const secret = createHash('sha256').update(`visavis/log/${parts.resumeKeys[0]}`).digest('base64url');
  const { clockToleranceMs, ticketTtlMs, resumeTtlMs, turnTtlMs } = limits;
  return {
    id,
    startedAt: clock.now(),
    clock,
    log,
    limits,
    store,
    rooms,
    metrics,
    tickets: ticketCheck({ keys: parts.keys, issuers: parts.issuers, ticketTtlMs, clockToleranceMs }, clock),
    reports: reportSums(parts.registry, limits.reportsPerConnection, metrics.limit),
    resume: resumeTokens({ keys: parts.resumeKeys, ttlMs: resumeTtlMs, clockToleranceMs }, clock),
    ice: (asker) => iceServersNear({ ...parts.ice, ttlMs: turnTtlMs }, asker, clock.now()),
    label: (room) => roomLabel(secret, room, clock.now()),
    listen: () => bus.subscribe(id, inbox({ store, rooms, metrics, clock, log })),
  };
}

function announcer(self: PodId, bus: RelayBus, metrics: SignallingMetrics, clock: Clock): Announce {
  const stamped = (header: BusHeader): BusHeader =>
    header.kind === 'relay' && metrics.latency.samplesBus() ? { ...header, sentAt: clock.now() } : header;
  return (pods, header, text) => {
    let message: string | undefined;
    for (const pod of pods) {
      if (pod === self) continue;
      message ??= encodeBus(stamped(header), text);
      bus.publish(pod, message).then(metrics.busTook, metrics.busFailed);
    }
  };
}

/** What arrives from other pods. A sender that is not known here makes the room be read, once at a time. */
function inbox({ store, rooms, metrics, clock, log }: Pick<Pod, 'store' | 'rooms' | 'metrics' | 'clock' | 'log'>) {
  const reading = new Set<RoomId>();
  const read = async (room: RoomId): Promise<void> => {
    if (reading.has(room)) return;
    reading.add(room);
    try {
      const askedAt = clock.now();
      for (const snapshot of await store.readRooms([room])) rooms.see(snapshot, askedAt);
    } catch (error) {
      log.debug('room not read', { kind: errorKind(error) });
    } finally {
      reading.delete(room);
    }
  };
  return (message: string): void => {
    const parsed = parseBus(message);
    metrics.busReceived(parsed?.header.kind ?? 'unknown');
    if (parsed?.header.kind === 'relay' && parsed.header.sentAt !== undefined) {
      metrics.latency.crossed(clock.now() - parsed.header.sentAt);
    }
    const unknown = parsed && rooms.receive(parsed);
    if (unknown) void read(unknown);
  };
}
