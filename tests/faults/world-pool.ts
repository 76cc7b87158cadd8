/** Some worlds side by side, each lent to one schedule at a time. */
import { runSchedule } from './run.ts';
import { drawSchedule } from './schedule.ts';
import { World } from './world.ts';

export class WorldPool {
  readonly #all: World[] = [];
  readonly #free: World[] = [];
  readonly #waiting: ((world: World) => void)[] = [];

  /** Each has talked once before anything breaks: a pod's first hello fetches keys and compiles everything, which takes as long as a fault. */
  async open(count: number): Promise<void> {
    for (let index = 0; index < count; index++) this.#all.push(await World.open());
    const calm = { ...drawSchedule(1), deeds: [] };
    for (const world of this.#all) await (await runSchedule(world, calm)).history;
    this.#free.push(...this.#all);
  }

  /** Waits for a free world, and takes it back when `deed` is done with it. */
  async use<T>(deed: (world: World) => Promise<T>): Promise<T> {
    const world = this.#free.pop() ?? (await new Promise<World>((resolve) => this.#waiting.push(resolve)));
    try {
      return await deed(world);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(world);
      else this.#free.push(world);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((world) => world.close()));
  }
}
