/** The two services that `bookings.ts` compares, each a process of its own on a PostgreSQL of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../support/free-port.ts';
import { startPostgres } from '../support/postgres.ts';
import { startStandaloneProcess } from '../support/standalone-process.ts';
import { cpuMsOf, endedChildrenCpuMs } from './cpu-time.ts';

/** One service with its database. */
export interface BookSide {
  /** Without a slash at the end. */
  url: string;
  /** `Bearer …` of a program; empty for the bare one. */
  bearer: string;
  /** CPU time so far of the service and of its database, in milliseconds. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every process of a server: those that it names, and the one that started them, which is the last. */
async function processesOf(client: pg.Client): Promise<[...number[], number]> {
  const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity where pid is not null');
  const pids = rows.map(({ pid }) => pid);
  const [, parent = '1'] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pids[0]}/status`, 'utf8')) ?? [];
  return [...pids, Number(parent)];
}

/** What a server and a service have used so far, connections that a pool has ended since as well. */
async function usedBy(client: pg.Client, service: number): Promise<number> {
  const processes = await processesOf(client);
  return cpuMsOf([service, ...processes]) + endedChildrenCpuMs(processes.at(-1) ?? 0);
}

/** Makes the database, and counts what its processes use. */
async function openDatabase() {
  const server = startPostgres();
  const url = await server.createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    cpuMs: (service: number) => usedBy(client, service),
    async close() {
      await client.end();
      // What ends the server is no business of this process's, which would otherwise have nothing left to wait for.
      const awake = setInterval(() => {}, 1_000);
      await server.stop();
      clearInterval(awake);
    },
  };
}

/** `node services/appointments/server.ts` with every check of production; work in the browser costs nothing here. */
export async function startBook(): Promise<BookSide> {
  const database = await openDatabase();
  const secret = () => execFileSync('openssl', ['rand', '-hex', '32'], { encoding: 'utf8' }).slice(0, 43);
  const port = await freePort();
  const env = {
    ...{ PORT: String(port), DATABASE_URL: database.url, DATA_KEY: secret(), CODE_PEPPER: secret() },
    ...{ BOOKING_WORK_BITS: '0', TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'info', SIGN_IN_LINK: 'always' },
  };
  const service = await startStandaloneProcess({ role: 'appointments', env });
  const made = execFileSync(process.execPath, [fileOf('../../services/appointments/key.ts'), 'create', 'bench'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const [, key = ''] = /^key: (\S+)$/m.exec(made) ?? [];
  return {
    url: `http://127.0.0.1:${port}`,
    bearer: `Bearer ${key}`,
    cpuMs: () => database.cpuMs(service.pid),
    async close() {
      await service.remove();
      await database.close();
    },
  };
}

/** See `bare-insert.ts`. */
export async function startBareInsert(): Promise<BookSide> {
  const database = await openDatabase();
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
  const child = spawn(process.execPath, [fileOf('./bare-insert.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const [, url = ''] = /^at (\S+)$/m.exec(String(line)) ?? [];
  return {
    url,
    bearer: '',
    cpuMs: () => database.cpuMs(child.pid ?? 0),
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await database.close();
    },
  };
}
