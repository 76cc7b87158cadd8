/** `npm start` as people meet it: what it says, what it refuses, what it keeps, how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPages } from '../support/built-pages.ts';
import { type StandaloneProcess, startStandaloneProcess } from '../support/standalone-process.ts';

/** A database is made at each first start, which takes its time on a busy machine. */
const patience = { timeout: 120_000 };
let pages: string;
let shared: StandaloneProcess;
const running: StandaloneProcess[] = [];

async function start(env: Record<string, string> = {}, dataDir?: string): Promise<StandaloneProcess> {
  const started = await startStandaloneProcess({ env: { PAGES_DIR: pages, ...env }, ...(dataDir ? { dataDir } : {}) });
  running.push(started);
  return started;
}

beforeAll(async () => {
  pages = builtPages();
  shared = await start();
}, patience.timeout);
afterAll(async () => {
  for (const process of running) await process.remove();
  rmSync(pages, { recursive: true, force: true });
});

describe('the whole product in one process', patience, () => {
  it('says where guests go and how the advisor signs in, once each, and logs elsewhere', () => {
    const { console, url, log } = shared;
    expect(console().split('\n')).toEqual([
      expect.stringMatching(/^first start: /),
      `guest page: ${url}/j`,
      expect.stringMatching(/^advisor sign-in: http:\/\/localhost:\d+\/#sign-in=[A-Za-z0-9_-]{43}$/),
      '',
    ]);
    expect(log()).toContain('"msg":"listening"');
    expect(log()).not.toContain('sign-in=');
  });

  it('serves pages, interface, keys and health in one place', async () => {
    const { url } = shared;
    const status = async (path: string) => (await fetch(url + path)).status;
    for (const path of ['/', '/j', '/terms', '/privacy', '/outbox', '/api/v1/organisation', '/api/openapi.json']) {
      expect([path, await status(path)]).toEqual([path, 200]);
    }
    expect(await status('/.well-known/jwks.json')).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({
      ready: true,
      draining: false,
      parts: { database: true, signalling: true },
    });
  });

  it('sends a page that was asked for as 127.0.0.1 to the name it has, with the way kept', async () => {
    const { url } = shared;
    const address = url.replace('localhost', '127.0.0.1');
    const page = await fetch(`${address}/j?x=1`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([307, `${url}/j?x=1`]);
    expect((await fetch(`${address}/api/v1/organisation`, { redirect: 'manual' })).status).toBe(200);
  });

  it('ends in order on SIGTERM, and starts again on the same data with the same keys', async () => {
    const first = await start();
    const keys = await (await fetch(`${first.url}/.well-known/jwks.json`)).json();
    expect(await first.stop()).toBe(0);
    const second = await start({}, first.dataDir);
    expect(second.console()).not.toContain('first start');
    expect(await (await fetch(`${second.url}/.well-known/jwks.json`)).json()).toEqual(keys);
  });

  it('refuses a folder that another process has', async () => {
    const second = startStandaloneProcess({ dataDir: shared.dataDir, env: { PAGES_DIR: pages } });
    await expect(second).rejects.toThrow('is in use by another process');
  });

  it('names every wrong setting and the command that builds missing pages', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'visavis-data-'));
    const failed = (env: Record<string, string>) => startStandaloneProcess({ dataDir, env });
    await expect(failed({ PORT: 'x', TIME_ZONE: 'Mars' })).rejects.toThrow(/PORT: [\s\S]*TIME_ZONE: /);
    await expect(failed({ PAGES_DIR: join(dataDir, 'none') })).rejects.toThrow('npm run build');
    rmSync(dataDir, { recursive: true });
  });

  it('says what is damaged instead of making new secrets', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'visavis-data-'));
    writeFileSync(join(dataDir, 'secrets.json'), '{"half":');
    const damaged = startStandaloneProcess({ dataDir, env: { PAGES_DIR: pages } });
    await expect(damaged).rejects.toThrow('secrets.json is damaged: restore it');
    rmSync(dataDir, { recursive: true });
  });

  it('shows no outbox where other machines can ask, or where mail is really sent', async () => {
    const open = await start({ HOST: '0.0.0.0' });
    expect((await fetch(`${open.url}/outbox`)).status).toBe(404);
    const mailing = await start({ SMTP_URL: 'smtp://127.0.0.1:1' });
    expect((await fetch(`${mailing.url}/outbox`)).status).toBe(404);
  });
});
