/** One or more pods on one store and one bus, and an issuer of tickets: the world of the signalling scenarios. */
import { randomBytes } from 'node:crypto';
import { createLog, type ManualClock, manualClock } from '@visavis/runtime';
import type { RoomSeat, Seat, TicketClaims } from '@visavis/shared';
import { ticketAlgorithm, ticketAudience, ticketType } from '@visavis/shared';
import {
  buildSignalling,
  type PodLimits,
  type RelayBus,
  type SeatStore,
  type Signalling,
  type SignallingDeps,
} from '@visavis/signalling';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import { type ClientOptions, SignallingClient } from './signalling-client.ts';
import { type Ground, memoryGround, redisGround, type SharedRedis } from './signalling-ground.ts';

export const issuer = 'https://appointments.visavis.test';
export const bytes = (count: number): string => randomBytes(count).toString('base64url');

/** A person at a device: what a ticket binds. */
export interface Person {
  room: string;
  seat: RoomSeat;
  incarnation: string;
  device: string;
}

export interface WorldOptions {
  pods?: number;
  limits?: Partial<PodLimits>;
  deps?: Partial<SignallingDeps>;
  /** Over {@link WorldOptions.deps}, made anew for each pod. */
  depsOf?: () => Partial<SignallingDeps>;
  /** Where seats and bus are; in memory without it. */
  redis?: SharedRedis;
  /** What each pod asks instead of its own end of the store. */
  storeAround?: (store: SeatStore) => SeatStore;
  /** Another bus, for all pods together. */
  bus?: () => RelayBus;
  /** Whose word on addresses counts; nobody's without it. */
  trustedProxies?: string[];
}

const resumeKey = bytes(32);

export class World {
  readonly clock: ManualClock;
  readonly logLines: string[] = [];
  readonly registries: Registry[] = [];
  readonly pods: { url: string; signalling: Signalling; close(): Promise<void> }[] = [];
  readonly #ground: Ground;
  #sign: (claims: Record<string, unknown>, header: Record<string, unknown>) => Promise<string> = async () => '';

  private constructor(clock: ManualClock, ground: Ground) {
    this.clock = clock;
    this.#ground = ground;
  }

