/** Some worlds side by side, each lent to one schedule at a time. */
import { World } from './world.ts';

export class WorldPool {
  readonly #all: World[] = [];
  readonly #free: World[] = [];
  readonly #waiting: ((world: World) => void)[] = [];

  async open(count: number): Promise<void> {
    for (let index = 0; index < count; index++) this.#all.push(await World.open());
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
