/** Pods whose clock can be moved without anything that was due being done, as for a process that is stopped. */
import { setImmediate as turn } from 'node:timers/promises';
import { type ManualClock, manualClock } from '@visavis/runtime';
import { World, type WorldOptions } from './signalling-world.ts';

export interface StoppableWorld {
  world: World;
  /** Time goes by, and the pods notice nothing of it. */
  skip(ms: number): void;
  /** Time goes by as usual. */
  pass(seconds: number): Promise<void>;
}

/** Two pods, unless `options` say otherwise. */
export async function stoppableWorld(options: WorldOptions = {}): Promise<StoppableWorld> {
  let skippedMs = 0;
  const real: ManualClock = manualClock();
  const clock = { ...real, now: () => real.now() + skippedMs };
  const world = await World.create({ pods: 2, ...options, deps: { ...options.deps, clock } });
  return {
    world,
    skip: (ms) => {
      skippedMs += ms;
    },
    async pass(seconds) {
      for (let second = 0; second < seconds; second++) {
        real.advance(1_000);
        await turn();
      }
    },
  };
}
