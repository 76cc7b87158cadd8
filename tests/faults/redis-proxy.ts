/** The cable between a pod and Redis: can be cut, go dead or slow, and loses, repeats and reorders what pods tell each other. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Random } from './random.ts';
import { isMessage, RespSplitter } from './resp.ts';

/** Chances for each message on the bus; answers to commands are never touched. `lateMs`: how late a reordered one comes at most. */
export interface BusWeather {
  drop: number;
  repeat: number;
  reorder: number;
  lateMs: number;
}

export const fairWeather: BusWeather = { drop: 0, repeat: 0, reorder: 0, lateMs: 0 };

/** `cut`: refuses and resets. `dead`: takes everything and passes nothing on, as a lost network does. */
export type Passage = 'open' | 'cut' | 'dead';

interface Pair {
  near: Socket;
  far: Socket;
  /** What waits until a dead cable lives again. */
  held: (() => void)[];
}

export class RedisProxy {
  readonly port: number;
  weather = fairWeather;
  /** What happened to messages so far: proof that the weather was felt. */
  readonly felt = { passed: 0, dropped: 0, repeated: 0, reordered: 0 };
  readonly #server: Server;
  readonly #redisPort: () => number;
  readonly #random: Random;
  readonly #pairs = new Set<Pair>();
  #passage: Passage = 'open';

  private constructor(server: Server, port: number, redisPort: () => number, random: Random) {
    this.#server = server;
    this.port = port;
    this.#redisPort = redisPort;
    this.#random = random;
    server.on('connection', (near) => this.#join(near));
  }

  static async open(redisPort: () => number, random: Random): Promise<RedisProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return new RedisProxy(server, typeof address === 'object' && address ? address.port : 0, redisPort, random);
  }

  set passage(passage: Passage) {
    this.#passage = passage;
    if (passage === 'cut') this.#drop();
    if (passage !== 'open') return;
    for (const { held } of this.#pairs) for (const pass of held.splice(0)) pass();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#drop();
    await closed;
  }

  #drop(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    this.#pairs.clear();
  }

  #join(near: Socket): void {
    near.on('error', () => {});
    if (this.#passage === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(this.#redisPort(), '127.0.0.1');
    const pair: Pair = { near, far, held: [] };
    this.#pairs.add(pair);
    const splitter = new RespSplitter();
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (bytes: Buffer) => this.#pass(pair, () => far.write(bytes)));
    far.on('data', (bytes: Buffer) => {
      for (const value of splitter.feed(bytes)) this.#pass(pair, () => this.#answer(near, value));
    });
    far.on('error', () => {});
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('close', () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
  }

  #pass(pair: Pair, deed: () => void): void {
    if (this.#passage === 'open' && pair.held.length === 0) deed();
    else pair.held.push(deed);
  }

  #answer(near: Socket, value: Buffer): void {
    if (!isMessage(value)) {
      near.write(value);
      return;
    }
    const { drop, repeat, reorder, lateMs } = this.weather;
    if (this.#random.chance(drop)) {
      this.felt.dropped += 1;
      return;
    }
    this.felt.passed += 1;
    const copies = this.#random.chance(repeat) ? 2 : 1;
    this.felt.repeated += copies - 1;
    for (let copy = 0; copy < copies; copy++) {
      if (!this.#random.chance(reorder)) {
        near.write(value);
        continue;
      }
      this.felt.reordered += 1;
      setTimeout(() => near.writable && near.write(value), this.#random.between(1, lateMs));
    }
  }
}
