/** Ports for programs that cannot be told to take any free one, and cannot say which they took. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections: none of those can take it before the program does. */
const [lowest, highest] = [10_000, 32_000];

/** A TCP port of `host` that was free a moment ago; by chance, so that nobody beside us is given the same. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    const server = createServer().listen(port, host);
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
