/** What HAProxy's ingress controller would render of the Service's annotation, in the real HAProxy: affinity, and nobody meets a pod's last moment. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, readDeployed } from '../deploy/read-yaml.ts';
import { eventually } from '../load/rollout.ts';
import { freePort } from '../support/free-port.ts';
import { boundToUs } from '../support/pod-process.ts';
import { owners, rooms, type Stand, startStand, whoHas } from './stand.ts';

const service = readDeployed('kubernetes/signalling.yaml').find(({ kind }) => kind === 'Service');
const snippet = String(at(service, 'metadata', 'annotations', 'haproxy.org/backend-config-snippet'));

/** As the controller writes it: its own defaults, a backend with a balance and slots of its own, and the snippet at the end. */
const rendered = (text: string, port: number, pods: readonly number[]): string => `
defaults
  mode http
  timeout connect 5s
  timeout client 50s
  timeout server 50s
  timeout http-request 5s
  option redispatch 0
  option http-keep-alive
frontend http
  bind 127.0.0.1:${port}
  default_backend visavis_svc_signalling_http
backend visavis_svc_signalling_http
  balance roundrobin
  option forwardfor
${pods.map((pod, index) => `  server SRV_${index + 1} 127.0.0.1:${pod} check`).join('\n')}
  server SRV_${pods.length + 1} 127.0.0.1:1 disabled
  ###_config-snippet_### BEGIN
${text.replace(/^/gm, '  ')}
  ###_config-snippet_### END
`;

let folder: string;
const stands: Stand[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-ingress-'));
  stands.push(...(await Promise.all(['a', 'b', 'c'].map((name) => startStand(name, 0)))));
});
afterAll(async () => {
  await Promise.all(stands.map((stand) => stand.close()));
  await rm(folder, { recursive: true });
});

async function written(text: string, port: number): Promise<string> {
  const file = join(folder, 'haproxy.cfg');
  const ports = stands.map((stand) => stand.port);
  await writeFile(file, rendered(text, port, ports));
  return file;
}

/** Whether HAProxy would start with it; what it says where not. */
async function complaints(text: string): Promise<string> {
  const file = await written(text, await freePort());
  return promisify(execFile)('haproxy', ['-c', '-f', file]).then(
    ({ stderr }) => stderr.replace(/^.*Configuration file is valid\n/gm, ''),
    ({ stderr }: { stderr: string }) => stderr,
  );
}

async function withHaproxy(deed: (url: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const [program = '', ...rest] = boundToUs(['haproxy', '-db', '-f', await written(snippet, port)]);
  const child = spawn(program, rest, { stdio: 'ignore' });
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}/signal`;
  const hasStarted = (): Promise<boolean> =>
    whoHas({ url }, 'ffffffff').then(
      () => true,
      () => child.exitCode !== null,
    );
  try {
    await eventually(hasStarted);
    await deed(url);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

describe('the annotation of the Service for HAProxy’s ingress controller', () => {
  test.each([
    ['a word that HAProxy does not know', 'balance hash path,field(3,/)', 'balance hashed path,field(3,/)'],
    ['a way to hash that there is not', 'consistent sdbm avalanche', 'consistent sha256'],
    ['a reason to ask again that there is not', 'conn-failure empty-response', 'conn-failure no-response'],
  ])('is what HAProxy takes without a word, and %s is not', async (_title, right, wrong) => {
    expect(snippet).toContain(right);
    expect(await complaints(snippet)).toBe('');
    expect(await complaints(snippet.replace(right, wrong))).toContain('ALERT');
  });

  test('keeps both sides of a room on one pod, whatever else the controller says about balance', async () => {
    await withHaproxy(async (url) => {
      expect(await owners({ url })).toEqual(['a', 'b', 'c']);
      const both = await Promise.all([0, 1, 2].map(() => Promise.all(rooms.map((room) => whoHas({ url }, room)))));
      expect(both[1]).toEqual(both[0]);
      expect(both[2]).toEqual(both[0]);
    });
  });

  test('gives whoever meets a pod in its last moment to the next one, and the rooms of the others to nobody else', async () => {
    await withHaproxy(async (url) => {
      const before = await Promise.all(rooms.map((room) => whoHas({ url }, room)));
      const [leaving] = stands;
      if (leaving) leaving.isCutting = true;
      const after = await Promise.all(rooms.map((room) => whoHas({ url }, room)));
      if (leaving) leaving.isCutting = false;
      expect(before).toContain('a');
      for (const [index, name] of before.entries()) {
        if (name === 'a') expect(['b', 'c']).toContain(after[index]);
        else expect(after[index]).toBe(name);
      }
    });
  });
});
