/** Ports for programs that cannot be told to take any free one, and cannot say which they took. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port of `host` that was free a moment ago; never the same twice in a row, because the kernel takes turns. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof bound !== 'object' || bound === null) throw new Error('a TCP server has a port');
  return bound.port;
}
