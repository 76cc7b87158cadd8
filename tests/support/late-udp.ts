/** A cable for UDP that takes its time: everything to and from one port arrives so much later. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface LateUdp {
  port: number;
  close(): void;
}

/** Stands at `address` before the service at `port` there; every datagram is `delayMs` under way, each way. */
export async function openLateUdp(address: string, port: number, delayMs: number): Promise<LateUdp> {
  const outer = createSocket('udp4');
  const inner = new Map<string, Socket>();
  let isClosed = false;
  const later = (deed: () => void) => void setTimeout(() => !isClosed && deed(), delayMs);
  const innerFor = (from: { address: string; port: number }): Socket => {
    const key = `${from.address}:${from.port}`;
    const known = inner.get(key);
    if (known) return known;
    const socket = createSocket('udp4');
    socket.on('message', (bytes) => later(() => outer.send(bytes, from.port, from.address)));
    socket.on('error', () => undefined);
    inner.set(key, socket);
    return socket;
  };
  outer.on('message', (bytes, from) => later(() => innerFor(from).send(bytes, port, address)));
  outer.on('error', () => undefined);
  outer.bind(0, address);
  await once(outer, 'listening');
  return {
    port: outer.address().port,
    close() {
      isClosed = true;
      outer.close();
      for (const socket of inner.values()) socket.close();
    },
  };
}
