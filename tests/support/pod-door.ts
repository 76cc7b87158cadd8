/** The one address behind which pods live and die: takes turns among those that answer. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface PodDoor {
  port: number;
  close(): Promise<void>;
}

/** `ports` is asked for every connection. Who finds nobody is reset. */
export async function openPodDoor(ports: () => readonly number[]): Promise<PodDoor> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    track(near);
    const living = ports();
    const port = living[turn++ % Math.max(1, living.length)];
    if (port === undefined) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    track(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
