/** A PostgreSQL server for one test file: its own directory, a unix socket, no port, gone at the end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Makes an empty database and answers its connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Debian keeps the server's programs out of the path. */
function programFolder(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (found) return found;
  const which = spawnSync('which', ['initdb'], { encoding: 'utf8' }).stdout.trim();
  if (which === '') throw new Error('PostgreSQL is missing: install the package postgresql-15');
  return join(which, '..');
}

/** PostgreSQL refuses to run as root, so root hands over to the user `postgres`. */
function runAs(folder: string): (program: string, args: string[]) => void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  const bin = programFolder();
  return (program, args) => {
    const command = join(bin, program);
    const [file, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];
    execFileSync(file, all, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
}

/** Starts a server. Durability is off: nothing here outlives the test. */
export function startPostgres(): TestPostgres {
  const folder = mkdtempSync(join(tmpdir(), 'vv-pg-'));
  const data = join(folder, 'data');
  const run = runAs(folder);
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB`;
  run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start']);
  let isStopped = false;
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    run('pg_ctl', ['-D', data, '-m', 'immediate', '-s', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const urlOf = (name: string) => `postgres://postgres@localhost/${name}?host=${encodeURIComponent(folder)}`;
  let count = 0;
  return {
    async createDatabase() {
      const name = `test_${++count}`;
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return urlOf(name);
    },
    async stop() {
      process.off('exit', stop);
      stop();
    },
  };
}
