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

/**
 * `ask` sends `ice-servers` and says whether it could. `changed` is told of every renewal. Timers stand still while a
 * device sleeps: what it missed is made up for when it wakes.
 */
export function createIceSource(
  clock: Clock,
  wake: Pick<Wake, 'listen'>,
  ask: (elsewhere: boolean) => boolean,
  changed: (servers: readonly IceServer[]) => void,
): IceSource {
  let latest: readonly IceServer[] = [];
  let answeredAt = Number.NEGATIVE_INFINITY;
  let renewAt = Number.POSITIVE_INFINITY;
  let isElsewhere = false;
  let waiting: ((servers: readonly IceServer[]) => void)[] = [];
  let stopRenewal = () => {};

  function settle(): void {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve(latest);
  }

  /** Again and again: the line may be away just now, or the pod have answered a moment ago. */
  function renew(): void {
    stopRenewal();
    stopRenewal = clock.after(limits.iceServersEveryMs, renew);
    ask(isElsewhere);
  }

  const isYoung = (): boolean => clock.now() < renewAt;
  const stopListening = wake.listen(() => void (isYoung() || renew()));

  return {
    get latest() {
      return latest;
    },
    get isYoung() {
      return isYoung();
    },
    handleServers(servers, ttlS) {
      latest = servers;
      answeredAt = clock.now();
      renewAt = ttlS > 0 ? answeredAt + renewMs(ttlS) : Number.POSITIVE_INFINITY;
      stopRenewal();
      stopRenewal = ttlS > 0 ? clock.after(renewMs(ttlS), renew) : () => {};
      changed(latest);
      settle();
    },
    fresh() {
      // The pod answers once in ten seconds; younger ones are as good as new.
      if (isYoung() && clock.now() - answeredAt < limits.iceServersEveryMs) return Promise.resolve(latest);
      if (!ask(isElsewhere)) return Promise.resolve(latest);
      return new Promise((resolve) => {
        waiting.push(resolve);
        clock.after(freshWaitMs, settle);
      });
    },
    goElsewhere() {
      isElsewhere = !isElsewhere;
      renewAt = Number.NEGATIVE_INFINITY;
    },
    close() {
      stopListening();
      stopRenewal();
      settle();
    },
  };
}
