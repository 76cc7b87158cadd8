/** A browser's side of the WebSocket for tests: what arrives waits in a queue, so that no test has to sleep. */
import { type PodMessage, parsePodMessage } from '@visavis/shared';
import { WebSocket } from 'ws';

export interface ClientOptions {
  origin?: string | undefined;
  protocols?: string[];
  headers?: Record<string, string>;
  localAddress?: string;
  autoPong?: boolean;
}

/** A queue that is awaited: `next` takes the oldest item or waits for one. */
class Queue<T> {
  readonly #items: T[] = [];
  readonly #takers: ((item: T) => void)[] = [];

  put(item: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#items.push(item);
  }

  next(): Promise<T> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  get waiting(): readonly T[] {
    return this.#items;
  }
}

export class SignallingClient {
  readonly ws: WebSocket;
  readonly #messages = new Queue<PodMessage>();
  readonly #closed: Promise<{ code: number; reason: string }>;
  /** Raw texts in the order they came. */
  readonly texts: string[] = [];

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('message', (data, isBinary) => {
      const text = data.toString();
      this.texts.push(text);
      const parsed = parsePodMessage(text);
      if (isBinary || !parsed.ok) throw new Error(`the pod broke the protocol: ${text}`);
      this.#messages.put(parsed.message);
    });
    this.#closed = new Promise((resolve) =>
      ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    ws.on('error', () => {});
  }

  /** Resolves when the upgrade is done; rejects with the HTTP status when it is refused. */
  static async connect(url: string, options: ClientOptions = {}): Promise<SignallingClient> {
    const {
      origin = 'https://visavis.test',
      protocols = ['visavis.v1'],
      headers = {},
      localAddress,
      autoPong,
    } = options;
    const ws = new WebSocket(url, protocols, {
      headers: { ...(origin === '' ? {} : { origin }), ...headers },
      perMessageDeflate: false,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(autoPong === undefined ? {} : { autoPong }),
    });
    const client = new SignallingClient(ws);
    await new Promise<void>((resolve, reject) => {
      ws.once('open', resolve);
      ws.once('error', reject);
      ws.once('unexpected-response', (_request, response) => {
        reject(new Error(`refused ${response.statusCode}`));
        ws.terminate();
      });
    });
    return client;
  }

  send(message: object | string): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The oldest message not taken yet. */
  next(): Promise<PodMessage> {
    return this.#messages.next();
  }

  /** The next message, which has to be of this type. Rejects when the line is closed before. */
  async take<T extends PodMessage['type']>(type: T): Promise<Extract<PodMessage, { type: T }>> {
    const message = await Promise.race([this.next(), this.#closed]);
    if ('code' in message && 'reason' in message) throw new Error(`expected ${type}, but closed ${message.code}`);
    if (message.type !== type) throw new Error(`expected ${type}, got ${JSON.stringify(message)}`);
    return message as Extract<PodMessage, { type: T }>;
  }

  /** Everything that arrived and was not taken, after a ping has gone there and back. */
  async settled(): Promise<PodMessage[]> {
    const c = Math.floor(Math.random() * 1e9);
    this.send({ type: 'ping', c, inCall: false });
    const seen: PodMessage[] = [];
    for (;;) {
      const message = await this.next();
      if (message.type === 'pong' && message.c === c) return seen;
      seen.push(message);
    }
  }

  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  close(code = 1000): void {
    this.ws.close(code);
  }

  /** Cuts the line as a dead network would. */
  cut(): void {
    this.ws.terminate();
  }
}
