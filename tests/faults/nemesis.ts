/** Does the damage that a schedule asks for, and undoes it. */

import type { RedisProcess } from '../support/redis.ts';
import type { Fleet, Pod } from './fleet.ts';
import type { Recorder } from './history.ts';
import type { Meeting } from './meeting.ts';
import { fairWeather } from './redis-proxy.ts';
import type { Deed } from './schedule.ts';

export interface Victims {
  fleet: Fleet;
  redis: RedisProcess;
  meetings: readonly Meeting[];
  note: Recorder['note'];
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** From the stop of a pod to the moment somebody comes in elsewhere. */
const stealAfterMs = 150;

/** Counts who holds it down, so that damage may overlap. */
class Overlaps<T> {
  readonly #held = new Map<T, { depth: number; since: number }>();

  /** Whether nobody did before. */
  add(thing: T): boolean {
    const { depth, since } = this.#held.get(thing) ?? { depth: 0, since: performance.now() };
    this.#held.set(thing, { depth: depth + 1, since });
    return depth === 0;
  }

  /** For how long it was held down, once nobody does any more. */
  remove(thing: T): number | undefined {
    const { depth, since } = this.#held.get(thing) ?? { depth: 1, since: performance.now() };
    if (depth > 1) this.#held.set(thing, { depth: depth - 1, since });
    else this.#held.delete(thing);
    return depth > 1 ? undefined : Math.round(performance.now() - since);
  }
}

export class Nemesis {
  readonly #victims: Victims;
  readonly #stopped = new Overlaps<Pod>();
  readonly #redisStops = new Overlaps<RedisProcess>();
  readonly #away = new Overlaps<Pod>();
  readonly #networks = new Overlaps<object>();
  #redisBack: Promise<void> = Promise.resolve();

  constructor(victims: Victims) {
    this.#victims = victims;
  }

  /** Resolves when the damage is undone. */
  async run(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'kill':
      case 'drain':
        return this.#end(deed.do, deed.pod, deed.forMs);
      case 'pause':
        return this.#pausePod(this.#victims.fleet.at(deed.pod), deed.forMs);
      case 'clock':
        return this.#jump(this.#victims.fleet.at(deed.pod), deed.byMs, deed.forMs);
      case 'redis-restart':
        return this.#restartRedis(deed.forMs);
      case 'redis-pause':
        return this.#pauseRedis(deed.forMs);
      case 'redis-away':
        return this.#takeAway(deed);
      case 'bus':
        return this.#disturb(deed);
      case 'network':
        return this.#cut(deed);
      default:
        return this.#move(deed);
    }
  }

  async #end(how: 'kill' | 'drain', slot: number, forMs: number): Promise<void> {
    const { fleet, note } = this.#victims;
    const pod = fleet.at(slot);
    if (!pod) return;
    const code = await fleet.end(slot, how);
    if (how === 'drain' && code !== null && code !== 0)
      note({ what: 'died', pod: pod.name, how: `exit code ${code} after SIGTERM` });
    await pause(forMs);
    await fleet.refill(slot);
  }

  async #pausePod(pod: Pod | undefined, forMs: number): Promise<void> {
    if (!pod || pod.isOurs) return;
    if (this.#stopped.add(pod)) {
      this.#victims.note({ what: 'stopped', pod: pod.name });
      pod.process.signal('SIGSTOP');
    }
    await pause(forMs);
    if (this.#stopped.remove(pod) === undefined || pod.isOurs) return;
    this.#victims.note({ what: 'continued', pod: pod.name });
    pod.process.signal('SIGCONT');
  }

  async #jump(pod: Pod | undefined, byMs: number, forMs: number): Promise<void> {
    if (!pod || pod.isOurs) return;
    pod.setClock(byMs);
    await pause(forMs);
    if (!pod.isOurs) pod.setClock(0);
  }

  /** One after the other: a server that is being restarted cannot be killed again. */
  async #restartRedis(forMs: number): Promise<void> {
    const before = this.#redisBack;
    this.#redisBack = before.then(async () => {
      const { redis, note } = this.#victims;
      const killedAt = performance.now();
      await redis.kill();
      await pause(forMs);
      note({ what: 'forgotten' });
      await redis.start();
      note({ what: 'store-back', pod: 'every', awayMs: Math.round(performance.now() - killedAt) });
    });
    return this.#redisBack;
  }

  async #pauseRedis(forMs: number): Promise<void> {
    const { redis, note } = this.#victims;
    if (this.#redisStops.add(redis)) redis.pause();
    await pause(forMs);
    const awayMs = this.#redisStops.remove(redis);
    if (awayMs === undefined) return;
    redis.resume();
    note({ what: 'store-back', pod: 'every', awayMs });
  }

  async #takeAway({ pod, how, forMs }: Extract<Deed, { do: 'redis-away' }>): Promise<void> {
    const { fleet, note } = this.#victims;
    const pods = pod === 'every' ? fleet.living : [fleet.at(pod)].filter((one) => one !== undefined);
    for (const one of pods) {
      this.#away.add(one);
      one.proxy.passage = how;
    }
    await pause(forMs);
    for (const one of pods) {
      const awayMs = this.#away.remove(one);
      if (awayMs === undefined) continue;
      one.proxy.passage = 'open';
      note({ what: 'store-back', pod: one.name, awayMs });
    }
  }

  async #disturb({ weather, forMs }: Extract<Deed, { do: 'bus' }>): Promise<void> {
    const { fleet } = this.#victims;
    for (const { proxy } of fleet.living) proxy.weather = weather;
    await pause(forMs);
    for (const { proxy } of fleet.living) proxy.weather = fairWeather;
  }

  async #cut({ room, seat, how, forMs }: Extract<Deed, { do: 'network' }>): Promise<void> {
    const cable = this.#victims.meetings[room]?.cable(seat);
    if (!cable) return;
    this.#networks.add(cable);
    if (how === 'cut') cable.cut();
    else cable.deaden();
    await pause(forMs);
    if (this.#networks.remove(cable) !== undefined) cable.mend();
  }

  async #move(deed: Extract<Deed, { do: 'reload' | 'duplicate' | 'steal' }>): Promise<void> {
    const { meetings, fleet } = this.#victims;
    const meeting = meetings[deed.room];
    const present = meeting?.living(deed.seat).at(-1);
    if (!meeting || !present) return;
    if (deed.do === 'steal') {
      const standing = this.#pausePod(
        fleet.living.find(({ name }) => name === present.pod),
        deed.forMs,
      );
      await pause(stealAfterMs);
      meeting.enter(deed.seat);
      return standing;
    }
    if (deed.do === 'reload') for (const page of meeting.living(deed.seat)) page.close(deed.goodbye);
    meeting.enter(deed.seat);
  }
}
