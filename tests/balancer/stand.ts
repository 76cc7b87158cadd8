/** Servers that stand where pods would, to see whom a load balancer asks, believes and sends people to. */
import { get as getPlain } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttp, createLog, registerHealth } from '@visavis/runtime';

/** Answers whatever it carries with its name, and the product's own words about its health. */
export interface Stand {
  readonly port: number;
  readonly name: string;
  /** How often the balancer asked whether it is ready, and how often it was told no. */
  asked: number;
  refused: number;
  /** Requests end without an answer, as those that meet a pod in its last moment. */
  isCutting: boolean;
  drain(): void;
  close(): Promise<void>;
}

/** One whose parts take so long to answer when it is asked whether it is ready. */
export async function startStand(name: string, readyAfterMs: number): Promise<Stand> {
  const app = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
  const health = registerHealth(app);
  const isReady = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(true), readyAfterMs));
  health.add({ name: 'parts', check: isReady });
  app.addHook('onRequest', async ({ url, raw }) => {
    if (stand.isCutting) raw.socket.destroy();
    else if (url === '/health/ready') stand.asked += 1;
  });
  app.addHook('onResponse', async (_request, { statusCode }) => {
    if (statusCode === 503) stand.refused += 1;
  });
  app.get('/signal/:affinity', async () => name);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const stand: Stand = {
    ...{ name, port: (app.server.address() as AddressInfo).port, asked: 0, refused: 0, isCutting: false },
    drain: () => health.drain(),
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
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
