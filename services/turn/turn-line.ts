/** A way to a relay for STUN messages, over UDP, TCP or TLS: asks and waits for the answer, whatever carries it. */
import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Clock, systemClock } from '@visavis/runtime';
import { decodeStun, encodeStun, newTransaction, type StunAnswer } from './stun.ts';

export type TurnTransport = 'udp' | 'tcp' | 'tls';

/** Where a relay listens. Without a transport: UDP. */
export interface TurnServer {
  host: string;
  port: number;
  transport?: TurnTransport;
  /** Certificates that are believed over TLS, PEM; the system's own by default. */
  ca?: string | readonly string[];
}

export interface TurnLine {
  /** Sends a request and answers what comes back for `transaction`; null when nothing does. */
  ask(request: Buffer, transaction: Buffer): Promise<StunAnswer | null>;
  /** Sends what nobody answers. */
  tell(message: Buffer): void;
  /** Gives every message that is no answer to `listener`. */
  listen(listener: (message: Buffer) => void): void;
  /** Idempotent. */
  close(): void;
}

/** RFC 8489 §6.2.1: 500 ms, doubling, seven times; here five, so that a dead relay is known after 15.5 s. */
const waitsMs = [500, 1000, 2000, 4000, 8000];
/** RFC 8489 §6.2.2: over a stream a request is sent once. */
const streamWaitMs = waitsMs.reduce((sum, waitMs) => sum + waitMs, 0);

type Waiting = (answer: StunAnswer | null) => void;

/** Requests that wait for their answers, by transaction, and whoever hears all the rest. */
function createWaiting() {
  const waiting = new Map<string, Waiting>();
  const listeners: ((message: Buffer) => void)[] = [];
  return {
    add: (transaction: Buffer, resolve: Waiting) => void waiting.set(transaction.toString('hex'), resolve),
    remove: (transaction: Buffer) => void waiting.delete(transaction.toString('hex')),
    hear(message: Buffer) {
      const answer = decodeStun(message);
      if (answer) waiting.get(answer.transaction.toString('hex'))?.(answer);
      else for (const listener of listeners) listener(message);
    },
    listen: (listener: (message: Buffer) => void) => void listeners.push(listener),
    end() {
      for (const resolve of waiting.values()) resolve(null);
    },
  };
}

/** Sends again and again until the answer comes or the waits are over. */
function exchange(send: (request: Buffer) => void, waits: readonly number[], clock: Clock) {
  const waiting = createWaiting();
  const ask = (request: Buffer, transaction: Buffer): Promise<StunAnswer | null> =>
    new Promise((resolve) => {
      let cancel = () => {};
      let attempt = 0;
      const done = (answer: StunAnswer | null) => {
        cancel();
        waiting.remove(transaction);
        resolve(answer);
      };
      const next = () => {
        const waitMs = waits[attempt++];
        if (waitMs === undefined) return done(null);
        send(request);
        cancel = clock.after(waitMs, next);
      };
      waiting.add(transaction, done);
      next();
    });
  return { ask, tell: send, hear: waiting.hear, listen: waiting.listen, end: waiting.end };
}

/** The socket is connected, so that only the relay's own answers are heard. */
async function openUdp({ host, port }: TurnServer, clock: Clock): Promise<TurnLine> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, () => resolve());
  });
  const send = (message: Buffer) => socket.send(message, () => undefined);
  const { hear, end, ...line } = exchange(send, waitsMs, clock);
  socket.on('message', hear);
  let isOpen = true;
  return {
    ...line,
    close() {
      if (!isOpen) return;
      isOpen = false;
      end();
      socket.close();
    },
  };
}

function connectStream({ host, port, transport, ca }: TurnServer): { socket: Socket; ready: string } {
  if (transport !== 'tls') return { socket: connectTcp({ host, port }), ready: 'connect' };
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const authorities = ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] };
  return {
    socket: connectTls({ host, port, ...servername, ...authorities, minVersion: 'TLSv1.2' }),
    ready: 'secureConnect',
  };
}

/** STUN over a stream has no frames of its own: each message tells its length (RFC 8489 §6.2.2). */
async function openStream(server: TurnServer, clock: Clock): Promise<TurnLine> {
  const { socket, ready } = connectStream(server);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once(ready, () => resolve());
  });
  const { hear, end, ...line } = exchange((message) => void socket.write(message), [streamWaitMs], clock);
  let unread: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    while (unread.length >= 20 && unread.length >= 20 + unread.readUInt16BE(2)) {
      const length = 20 + unread.readUInt16BE(2);
      hear(unread.subarray(0, length));
      unread = unread.subarray(length);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', end);
  return { ...line, close: () => void socket.destroy() };
}

/** @throws {Error} of the socket when the relay cannot be reached, or its certificate is not believed */
export const openTurnLine = (server: TurnServer, clock: Clock = systemClock): Promise<TurnLine> =>
  server.transport === undefined || server.transport === 'udp' ? openUdp(server, clock) : openStream(server, clock);

/** Asks the relay for one's own address (STUN Binding). True when it answers. @throws as {@link openTurnLine} */
export async function bindingAnswers(server: TurnServer, clock: Clock = systemClock): Promise<boolean> {
  const line = await openTurnLine(server, clock);
  try {
    const transaction = newTransaction();
    const request = encodeStun({ method: 'binding', transaction, attributes: [] });
    const answer = await line.ask(request, transaction);
    return answer !== null && answer.errorCode === null;
  } finally {
    line.close();
  }
}
