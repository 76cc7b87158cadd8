/** The role as a process: starts from its environment, refuses a wrong one, and ends on SIGTERM without losing anybody. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ticketAlgorithm, ticketAudience, ticketType } from '@visavis/shared';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { SignallingClient } from '../support/signalling-client.ts';
import { bytes } from '../support/signalling-world.ts';

const file = fileURLToPath(new URL('../../services/signalling/server.ts', import.meta.url));
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

interface Role {
  child: ChildProcess;
  /** Resolves with the first log line that holds `text`. */
  line(text: string): Promise<Record<string, unknown>>;
  exited: Promise<{ code: number | null; stderr: string }>;
}

function start(env: Record<string, string>): Role {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  cleanups.push(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const waiting: { text: string; resolve(line: Record<string, unknown>): void }[] = [];
  let rest = '';
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout?.on('data', (chunk) => {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const { text, resolve } of waiting) {
      const found = lines.find((line) => line.includes(text));
      if (found) resolve(JSON.parse(found));
    }
  });
  return {
    child,
    line: (text) => new Promise((resolve) => waiting.push({ text, resolve })),
    exited: new Promise((resolve) => child.once('exit', (code) => resolve({ code, stderr }))),
  };
}

test('refuses to start with a wrong environment and names every wrong key, never a value', async () => {
  const { exited } = start({ TICKET_JWKS_URL: 'not an address', RESUME_KEY: 'hunter2', TURN_URLS: 'http://x' });
  const { code, stderr } = await exited;
  expect(code).not.toBe(0);
  for (const key of ['TICKET_JWKS_URL', 'TICKET_ISSUERS', 'RESUME_KEY', 'TURN_URLS']) expect(stderr).toContain(key);
  expect(stderr).not.toContain('hunter2');
});

test('reads keys from its issuer, lets a guest in, and on SIGTERM drains and exits 0', {
  timeout: 60_000,
}, async () => {
  const { publicKey, privateKey } = await generateKeyPair(ticketAlgorithm, { extractable: true });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: ticketAlgorithm }] });
  const keys = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => keys.close());
  const role = start({
    PORT: '0',
    METRICS_PORT: '0',
    PUBLIC_URL: 'https://visavis.test/somewhere',
    TICKET_JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`,
    TICKET_ISSUERS: 'https://issuer.test',
  });
  const { port } = await role.line('listening');
  const client = await SignallingClient.connect(`ws://127.0.0.1:${port}/signal`);
  const now = Math.floor(Date.now() / 1000);
  const incarnation = bytes(16);
  const claims = { iss: 'https://issuer.test', aud: ticketAudience, jti: bytes(16), iat: now, exp: now + 60 };
  const ticket = await new SignJWT({
    ...{ ...claims, room: bytes(16), seat: 'guest', incarnation, device: bytes(32), until: now + 600 },
    ...{ sealed: true, relayOnly: false },
  })
    .setProtectedHeader({ alg: ticketAlgorithm, typ: ticketType, kid: 'k' })
    .sign(privateKey);
  client.send({ type: 'hello', version: 1, ticket, incarnation });
  expect(await client.take('welcome')).toMatchObject({ seat: 'guest', iceServers: [] });
  role.child.kill('SIGTERM');
  await client.take('drain');
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(503);
  client.send({ type: 'bye' });
  expect((await client.closed()).code).toBe(1000);
  expect((await role.exited).code).toBe(0);
});
