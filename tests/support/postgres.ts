/** A PostgreSQL server for one test file: its own directory, a unix socket, no port, gone at the end. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Makes an empty database and answers its connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Where `initdb`, `pg_dump` and the others are: Debian keeps the server's programs out of the path. */
export function programFolder(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (found) return found;
  const which = spawnSync('which', ['initdb'], { encoding: 'utf8' }).stdout.trim();
  if (which === '') throw new Error('PostgreSQL is missing: install the package postgresql-15');
  return join(which, '..');
}

/** PostgreSQL refuses to run as root, so root hands over to the user `postgres`. */
function commandsIn(folder: string): (program: string, args: string[]) => string[] {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  const bin = programFolder();
  return (program, args) => [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), join(bin, program), ...args];
}

/**
 * A process that waits until its input ends, as it does when this one ends in whatever way, and then stops the server and
 * removes the folder.
 */
function watch(folder: string, stopCommand: string[]): { end(): Promise<void> } {
  const script = 'cat > /dev/null; cd /; "$@"; rm -rf "$folder"';
  const watcher = spawn('sh', ['-c', script, 'sh', ...stopCommand], {
    cwd: '/',
    env: { ...process.env, folder },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return {
    async end() {
      const ended = once(watcher, 'exit');
      watcher.stdin?.end();
      await ended;
    },
  };
}

/** Starts a server. Durability is off: nothing here outlives the test. */
export function startPostgres(): TestPostgres {
  const folder = mkdtempSync(join(tmpdir(), 'vv-pg-'));
  const data = join(folder, 'data');
  const command = commandsIn(folder);
  const run = (program: string, args: string[]) => {
    const [file = '', ...rest] = command(program, args);
    execFileSync(file, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB`;
  const watcher = watch(folder, command('pg_ctl', ['-D', data, '-m', 'immediate', '-s', 'stop']));
  run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start']);
  let stopping: Promise<void> | undefined;
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
    stop() {
      stopping ??= watcher.end();
      return stopping;
    },
  };
}
