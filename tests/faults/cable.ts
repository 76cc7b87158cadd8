/** One person's network: leads to every pod, with an address of its own; can be cut, and can go dead. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `undefined`: nobody listens there now. */
export type Target = () => { port: number; name: string } | undefined;

interface Pair {
  near: Socket;
  far: Socket;
}

let addresses = 0;

/** 127.x.y.z: pods count what one address does, so everybody has their own. */
function ownAddress(): string {
  addresses += 1;
  return `127.${1 + (Math.floor(addresses / 62_500) % 250)}.${1 + (Math.floor(addresses / 250) % 250)}.${1 + (addresses % 250)}`;
}

export class Cable {
  readonly #doors: { server: Server; url: string; target: Target }[];
  readonly #address = ownAddress();
  readonly #pairs = new Set<Pair>();
  #isCut = false;
  #isDead = false;

  private constructor(doors: { server: Server; url: string; target: Target }[]) {
    this.#doors = doors;
    for (const { server, target } of doors) server.on('connection', (near) => this.#join(near, target));
  }

  static async open(targets: readonly Target[]): Promise<Cable> {
    const doors = targets.map(async (target) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      return { server, target, url: `ws://127.0.0.1:${port}/signal` };
    });
    return new Cable(await Promise.all(doors));
  }

  /** How many pods it leads to. */
  get doors(): number {
    return this.#doors.length;
  }

  /** Where a page connects to for the pod behind `door`, and what that pod is called at this moment. */
  way(door: number): { url: string; pod: string } {
    const { url, target } = this.#doors[door % this.#doors.length] ?? { url: '', target: () => undefined };
    return { url, pod: target()?.name ?? 'nobody' };
  }

  /** Resets every connection and lets none through until {@link mend}. */
  cut(): void {
    this.#isCut = true;
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** Nothing passes, and nobody is told; what was on the way arrives after {@link mend}. */
  deaden(): void {
    this.#isDead = true;
    for (const pair of this.#pairs) this.#hold(pair);
  }

  mend(): void {
    this.#isCut = false;
    this.#isDead = false;
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await Promise.all(
      this.#doors.map(async ({ server }) => {
        const closed = once(server, 'close');
        server.close();
        await closed;
      }),
    );
  }

  #hold({ near, far }: Pair): void {
    near.pause();
    far.pause();
  }

  #join(near: Socket, target: Target): void {
    near.on('error', () => {});
    const pod = target();
    if (this.#isCut || !pod) {
      near.destroy();
      return;
    }
    const far = connect({ port: pod.port, host: '127.0.0.1', localAddress: this.#address });
    far.on('error', () => {});
    const pair = { near, far };
    this.#pairs.add(pair);
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (bytes: Buffer) => far.write(bytes));
    far.on('data', (bytes: Buffer) => near.write(bytes));
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('close', () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
    if (this.#isDead) this.#hold(pair);
  }
}
