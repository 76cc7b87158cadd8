/** What the rules of a pod cost: messages per CPU second and memory per line, against a bare `ws` server in the same run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Measurement, Run } from './measurement.ts';
import type { LoadAnswer, LoadCommand } from './relay-load.ts';
import type { ServerAnswer, ServerCommand } from './relay-process.ts';

const rounds = 7;
const roundMs = 2_000;
const busyPairs = 100;
const idlePairs = 5_000;
/** Opened and closed before memory is read, so that code and pools that come once are not counted a line. */
const warmPairs = 1_000;
const minimumSpeed = 0.85;
const maximumMemory = 1.3;
type Mode = 'pod' | 'bare';
const modes: readonly Mode[] = ['pod', 'bare'];

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

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
type Server = Part<ServerCommand, ServerAnswer>;
type Load = Part<LoadCommand, LoadAnswer>;

async function started(mode: Mode, jwk: JWK): Promise<{ server: Server; port: number }> {
  const server: Server = new Part(`./relay-${mode}.ts`, 0);
  const answer = await server.ask({ do: 'start', jwk });
  return { server, port: 'port' in answer ? answer.port : 0 };
}

async function figures(server: Server, gc: boolean): Promise<{ cpuMs: number; rssBytes: number; connections: number }> {
  const answer = await server.ask({ do: 'measure', gc });
  if ('port' in answer) throw new Error('the server answered another question');
  return answer;
}

/** Messages per CPU second of the server, both servers in turns. */
async function speed(
  load: Load,
  servers: Record<Mode, { server: Server; port: number }>,
  jwk: JWK,
): Promise<Measurement[]> {
  const rates: Record<Mode, number[]> = { pod: [], bare: [] };
  for (const mode of modes) {
    await load.ask({ do: 'open', name: `${mode}-busy`, mode, port: servers[mode].port, pairs: busyPairs, jwk });
    await load.ask({ do: 'run', name: `${mode}-busy`, forMs: roundMs });
  }
  for (let round = 0; round < rounds; round++) {
    for (const mode of modes) {
      const before = await figures(servers[mode].server, false);
      const { messages } = await load.ask({ do: 'run', name: `${mode}-busy`, forMs: roundMs });
      const after = await figures(servers[mode].server, false);
      rates[mode].push((messages * 1000) / (after.cpuMs - before.cpuMs));
    }
  }
  for (const mode of modes) await load.ask({ do: 'close', name: `${mode}-busy` });
  const [pod, bare] = [median(rates.pod), median(rates.bare)];
  return [
    { name: 'messages per CPU second, bare server', value: bare, unit: '1/s' },
    { name: 'messages per CPU second, pod', value: pod, unit: '1/s' },
    { name: 'messages per CPU second, pod against bare', value: pod / bare, unit: '×', atLeast: minimumSpeed },
  ];
}

/** Resident bytes per idle line after collection. */
async function memory(load: Load, { open, secret }: { open: JWK; secret: JWK }): Promise<Measurement[]> {
  const perLine: Record<Mode, number> = { pod: 0, bare: 0 };
  const whole: Record<Mode, number> = { pod: 0, bare: 0 };
  for (const mode of modes) {
    const { server, port } = await started(mode, open);
    await load.ask({ do: 'open', name: `${mode}-warm`, mode, port, pairs: warmPairs, jwk: secret });
    await load.ask({ do: 'close', name: `${mode}-warm` });
    let before = await figures(server, true);
    while (before.connections > 0) before = await figures(server, true);
    await load.ask({ do: 'open', name: `${mode}-idle`, mode, port, pairs: idlePairs, jwk: secret });
    const after = await figures(server, true);
    whole[mode] = after.rssBytes / 1e6;
    perLine[mode] = (after.rssBytes - before.rssBytes) / (after.connections - before.connections);
    await load.ask({ do: 'close', name: `${mode}-idle` });
    server.end();
  }
  const { pod, bare } = perLine;
  return [
    { name: 'memory per idle line, bare server', value: bare, unit: 'bytes' },
    { name: 'memory per idle line, pod', value: pod, unit: 'bytes' },
    { name: 'memory per idle line, pod against bare', value: pod / bare, unit: '×', atMost: maximumMemory },
    ...modes.map((mode) => ({
      name: `memory with ${2 * idlePairs} idle lines, ${mode}`,
      value: whole[mode],
      unit: 'MB',
    })),
  ];
}

/** Both measurements, or one of them. */
async function measured(only?: 'speed' | 'memory'): Promise<Measurement[]> {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const name = { kid: 'bench', alg: 'Ed25519' };
  const [open, secret] = [
    { ...(await exportJWK(publicKey)), ...name },
    { ...(await exportJWK(privateKey)), ...name },
  ];
  const load: Load = new Part('./relay-load.ts', 1);
  const results: Measurement[] = [];
  try {
    if (only !== 'memory') {
      const servers = { pod: await started('pod', open), bare: await started('bare', open) };
      results.push(...(await speed(load, servers, secret)));
      for (const mode of modes) servers[mode].server.end();
    }
    if (only !== 'speed') results.push(...(await memory(load, { open, secret })));
  } finally {
    load.end();
  }
  return results;
}

export const run: Run = () => measured();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv[2] === 'speed' || process.argv[2] === 'memory' ? process.argv[2] : undefined;
  for (const result of await measured(only)) console.log(JSON.stringify(result));
}
