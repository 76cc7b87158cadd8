/** A pod that says only what a test tells it to, and a line to it on a clock that stands still. */
import type { AddressInfo } from 'node:net';
import { type BrowserMessage, type Incarnation, limits, parseBrowserMessage } from '@visavis/shared';
import { WebSocket as NodeWebSocket, type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { connectWebSocket, type SignallingClose } from '../../clients/call/signalling.ts';
import { type ManualClock, manualClock } from '../../services/runtime/clock.ts';
import { bytes } from '../support/signalling-world.ts';

/** Node's socket with the origin that a browser would name. */
export class PageSocket extends NodeWebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: 'https://visavis.test' });
    this.on('error', () => {});
  }
}

export async function scripted(
  onMessage: (message: BrowserMessage, socket: ServerSocket) => void,
  clock: ManualClock = manualClock(),
  inCall: () => boolean = () => true,
) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => limits.subProtocol });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const parsed = parseBrowserMessage(data.toString());
      if (parsed.ok) onMessage(parsed.message, socket);
    }),
  );
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: string[] = [];
  let tellClosed: (close: SignallingClose) => void = () => {};
  const closed = new Promise<SignallingClose>((resolve) => (tellClosed = resolve));
  const entry = { url, incarnation: bytes(16) as Incarnation, ticket: 'a.b.c'.padEnd(30, 'c') };
  const events = {
    welcome: () => told.push('welcome'),
    message: ({ type }: { type: string }) => void told.push(type),
    closed: tellClosed,
  };
  const line = connectWebSocket(clock)(entry, { ...events, welcome: () => void events.welcome() }, inCall);
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, line, told, closed, until, stop: () => server.close() };
}

export const welcome = {
  type: 'welcome',
  connection: 'c'.repeat(22),
  seat: 'guest',
  epoch: 1,
  peers: [],
  iceServers: [],
  iceTtlS: 3_600,
  relayOnly: false,
  now: 0,
  heartbeatMs: 20_000,
  limits: { maxBodyBytes: 1, messagesPerSecond: 1, messagesBurst: 1 },
};

/** The clock of a tab in the background: what repeats is called once a minute at most, and never made up for. */
export function hiddenTabClock(): ManualClock {
  const clock = manualClock();
  return { ...clock, every: (periodMs, task) => clock.every(Math.max(periodMs, 60_000), task) };
}
