/** `npm start` for two organisations: two houses behind one port, which know nothing of each other, and one pod for both. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtPages } from '../support/built-pages.ts';
import { freePort } from '../support/free-port.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { type StandaloneProcess, startStandaloneProcess } from '../support/standalone-process.ts';

const patience = { timeout: 120_000 };
const names = { a: 'Kasse Ahorn', b: 'Kasse Birke' };
type Name = keyof typeof names;
const newIncarnation = () => randomBytes(16).toString('base64url');

let pages: string;
let port: number;
let running: StandaloneProcess;
const hostOf = (name: string) => `${name}.localhost:${port}`;
const urlOf = (name: string) => `http://${hostOf(name)}`;

interface Answer {
  status: number;
  text: string;
  cookie: string;
}

/** To the one port, under the name of whichever host. */
function ask(host: string, method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const json = { 'content-length': String(Buffer.byteLength(text)), 'content-type': 'application/json' };
  return new Promise<Answer>((resolve, reject) => {
    const to = { host: '127.0.0.1', port, method, path, headers: { ...(text && json), ...headers, host } };
    const out = request(to, async (answer) => {
      const told = (await answer.setEncoding('utf8').toArray()).join('');
      const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
      resolve({ status: answer.statusCode ?? 0, text: told, cookie });
    });
    out.on('error', reject).end(text);
  });
}

const tokenOf = (name: Name) =>
  new RegExp(`advisor sign-in: ${urlOf(name)}/#sign-in=(\\S+)`).exec(running.console())?.[1];

const cookies: Record<string, string> = {};
/** As the signed-in advisor of `who`, wherever that is asked. */
const asAdvisor = (who: Name, at: Name, method: string, path: string, body?: unknown) =>
  ask(hostOf(at), method, path, { cookie: cookies[who] ?? '', origin: urlOf(at) }, body);

beforeAll(async () => {
  pages = builtPages();
  port = await freePort();
  const several = (['a', 'b'] as const).map((id) => ({
    id,
    settings: { PUBLIC_URL: urlOf(id), ORGANISATION_NAME: names[id] },
  }));
  running = await startStandaloneProcess({
    env: { PAGES_DIR: pages, PORT: String(port), ORGANISATIONS: JSON.stringify(several) },
  });
  await vi.waitFor(() => expect(tokenOf('b')).toBeDefined(), { timeout: 60_000 });
}, patience.timeout);
afterAll(async () => {
  await running?.remove();
  rmSync(pages, { recursive: true, force: true });
});

describe('two organisations in one process', patience, () => {
  it('have a page, a name and a way in of their own, and no other host has any', async () => {
    for (const name of ['a', 'b'] as const) {
      expect(running.console()).toContain(`guest page: ${urlOf(name)}/j`);
      expect((await ask(hostOf(name), 'GET', '/j')).status).toBe(200);
      expect((await ask(hostOf(name), 'GET', '/api/v1/organisation')).text).toContain(names[name]);
    }
    expect((await ask(hostOf('c'), 'GET', '/api/v1/organisation')).status).toBe(404);
    const ready = await ask('10.0.0.1', 'GET', '/health/ready');
    expect(JSON.parse(ready.text)).toMatchObject({ ready: true, parts: { database: true, signalling: true } });
  });

  it('let in by the link of their own console line, and give nothing for the session of the other', async () => {
    const enter = (at: Name, token: string | undefined) =>
      ask(hostOf(at), 'POST', '/api/v1/session', { origin: urlOf(at) }, { token });
    expect((await enter('b', tokenOf('a'))).status).toBe(401);
    for (const name of ['a', 'b'] as const) cookies[name] = (await enter(name, tokenOf(name))).cookie;
    const days = '/api/v1/appointments?from=2020-01-01&to=2020-02-01';
    expect((await asAdvisor('a', 'a', 'GET', '/api/v1/session')).status).toBe(200);
    expect((await asAdvisor('a', 'b', 'GET', '/api/v1/session')).status).toBe(401);
    expect((await asAdvisor('a', 'b', 'GET', days)).status).toBe(401);
  });

  it('keep books and mails apart: each in its folder', async () => {
    const made = await asAdvisor('a', 'a', 'POST', '/api/v1/appointments', {
      guest: { name: 'Wilhelmine Ostermann', email: 'w.ostermann@example.org', phone: '030 1234567' },
      startsAt: new Date(Date.now() + 600_000).toISOString(),
      durationMinutes: 30,
      language: 'de',
      subject: 'Heil- und Kostenplan',
      code: 'with-link',
      mail: 'service',
    });
    const { id } = v.parse(v.object({ id: v.string() }), JSON.parse(made.text));
    expect((await asAdvisor('a', 'a', 'GET', `/api/v1/appointments/${id}`)).status).toBe(200);
    expect((await asAdvisor('b', 'b', 'GET', `/api/v1/appointments/${id}`)).status).toBe(404);
    const outboxOf = async (name: Name) => (await ask(hostOf(name), 'GET', '/outbox')).text;
    await expect.poll(() => outboxOf('a'), { timeout: 60_000 }).toContain('w.ostermann@example.org');
    expect(await outboxOf('b')).not.toContain('ostermann');
    expect(await readdir(join(running.dataDir, 'b', 'outbox')).catch(() => [])).toEqual([]);
  });

  it('share a pod, which believes the tickets of both under their own hosts alone', async () => {
    const Desk = v.object({ ticket: v.string(), signalling: v.string() });
    for (const name of ['a', 'b'] as const) {
      const incarnation = newIncarnation();
      const answer = await asAdvisor(name, name, 'POST', '/api/v1/desk/ticket', { incarnation });
      const { ticket, signalling } = v.parse(Desk, JSON.parse(answer.text));
      expect(new URL(signalling).host).toBe(hostOf(name));
      const headers = { host: hostOf(name) };
      const line = await SignallingClient.connect(`ws://127.0.0.1:${port}/signal`, { origin: urlOf(name), headers });
      line.send({ type: 'hello', version: 1, ticket, incarnation });
      expect((await line.next()).type).toBe('welcome');
      line.ws.terminate();
    }
    const connect = (host: string, origin: string) =>
      SignallingClient.connect(`ws://127.0.0.1:${port}/signal`, { origin, headers: { host } });
    await expect(connect(hostOf('c'), urlOf('a'))).rejects.toThrow('refused 404');
    await expect(connect(hostOf('a'), urlOf('c'))).rejects.toThrow('refused 403');
  });

  it('end together, and leave a folder for each', async () => {
    expect(await running.stop()).toBe(0);
    expect((await readdir(running.dataDir)).toSorted()).toEqual(['a', 'b', 'secrets.json']);
  });
});
