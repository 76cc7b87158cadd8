/** One browser's way into the network: a SOCKS5 proxy (RFC 1928) that can be cut and mended while the browser lives. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface SocksNetwork {
  /** For the `proxy` of a browser context: `socks5://127.0.0.1:<port>`. */
  server: string;
  /** Every connection is reset, and no other comes about until {@link mend}. */
  cut(): void;
  mend(): void;
  /** How many connections there are now. */
  lines(): number;
  close(): Promise<void>;
}

const version = 5;
const [byIp4, byName, byIp6] = [1, 3, 4];

/** Whom a request names (§4), or `undefined` while it is not all there. */
function addressee(request: Buffer): { host: string; port: number } | undefined {
  const type = request[3];
  const [from, length] = type === byName ? [5, request[4] ?? 0] : [4, type === byIp6 ? 16 : 4];
  if (request.length < from + length + 2) return undefined;
  const bytes = request.subarray(from, from + length);
  const port = request.readUInt16BE(from + length);
  if (type === byName) return { host: bytes.toString('latin1'), port };
  if (type === byIp4) return { host: bytes.join('.'), port };
  return { host: bytes.toString('hex').replace(/(.{4})(?=.)/g, '$1:'), port };
}

/** Without a password, and only the command CONNECT: what browsers use. */
function serve(near: Socket, onJoined: (far: Socket) => void): void {
  near.once('data', () => {
    near.write(Buffer.from([version, 0]));
    near.once('data', (request: Buffer) => {
      const whom = addressee(request);
      if (!whom || request[1] !== 1) return void near.destroy();
      const far = connect(whom.port, whom.host);
      far.on('error', () => near.destroy());
      far.once('connect', () => {
        near.write(Buffer.from([version, 0, 0, byIp4, 0, 0, 0, 0, 0, 0]));
        near.pipe(far).pipe(near);
      });
      onJoined(far);
    });
  });
}

/** Listens on a free port of the loopback address. */
export async function openSocksNetwork(): Promise<SocksNetwork> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    track(near);
    serve(near, (far) => {
      track(far);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    server: `socks5://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    lines: () => sockets.size / 2,
    async close() {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
