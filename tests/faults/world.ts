/** What schedules run on: a Redis, an issuer of tickets and a fleet of pods, used again by one schedule after the other. */

import { startRedis, type TestRedis } from '../support/redis.ts';
import { randomText, startTicketIssuer, type TicketIssuer } from '../support/ticket-issuer.ts';
import { Fleet, type Pod } from './fleet.ts';
import type { Recorder } from './history.ts';
import { auditLog } from './log-audit.ts';
import { podCount } from './schedule.ts';

export class World {
  readonly redis: TestRedis;
  readonly issuer: TicketIssuer;
  readonly fleet: Fleet;
  /** Everything that no log of this world may hold. */
  readonly secrets = new Set<string>();
  readonly #read = new Map<Pod, number>();

  private constructor(redis: TestRedis, issuer: TicketIssuer, fleet: Fleet) {
    this.redis = redis;
    this.issuer = issuer;
    this.fleet = fleet;
  }

  static async open(): Promise<World> {
    const redis = await startRedis();
    const issuer = await startTicketIssuer();
    const env = { ...issuer.env, RESUME_KEY: randomText(32) };
    const fleet = await Fleet.start({ size: podCount, env, redisPort: () => redis.process.port });
    return new World(redis, issuer, fleet);
  }

  /** Notes what pods logged since the last time, as far as it is odd, and pods that ended by themselves. */
  inspect(note: Recorder['note']): void {
    for (const pod of this.fleet.all) {
      const log = pod.process.log();
      const from = this.#read.get(pod) ?? 0;
      const to = log.lastIndexOf('\n') + 1;
      this.#read.set(pod, Math.max(from, to));
      for (const finding of auditLog(log.slice(from, to), this.secrets))
        note({ what: 'log', pod: pod.name, ...finding });
      if (pod.end === undefined) continue;
      note({ what: 'died', pod: pod.name, how: pod.end });
      pod.end = undefined;
    }
  }

  /** Seats of a room that somebody still has in the store. */
  async seatsOf(room: string): Promise<string[]> {
    const keys = ['advisor', 'guest', 'companion'].map((seat) => `vv:{${room}}:${seat}`);
    const found = await Promise.all(keys.map((key) => this.redis.client.exists(key)));
    return keys.filter((_key, index) => found[index] === 1);
  }

  async close(): Promise<void> {
    await this.fleet.close();
    await this.issuer.close();
    await this.redis.close();
  }
}
