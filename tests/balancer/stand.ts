/** Servers that stand where pods would, to see whom a load balancer asks, believes and sends people to. */
import { createServer, get as getPlain } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Answers whatever it carries with its name. */
export interface Stand {
  readonly port: number;
  readonly name: string;
  /** How often the balancer asked whether it is ready, and how often it was told no. */
  asked: number;
  refused: number;
  isDraining: boolean;
  /** Requests end without an answer, as those that meet a pod in its last moment. */
  isCutting: boolean;
  close(): Promise<void>;
}

/** One that takes so long to say that it is ready. */
export async function startStand(name: string, readyAfterMs: number): Promise<Stand> {
  const server = createServer(({ url, socket }, response) => {
    if (stand.isCutting) return void socket.destroy();
    if (url !== '/health/ready') return void response.end(name);
    stand.asked += 1;
    if (!stand.isDraining) return void setTimeout(() => response.end('{"ready":true}'), readyAfterMs);
    stand.refused += 1;
    response.writeHead(503).end('{"ready":false,"draining":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const stand: Stand = { port, name, asked: 0, refused: 0, isDraining: false, isCutting: false, close };
  return stand;
}

/** Where a balancer is reached: `https` with the certificate that it shows, or plain. */
export interface Front {
  url: string;
  certificate?: string;
}

/** Who answers for a room: a stand's name, or the balancer's own status where nobody does. */
export function whoHas({ url, certificate }: Front, affinity: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, ...(certificate === undefined ? {} : { ca: certificate }) } as const;
    const ask = url.startsWith('https:') ? get : getPlain;
    ask(`${url}/${affinity}`, options, (response) => {
      let said = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      response.on('end', () => resolve(response.statusCode === 200 ? said : String(response.statusCode)));
    }).on('error', reject);
  });
}

/** Rooms enough for every one of a few servers to have some. */
export const rooms = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(8, '0'));

/** Whoever answers for any of these rooms, each once. */
export async function owners(front: Front): Promise<string[]> {
  return [...new Set(await Promise.all(rooms.map((room) => whoHas(front, room))))].toSorted();
}
