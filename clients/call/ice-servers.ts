/** Keeps the relay's credentials young: they live an hour, and a restart with dead ones finds no way. */
import { type IceServer, limits } from '@visavis/shared';
import type { Clock } from './clock.ts';
import type { Wake } from './wake.ts';

/** How long a restart waits for fresh credentials before it goes with those it has. */
export const freshWaitMs = 2_000;

/** Renewed when five sixths of their time are over: 50 minutes of an hour. */
const renewMs = (ttlS: number): number => Math.min(limits.turnRenewMs, (ttlS * 1000 * 5) / 6);

export interface IceSource {
  readonly latest: readonly IceServer[];
  /** The latest open new allocations for a while yet. False also after {@link IceSource.goElsewhere}, until an answer. */
  readonly isYoung: boolean;
  /** From `welcome` and `ice-servers`; `ttlS` is how long credentials open new allocations, 0 when there are none. */
  handleServers(servers: readonly IceServer[], ttlS: number): void;
  /** Fresh ones if the pod answers in time, else the latest. Never rejects. */
  fresh(): Promise<readonly IceServer[]>;
  /** The relay carried nothing: from now on the other one is asked for; the second time, the usual one again. */
  goElsewhere(): void;
  close(): void;
}

/** Whether a server carries media, or only tells a browser its address. */
export const isRelay = ({ urls }: IceServer): boolean => urls.some((url) => !url.startsWith('stun:'));

/** Sends `ice-servers`, for another relay than the usual one or not, and says whether it could. */
export type AskForServers = (elsewhere: boolean) => boolean;

/**
 * `changed` is told of every renewal. Timers stand still while a device sleeps: what it missed is made up for when it
 * wakes.
 */
export const createIceSource = (
  clock: Clock,
  wake: Pick<Wake, 'listen'>,
  ask: AskForServers,
  changed: (servers: readonly IceServer[]) => void,
): IceSource => new RenewedServers(clock, wake, ask, changed);

class RenewedServers implements IceSource {
  readonly #clock: Clock;
  readonly #ask: AskForServers;
  readonly #changed: (servers: readonly IceServer[]) => void;
  readonly #stopListening: () => void;
  #latest: readonly IceServer[] = [];
  #answeredAt = Number.NEGATIVE_INFINITY;
  #renewAt = Number.POSITIVE_INFINITY;
  #isElsewhere = false;
  #waiting: ((servers: readonly IceServer[]) => void)[] = [];
  #stopRenewal = () => {};

  constructor(
    clock: Clock,
    wake: Pick<Wake, 'listen'>,
    ask: AskForServers,
    changed: (servers: readonly IceServer[]) => void,
  ) {
    this.#clock = clock;
    this.#ask = ask;
    this.#changed = changed;
    this.#stopListening = wake.listen(() => {
      if (!this.isYoung) this.#renew();
    });
  }

  get latest(): readonly IceServer[] {
    return this.#latest;
  }

  get isYoung(): boolean {
    return this.#clock.now() < this.#renewAt;
  }

  handleServers(servers: readonly IceServer[], ttlS: number): void {
    const lifeMs = ttlS > 0 ? renewMs(ttlS) : Number.POSITIVE_INFINITY;
    this.#latest = servers;
    this.#answeredAt = this.#clock.now();
    this.#renewAt = this.#answeredAt + lifeMs;
    this.#stopRenewal();
    this.#stopRenewal = ttlS > 0 ? this.#clock.after(lifeMs, () => this.#renew()) : () => {};
    this.#changed(servers);
    this.#settle();
  }

  fresh(): Promise<readonly IceServer[]> {
    // The pod answers once in ten seconds; younger ones are as good as new.
    const isNew = this.isYoung && this.#clock.now() - this.#answeredAt < limits.iceServersEveryMs;
    if (isNew || !this.#ask(this.#isElsewhere)) return Promise.resolve(this.#latest);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#clock.after(freshWaitMs, () => this.#settle());
    });
  }

  goElsewhere(): void {
    this.#isElsewhere = !this.#isElsewhere;
    this.#renewAt = Number.NEGATIVE_INFINITY;
  }

  close(): void {
    this.#stopListening();
    this.#stopRenewal();
    this.#settle();
  }

  /** Again and again: the line may be away just now, or the pod have answered a moment ago. */
  #renew(): void {
    this.#stopRenewal();
    this.#stopRenewal = this.#clock.after(limits.iceServersEveryMs, () => this.#renew());
    this.#ask(this.#isElsewhere);
  }

  #settle(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (const resolve of all) resolve(this.#latest);
  }
}
