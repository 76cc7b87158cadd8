/** Keeps the relay's credentials young: they live an hour, and a restart with dead ones finds no way. */
import { type IceServer, limits } from '@visavis/shared';
import type { Clock } from './clock.ts';

/** How long a restart waits for fresh credentials before it goes with those it has. */
export const freshWaitMs = 2_000;

export interface IceSource {
  readonly latest: readonly IceServer[];
  /** From `welcome` and `ice-servers`. */
  handleServers(servers: readonly IceServer[]): void;
  /** Fresh ones if the pod answers in time, else the latest. Never rejects. */
  fresh(): Promise<readonly IceServer[]>;
  close(): void;
}

/** `ask` sends `ice-servers` and says whether it could. `changed` is told of every renewal. */
export function createIceSource(
  clock: Clock,
  ask: () => boolean,
  changed: (servers: readonly IceServer[]) => void,
): IceSource {
  let latest: readonly IceServer[] = [];
  let answeredAt = Number.NEGATIVE_INFINITY;
  let waiting: ((servers: readonly IceServer[]) => void)[] = [];
  let stopRenewal = () => {};

  function settle(): void {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve(latest);
  }

  return {
    get latest() {
      return latest;
    },
    handleServers(servers) {
      latest = servers;
      answeredAt = clock.now();
      stopRenewal();
      stopRenewal = clock.after(limits.turnRenewMs, ask);
      changed(latest);
      settle();
    },
    fresh() {
      // The pod answers once in ten seconds; younger ones are as good as new.
      if (clock.now() - answeredAt < limits.iceServersEveryMs || !ask()) return Promise.resolve(latest);
      return new Promise((resolve) => {
        waiting.push(resolve);
        clock.after(freshWaitMs, settle);
      });
    },
    close() {
      stopRenewal();
      settle();
    },
  };
}
