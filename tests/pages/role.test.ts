/** The role appointments with the pages, as an installation of several parts runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy, originOf } from '@visavis/pages';
import { afterEach, expect, it } from 'vitest';
import { builtPages } from '../support/built-pages.ts';
import { freePort } from '../support/free-port.ts';

const server = fileURLToPath(new URL('../../services/appointments/server.ts', import.meta.url));
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function folder(made = mkdtempSync(join(tmpdir(), 'visavis-role-'))): string {
  closers.push(() => rmSync(made, { recursive: true }));
  return made;
}

/** Starts the role and answers what it said until it was ready or ended. */
async function start(more: Record<string, string>): Promise<{ url: string; said: string }> {
  const port = String(await freePort());
  const env = { PATH: process.env.PATH, PORT: port, METRICS_PORT: '0', DATA_DIR: folder(), ...more };
  const child = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  closers.push(() => child.kill('SIGKILL') && ended);
  let said = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
        if (said.includes('advisor sign-in: ')) resolve();
      });
    }
  });
  await Promise.race([ready, ended]);
  return { url: `http://localhost:${port}`, said };
}

it('serves pages, terms and interface under the policy of the pods it names', { timeout: 120_000 }, async () => {
  const { url } = await start({
    PAGES_DIR: folder(builtPages()),
    PUBLIC_URL: 'https://video.example.de',
    SIGNALLING_URL: 'wss://pods.example.de',
  });
  for (const path of ['/', '/j', '/terms', '/privacy', '/api/v1/organisation', '/health/ready']) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  }
  const policy = (await fetch(`${url}/j`)).headers.get('content-security-policy');
  expect(policy).toBe(contentSecurityPolicy(originOf('https://pods.example.de')));
  expect(policy).toContain("connect-src 'self' wss://pods.example.de;");
});

it('does not start where no pages lie, and says how to build them', { timeout: 120_000 }, async () => {
  const { said } = await start({ PAGES_DIR: '/nowhere' });
  expect(said).toContain('no pages in /nowhere: build them with "npm run build"');
});
