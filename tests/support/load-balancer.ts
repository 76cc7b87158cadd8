/** The load balancers of `deploy/` as operators run them, with the addresses of a test in place of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { boundToUs } from './pod-process.ts';
import { selfSigned } from './self-signed.ts';

export type BalancerName = 'haproxy' | 'nginx';
export const balancerNames: readonly BalancerName[] = ['haproxy', 'nginx'];

export interface LoadBalancer {
  /** `wss://127.0.0.1:<port>/signal`. */
  readonly url: string;
  /** The one that signs itself, for the client's `ca`. */
  readonly certificate: string;
  close(): Promise<void>;
}

const deploy = fileURLToPath(new URL('../../deploy/', import.meta.url));
const pollMs = 20;
/** Enough for a test; the defaults would ask for more descriptors than a container may have. */
const fewLines = 8_000;

/** Every pattern has to be there, once: a template that changed must not be tested with other people's addresses. */
function replaced(text: string, changes: readonly [RegExp, string][]): string {
  return changes.reduce((result, [pattern, by]) => {
    const found = result.match(new RegExp(pattern, `${pattern.flags}g`))?.length;
    if (found !== 1) throw new Error(`${pattern} is ${found ?? 0} times in the template`);
    return result.replace(pattern, by);
  }, text);
}

interface Place {
  folder: string;
  port: number;
  pods: readonly number[];
}

async function haproxyConfig({ folder, port, pods }: Place): Promise<string> {
  const servers = pods.map((pod, index) => `  server signalling-${index + 1} 127.0.0.1:${pod}\n`).join('');
  return replaced(await readFile(join(deploy, 'haproxy.cfg'), 'utf8'), [
    [/maxconn \d+/, `maxconn ${fewLines}`],
    [/bind :443 ssl crt \S+/, `bind 127.0.0.1:${port} ssl crt ${join(folder, 'both.pem')}`],
    [/( {2}server signalling-\d+ .*\n)+/, servers],
    [/server appointments-1 \S+/, 'server appointments-1 127.0.0.1:9'],
  ]);
}

async function nginxConfig({ folder, port, pods }: Place): Promise<string> {
  const [, directive = ''] =
    /server signalling-1:3000 (.*;)/.exec(await readFile(join(deploy, 'nginx.conf'), 'utf8')) ?? [];
  const servers = pods.map((pod) => `    server 127.0.0.1:${pod} ${directive}\n`).join('');
  return replaced(await readFile(join(deploy, 'nginx.conf'), 'utf8'), [
    [/worker_rlimit_nofile \d+;/, ''],
    [/worker_processes auto;/, `worker_processes 2;\npid ${join(folder, 'nginx.pid')};`],
    [/worker_connections \d+/, `worker_connections ${fewLines}`],
    [/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl;`],
    [/ssl_certificate \S+;/, `ssl_certificate ${join(folder, 'certificate.pem')};`],
    [/ssl_certificate_key \S+;/, `ssl_certificate_key ${join(folder, 'key.pem')};`],
    [/( {4}server signalling-\d+:.*\n)+/, servers],
    [/server appointments-1:3000/, 'server 127.0.0.1:9'],
    [/server_tokens off;/, `server_tokens off;\n${temporaries(folder)}`],
  ]);
}

const temporaries = (folder: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `  ${kind}_temp_path ${folder}/${kind};\n`)
    .join('');

const programs: Record<BalancerName, { config: typeof haproxyConfig; command: (file: string) => string[] }> = {
  haproxy: { config: haproxyConfig, command: (file) => ['haproxy', '-db', '-f', file] },
  nginx: { config: nginxConfig, command: (file) => ['nginx', '-c', file, '-g', 'daemon off;'] },
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/**
 * In front of pods on these ports of this machine.
 * @throws {Error} with what the program said, when it ends instead of listening
 */
export async function startLoadBalancer(name: BalancerName, pods: readonly number[]): Promise<LoadBalancer> {
  const folder = await mkdtemp(join(tmpdir(), `visavis-${name}-`));
  // Its workers are another user, who has to find what lies here.
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'proxy'));
  const { certificate, key } = await selfSigned(folder, 'localhost', '127.0.0.1');
  await writeFile(join(folder, 'both.pem'), certificate + key);
  const port = await freePort();
  const { config, command } = programs[name];
  const file = join(folder, `${name}.conf`);
  await writeFile(file, await config({ folder, port, pods }));
  const [program = '', ...rest] = boundToUs(command(file));
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-20_000);
    });
  }
  const ended = once(child, 'close');
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return { url: `wss://127.0.0.1:${port}/signal`, certificate, close };
}
