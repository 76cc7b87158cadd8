/** The loading process of the relay benchmark: pairs that send real-sized messages as fast as they come back. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { ticketAlgorithm, ticketAudience, ticketType } from '@visavis/shared';
import { importJWK, type JWK, SignJWT } from 'jose';
import { WebSocket } from 'ws';

export const benchIssuer = 'https://bench.test';
export const benchOrigin = 'https://visavis.test';

export type LoadCommand =
  | { do: 'open'; name: string; mode: 'pod' | 'bare'; port: number; pairs: number; jwk: JWK }
  | { do: 'run'; name: string; forMs: number }
  | { do: 'close'; name: string };
export type LoadAnswer = { messages: number };

type Side = 'advisor' | 'guest';
interface End {
  ws: WebSocket;
  socket: Socket;
  batch: Buffer;
  peer: End | undefined;
  /** Bytes of the peer's batch still to come. */
  owed: number;
}

/** Sizes as in a set-up: a description of 3 to 4 KiB, then four candidates of about 300 bytes. */
const bodySizes = [3_600, 300, 290, 310, 300];
const atOnce = 100;
/** Nothing came for so long: all that was under way has arrived. */
const quietMs = 150;
const groups = new Map<string, End[]>();

const bytes = (count: number): string => randomBytes(count).toString('base64url');

function relayText(to: Side, n: number, size: number): string {
  return JSON.stringify({ type: 'relay', to, n, a: n - 1, body: `s.${bytes(Math.floor(size * 0.75))}` });
}

/** A masked text frame as a browser writes it (RFC 6455 §5.2). */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const isLong = payload.length > 125;
  const head = Buffer.alloc(isLong ? 4 : 2);
  head[0] = 0x81;
  head[1] = 0x80 | (isLong ? 126 : payload.length);
  if (isLong) head.writeUInt16BE(payload.length, 2);
  for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0);
  return Buffer.concat([head, mask, payload]);
}

/** Bytes that the addressee gets for these texts, without masks; a pod writes `from` and the sender's seat instead. */
function relayedBytes(texts: string[], mode: 'pod' | 'bare', from: Side): number {
  const sent = texts.map((text) => (mode === 'pod' ? text.replace(/"to":"[a-z]+"/, `"from":"${from}"`) : text));
  return sent.reduce((sum, { length }) => sum + length + (length > 125 ? 4 : 2), 0);
}

async function helloText(key: Awaited<ReturnType<typeof importJWK>>, room: string, seat: Side): Promise<string> {
  const incarnation = bytes(16);
  const now = Math.floor(Date.now() / 1000);
  const ticket = await new SignJWT({
    ...{ iss: benchIssuer, aud: ticketAudience, jti: bytes(16), iat: now, exp: now + 60, room, seat, incarnation },
    ...{ device: bytes(32), until: now + 7200, sealed: true, relayOnly: false },
  })
    .setProtectedHeader({ alg: ticketAlgorithm, typ: ticketType, kid: 'bench' })
    .sign(key);
  return JSON.stringify({ type: 'hello', version: 1, ticket, incarnation });
}

async function openEnd(port: number, hello: string): Promise<WebSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/signal`, ['visavis.v1'], {
    headers: { origin: benchOrigin },
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    ws.once('error', reject);
    ws.once('open', () => ws.send(hello));
    ws.on('message', (data) => {
      if (data.toString().startsWith('{"type":"welcome"')) resolve();
    });
    ws.once('close', (code) => reject(new Error(`closed ${code}`)));
  });
  return ws;
}

async function openPair({ mode, port, jwk }: Extract<LoadCommand, { do: 'open' }>): Promise<[End, End]> {
  const key = await importJWK(jwk, ticketAlgorithm);
  const room = bytes(16);
  const open = async (seat: Side): Promise<End> => {
    const hello = mode === 'pod' ? await helloText(key, room, seat) : JSON.stringify({ type: 'hello', room });
    const ws = await openEnd(port, hello);
    return {
      ws,
      socket: (ws as unknown as { _socket: Socket })._socket,
      batch: Buffer.alloc(0),
      peer: undefined,
      owed: 0,
    };
  };
  const [advisor, guest] = [await open('advisor'), await open('guest')];
  return [advisor, guest];
}

/** From here on the line is raw: prebuilt frames out, bytes counted in, so that the load never limits what is measured. */
function arm([advisor, guest]: [End, End], mode: 'pod' | 'bare', onMessages: (count: number) => void): void {
  const sides: [End, Side, End, Side][] = [
    [advisor, 'advisor', guest, 'guest'],
    [guest, 'guest', advisor, 'advisor'],
  ];
  for (const [end, seat, peer, to] of sides) {
    const texts = bodySizes.map((size, index) => relayText(to, index + 1, size));
    const expected = relayedBytes(texts, mode, seat);
    end.peer = peer;
    end.batch = Buffer.concat(texts.map(frame));
    peer.socket.removeAllListeners('data');
    peer.owed = expected;
    peer.socket.on('data', (chunk: Buffer) => {
      peer.owed -= chunk.length;
      while (peer.owed <= 0) {
        peer.owed += expected;
        onMessages(texts.length);
        if (isRunning) peer.socket.write(peer.batch);
      }
    });
  }
}

let isRunning = false;
let counted = 0;

async function openGroup(command: Extract<LoadCommand, { do: 'open' }>): Promise<void> {
  const ends: End[] = [];
  for (let done = 0; done < command.pairs; done += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, command.pairs - done) }, () => openPair(command));
    for (const pair of await Promise.all(batch)) ends.push(...pair);
  }
  groups.set(command.name, ends);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
}

async function runGroup(name: string, forMs: number, mode: 'pod' | 'bare'): Promise<number> {
  const ends = groups.get(name) ?? [];
  if (!ends[0]?.peer) {
    for (let i = 0; i < ends.length; i += 2) {
      arm([ends[i] as End, ends[i + 1] as End], mode, (count) => {
        counted += count;
      });
    }
  }
  isRunning = true;
  counted = 0;
  for (const { socket, batch } of ends) socket.write(batch);
  await new Promise((resolve) => setTimeout(resolve, forMs));
  isRunning = false;
  let before = -1;
  while (before !== counted) {
    before = counted;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
  return counted;
}

async function obey(command: LoadCommand): Promise<LoadAnswer> {
  switch (command.do) {
    case 'open':
      await openGroup(command);
      return { messages: 0 };
    case 'run':
      return {
        messages: await runGroup(command.name, command.forMs, command.name.startsWith('pod') ? 'pod' : 'bare'),
      };
    case 'close':
      for (const { ws } of groups.get(command.name) ?? []) ws.terminate();
      groups.delete(command.name);
      return { messages: 0 };
    default:
      return command satisfies never;
  }
}

if (process.send) {
  process.on('disconnect', () => process.exit());
  process.on('message', async (command: LoadCommand) => {
    if ('name' in command) process.send?.(await obey(command));
  });
}
