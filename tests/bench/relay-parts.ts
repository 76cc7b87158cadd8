/** The processes of the relay benchmarks: a measured server pinned to one core, the load on another, and the keys both know. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { LoadAnswer, LoadCommand } from './relay-load.ts';
import type { ServerAnswer, ServerCommand } from './relay-process.ts';

export type Mode = 'pod' | 'bare';

/** A process on one core (where `taskset` exists) with file descriptors enough; questions and answers take turns. */
class Part<C extends object, A> {
  readonly #child: ChildProcess;

  constructor(file: string, core: number) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const pin = existsSync('/usr/bin/taskset') ? `taskset -c ${core} ` : '';
    this.#child = spawn(
      'bash',
      ['-c', `ulimit -n $(ulimit -Hn); exec ${pin}"$0" --expose-gc "$1"`, process.execPath, path],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
  }

  ask(command: C): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', reject);
      this.#child.once('message', (answer) => {
        this.#child.removeListener('exit', reject);
        resolve(answer as A);
      });
      this.#child.send(command);
    });
  }

  end(): void {
    this.#child.kill();
  }
}

export type Server = Part<ServerCommand, ServerAnswer>;
export type Load = Part<LoadCommand, LoadAnswer>;

export const openLoad = (): Load => new Part('./relay-load.ts', 1);

/** A fresh process that listens. With `redisUrl` the pod keeps seats and inbox there, as one of several does. */
export async function started(mode: Mode, jwk: JWK, redisUrl?: string): Promise<{ server: Server; port: number }> {
  const server: Server = new Part(`./relay-${mode}.ts`, 0);
  const answer = await server.ask({ do: 'start', jwk, redisUrl });
  return { server, port: 'port' in answer ? answer.port : 0 };
}

/** What the server has used so far; with `gc` after everything that can go is gone. */
export async function figures(
  server: Server,
  gc: boolean,
): Promise<{ cpuMs: number; rssBytes: number; connections: number }> {
  const answer = await server.ask({ do: 'measure', gc });
  if ('port' in answer) throw new Error('the server answered another question');
  return answer;
}

/** The tickets' key: what servers know of it, and what the load signs with. */
export async function ticketKeys(): Promise<{ open: JWK; secret: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const name = { kid: 'bench', alg: 'Ed25519' };
  return { open: { ...(await exportJWK(publicKey)), ...name }, secret: { ...(await exportJWK(privateKey)), ...name } };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
