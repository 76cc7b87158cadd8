/** The product as `npm start` runs it, as a process of its own on free ports, with its data in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const serverOf = (role: string): string => fileURLToPath(new URL(`../../services/${role}/server.ts`, import.meta.url));

export interface StandaloneProcess {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  /** The one-time link that the console showed. */
  signInLink: string;
  dataDir: string;
  pid: number;
  /** What people read on the console so far. */
  console(): string;
  /** The log so far, JSON lines. */
  log(): string;
  /** Raw mails (RFC 5322) in the outbox, oldest first. */
  mails(): Promise<string[]>;
  /** Ends it in order; answers its exit code. Idempotent. */
  stop(): Promise<number | null>;
  /** Ends it at once, whoever is still connected, and nothing of it stays on the disk. Idempotent. */
  remove(): Promise<void>;
}

export interface StandaloneProcessOptions {
  /** Over the defaults of a test; see the README of the role. */
  env?: Record<string, string>;
  /** The appointments alone have the same console, and no pod. */
  role?: 'standalone' | 'appointments';
  /** To start again on what an earlier process left. */
  dataDir?: string;
}

async function readMails(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

function environment(dataDir: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const pages = process.env.VISAVIS_TEST_PAGES;
  return {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: '0',
    METRICS_PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'debug',
    ...(pages === undefined ? {} : { PAGES_DIR: pages }),
    ...more,
  };
}

/** Resolves when the console has told the sign-in link; rejects when the process ends before. */
async function signInLinkOf(child: ChildProcess, said: () => string, logged: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const link = /^advisor sign-in: (\S+)$/m.exec(said())?.[1];
      if (link) resolve(link);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${said()}${logged()}`)));
    child.once('error', reject);
  });
}

/** @throws {Error} with what the process said, when it ends instead of becoming ready */
export async function startStandaloneProcess(options: StandaloneProcessOptions = {}): Promise<StandaloneProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'visavis-data-')));
  const env = environment(dataDir, options.env);
  const child = spawn(process.execPath, [serverOf(options.role ?? 'standalone')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text.err += chunk.toString();
  });
  const ended = once(child, 'close');
  const signInLink = await signInLinkOf(
    child,
    () => text.out,
    () => text.err,
  );
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    return child.exitCode;
  };
  return {
    url: new URL(signInLink).origin,
    signInLink,
    dataDir,
    pid: child.pid ?? 0,
    console: () => text.out,
    log: () => text.err,
    mails: () => readMails(join(dataDir, 'outbox')),
    stop,
    async remove() {
      // In order it would wait for people to go, up to half a minute.
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
