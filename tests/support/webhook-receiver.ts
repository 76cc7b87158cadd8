/** A real receiver of webhooks: HTTPS with a certificate of its own, keeps what it gets and answers as it is told; for tests. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WebhookMessage } from '@visavis/shared';
import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import { vi } from 'vitest';
import { selfSigned } from './self-signed.ts';

export interface Received {
  id: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookReceiver {
  url: string;
  port: number;
  /** PEM, for `WEBHOOK_CA`. */
  certificate: string;
  received: Received[];
  /** From now on answers like this; 204 at first. */
  answer(how: (response: ServerResponse, request: IncomingMessage) => void): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const folder = await mkdtemp(join(tmpdir(), 'vv-receiver-'));
  const { certificate, key } = await selfSigned(folder, 'localhost', '127.0.0.1');
  const received: Received[] = [];
  let answer: Parameters<WebhookReceiver['answer']>[0] = (response) => void response.writeHead(204).end();
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ id: headers['webhook-id'] ?? '', headers, body: await text(request) });
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}/hook`,
    port,
    certificate,
    received,
    answer(how) {
      answer = how;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** What the library of Standard Webhooks makes of it at `atMs`. @throws its error when the signature is not right, or too old */
export function signedBody({ body, headers }: Received, secret: string, atMs: number): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: atMs });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}

/** The same, as a message of what became of an appointment. @throws also when it is none */
export const verified = (received: Received, secret: string, atMs: number): WebhookMessage =>
  v.parse(WebhookMessage, signedBody(received, secret, atMs));
