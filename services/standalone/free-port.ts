/** Port 0 turned into a number beforehand, because links and policies name the port before anybody listens on it. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** `port` itself, or for 0 one that nobody has at this moment on `host`. */
export async function settledPort(host: string, port: number): Promise<number> {
  if (port !== 0) return port;
  const probe = createServer();
  probe.listen(0, host);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port to listen on');
  return address.port;
}
