/** What HAProxy makes of a pod's word about itself: slow is not ill, and a pod that goes is believed at once. */
import { createServer } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../load/rollout.ts';
import { type LoadBalancer, startLoadBalancer } from '../support/load-balancer.ts';

/** More than the second between two looks: a pod whose loop lags, or whose Redis does, in the storm after another one's end. */
const laggingMs = 1_200;

/** Stands where a pod would; what it carries it answers with its name. */
interface Stand {
  readonly port: number;
  readonly name: string;
  /** How often the balancer asked whether it is ready, and how often it was told no. */
  asked: number;
  refused: number;
  isDraining: boolean;
  close(): Promise<void>;
}

async function startStand(name: string, readyAfterMs: number): Promise<Stand> {
  const server = createServer(({ url }, response) => {
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
  const stand: Stand = { port, name, asked: 0, refused: 0, isDraining: false, close };
  return stand;
}

let front: LoadBalancer;
const stands: Stand[] = [];
afterEach(async () => {
  await front.close();
  await Promise.all(stands.splice(0).map((stand) => stand.close()));
});

async function behindHaproxy(...readyAfterMs: number[]): Promise<void> {
  stands.push(...(await Promise.all(readyAfterMs.map((ms, index) => startStand(`pod ${index}`, ms)))));
  front = await startLoadBalancer(
    'haproxy',
    stands.map(({ port }) => port),
  );
}

/** Who answers for a room: a name, or the balancer's own status where nobody does. */
function whoHas(affinity: string): Promise<string> {
  const url = `${front.url.replace('wss:', 'https:')}/${affinity}`;
  return new Promise((resolve, reject) => {
    get(url, { ca: front.certificate, agent: false }, (response) => {
      let said = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      response.on('end', () => resolve(response.statusCode === 200 ? said : String(response.statusCode)));
    }).on('error', reject);
  });
}

const rooms = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(8, '0'));
const owners = async (): Promise<string[]> => [...new Set(await Promise.all(rooms.map(whoHas)))].toSorted();

describe('behind haproxy', () => {
  test('a pod that takes longer to say that it is ready than the balancer waits between two looks stays in', async () => {
    await behindHaproxy(laggingMs, laggingMs);
    await eventually(() => stands.every(({ asked }) => asked >= 5));
    expect(await owners()).toEqual(['pod 0', 'pod 1']);
  });

  test('a pod that says it goes is out after two looks, and its rooms are another’s', async () => {
    await behindHaproxy(laggingMs, 0);
    const [leaving] = stands;
    await eventually(() => stands.every(({ asked }) => asked >= 3));
    expect(await owners()).toEqual(['pod 0', 'pod 1']);
    if (leaving) leaving.isDraining = true;
    await eventually(async () => (await owners()).join() === 'pod 1');
    // The look after them at the latest: this process may be slower than the balancer.
    expect(leaving?.refused).toBeGreaterThanOrEqual(2);
    expect(leaving?.refused).toBeLessThanOrEqual(3);
  });
});
