/** Knocks at `/signal` as a page of some origin would, and tells how that went. */
import { limits } from '@visavis/shared';
import { WebSocket } from 'ws';
import { signallingUrl } from './addresses.ts';
import { authorities, codeOf } from './certificate.ts';
import type { Context } from './check.ts';

/** Opened, and both ways tried with a ping; or an HTTP status instead; or no line at all. */
export type Upgrade = { opened: true; pongMs: number } | { status: number } | { error: string };

/** Leaves without a word to the pod. */
export function knock(context: Context, origin: string): Promise<Upgrade> {
  const { ca, clock, signal } = context;
  // The last part is what the load balancer hashes on; any will do.
  const url = new URL('/signal/00000000', signallingUrl(context));
  const socket = new WebSocket(url, [limits.subProtocol], { origin, ...authorities(ca), perMessageDeflate: false });
  signal.addEventListener('abort', () => socket.terminate());
  return new Promise((resolve) => {
    const done = (upgrade: Upgrade) => {
      resolve(upgrade);
      socket.terminate();
    };
    let openedMs = 0;
    socket.on('open', () => {
      openedMs = clock.now();
      socket.ping();
    });
    socket.on('pong', () => done({ opened: true, pongMs: clock.now() - openedMs }));
    socket.on('unexpected-response', (_request, response) => done({ status: response.statusCode ?? 0 }));
    socket.on('error', (error: unknown) => done({ error: codeOf(error) ?? 'no WebSocket' }));
    socket.on('close', () => done({ error: 'closed at once' }));
  });
}