  static async create(options: WorldOptions = {}): Promise<World> {
    const clock = manualClock();
    const world = new World(clock, options.redis ? await redisGround(options.redis) : memoryGround(clock));
    const { publicKey, privateKey } = await generateKeyPair(ticketAlgorithm, { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    world.#sign = (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: ticketAlgorithm, typ: ticketType, kid, ...header })
        .sign(privateKey, { crit: { 'urn:x': true } });
    const keys = createLocalJWKSet({ keys: [{ ...jwk, kid, alg: ticketAlgorithm, use: 'sig' }] });
    const bus = options.bus?.();
    const deps = { ...options.deps, ...(bus ? { bus } : {}) };
    for (let index = 0; index < (options.pods ?? 1); index++) await world.#addPod(keys, { ...options, deps });
    return world;
  }

  async #addPod(keys: SignallingDeps['keys'], options: WorldOptions): Promise<void> {
    const registry = new Registry();
    this.registries.push(registry);
    const { store, bus } = await this.#ground.open();
    const { app, signalling } = await buildSignalling({
      keys,
      issuers: [issuer],
      allowsOrigin: (origin) => origin === 'https://visavis.test',
      resumeKeys: [resumeKey],
      ice: {
        stunUrls: ['stun:turn.test:3478'],
        turnUrls: ['turn:turn.test:3478?transport=udp'],
        turnSecret: 'relay secret',
      },
      store: options.storeAround?.(store) ?? store,
      bus,
      clock: this.clock,
      log: createLog({
        level: 'debug',
        role: 'signalling',
        destination: { write: (line) => this.logLines.push(line) },
      }),
      registry,
      random: () => 0.5,
      limits: { ...options.limits },
      ...(options.trustedProxies ? { trustedProxies: options.trustedProxies } : {}),
      ...options.deps,
      ...options.depsOf?.(),
    });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    this.pods.push({ url: address.replace('http', 'ws'), signalling, close: () => app.close() });
  }

  async close(): Promise<void> {
    for (const pod of this.pods) await pod.close();
    await this.#ground.close();
  }

  /** The ends of one more pod, which the test plays itself. */
  stranger(): ReturnType<Ground['open']> {
    return this.#ground.open();
  }

  /** Seats as the pods know them; in memory it is the very object that they ask. */
  get store(): SeatStore {
    return this.#ground.store;
  }

  /** Resolves when every question of a pod to store and bus has been answered, or has failed. */
  async rest(): Promise<void> {
    await until(() => this.#ground.isQuiet());
  }

  /** Time passes everywhere, second by second, each with what it brings about. What is shared has to answer meanwhile. */
  async pass(seconds: number): Promise<void> {
    // What is under way belongs to the time before.
    await this.rest();
    for (let second = 0; second < seconds; second++) {
      await this.#ground.age(1_000);
      this.clock.advance(1_000);
      await this.rest();
    }
  }

  person(seat: RoomSeat, room: string = bytes(16)): Person {
    return { room, seat, incarnation: bytes(16), device: bytes(32) };
  }

  /** The address of a pod; with one pod, every index is that pod. */
  url(pod = 0, path = '/signal'): string {
    return `${this.pods[pod % this.pods.length]?.url}${path}`;
  }

  claims(
    person: Partial<Omit<Person, 'seat'>> & { seat: Seat },
    changes: Record<string, unknown> = {},
  ): Record<string, unknown> {
    const now = Math.floor(this.clock.now() / 1000);
    return {
      iss: issuer,
      aud: ticketAudience,
      jti: bytes(16),
      iat: now,
      exp: now + 60,
      incarnation: bytes(16),
      device: bytes(32),
      until: now + 7200,
      sealed: true,
      relayOnly: false,
      ...person,
      ...changes,
    } satisfies Record<keyof Omit<TicketClaims, 'room' | 'rooms'>, unknown>;
  }

  ticket(
    person: Partial<Omit<Person, 'seat'>> & { seat: Seat },
    changes: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
  ): Promise<string> {
    return this.#sign(this.claims(person, changes), header);
  }

  connect(pod = 0, options?: ClientOptions): Promise<SignallingClient> {
    return SignallingClient.connect(this.url(pod), options);
  }

  /** Connects and says hello. */
  async hello(
    person: Person,
    pod = 0,
    changes: Record<string, unknown> = {},
    options?: ClientOptions,
  ): Promise<SignallingClient> {
    const client = await this.connect(pod, options);
    const ticket = await this.ticket(person, changes);
    client.send({ type: 'hello', version: 1, ticket, incarnation: person.incarnation });
    return client;
  }

  /** Connects, says hello and takes the welcome. */
  async enter(person: Person, pod = 0, changes: Record<string, unknown> = {}, options?: ClientOptions) {
    const client = await this.hello(person, pod, changes, options);
    return { client, welcome: await client.take('welcome') };
  }

  async resume(token: string, incarnation: string, pod = 0, options?: ClientOptions): Promise<SignallingClient> {
    const client = await this.connect(pod, options);
    client.send({ type: 'resume', version: 1, resume: token, incarnation });
    return client;
  }

  /** A desk for these rooms. */
  async desk(rooms: string[], pod = 0): Promise<SignallingClient> {
    const incarnation = bytes(16);
    const client = await this.connect(pod);
    const ticket = await this.ticket({ seat: 'desk', incarnation }, { rooms, room: undefined });
    client.send({ type: 'hello', version: 1, ticket, incarnation });
    return client;
  }

  /** The value of one metric over all pods. */
  async metric(name: string, labels: Record<string, string> = {}): Promise<number> {
    let sum = 0;
    for (const registry of this.registries) {
      const metric = await registry.getSingleMetric(name)?.get();
      for (const { value, labels: found } of metric?.values ?? []) {
        if (Object.entries(labels).every(([key, expected]) => found[key] === expected)) sum += value;
      }
    }
    return sum;
  }
}

/** Less than a test may take: who polls for ever takes the machine, and the clock, from the tests that follow. */
const patienceMs = 50_000;

/** Lets everything that is under way in this process and on loopback come to rest: a condition, polled by turns. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`not so within ${patienceMs} ms: ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
