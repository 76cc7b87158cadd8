/** A directory for one process at a time: PGlite takes no lock of its own, and two writers would ruin the files. */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';

/** Another living process holds the directory. */
export class DirectoryInUse extends Error {
  constructor(directory: string) {
    super(`${directory} is in use by another process; stop that one first, or choose another DATA_DIR`);
    this.name = 'DirectoryInUse';
  }
}

export interface DirectoryLock {
  release(): Promise<void>;
}

const staleGuardMs = 10_000;

/** On Linux a path through the open directory, since a socket's path may have 107 bytes at most; a named pipe on Windows. */
function socketPath(directory: string, handle: number): string {
  if (process.platform === 'linux') return `/proc/self/fd/${handle}/lock.sock`;
  if (process.platform !== 'win32') return join(directory, 'lock.sock');
  return `\\\\.\\pipe\\visavis-${createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 32)}`;
}

function listen(path: string): Promise<Server | 'taken'> {
  return new Promise((done, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done('taken') : reject(error),
    );
    server.listen(path, () => done(server.unref()));
  });
}

/** Whether a process answers behind the socket; the kernel refuses when the one that bound it is gone. In doubt it lives. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(true));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => done(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
    socket.once('close', () => socket.destroy());
  });
}

/** Replaces the socket of a dead process. One at a time: otherwise the second could remove the socket of the first. */
async function takeOver(directory: string, path: string): Promise<Server> {
  const guard = join(directory, 'lock.takeover');
  const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > staleGuardMs) rmSync(guard, { recursive: true, force: true });
  try {
    mkdirSync(guard);
  } catch {
    throw new DirectoryInUse(directory);
  }
  try {
    if (await isAlive(path)) throw new DirectoryInUse(directory);
    rmSync(path, { force: true });
    const server = await listen(path);
    if (server === 'taken') throw new DirectoryInUse(directory);
    return server;
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}

/**
 * Makes `directory` (for its owner only) and takes it. A process that died, even by SIGKILL, leaves nothing to clean up.
 * @throws {DirectoryInUse}
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const handle = process.platform === 'win32' ? -1 : openSync(directory, 'r');
  const path = socketPath(directory, handle);
  const freeHandle = () => {
    if (handle >= 0) closeSync(handle);
  };
  try {
    const first = await listen(path);
    const server = first === 'taken' ? await takeOver(directory, path) : first;
    let released: Promise<void> | undefined;
    return {
      release() {
        released ??= new Promise<void>((done) => server.close(() => done())).then(freeHandle);
        return released;
      },
    };
  } catch (error) {
    freeHandle();
    throw error;
  }
}
