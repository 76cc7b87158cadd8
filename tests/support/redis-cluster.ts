/** A Redis Cluster of three masters for one test file. */
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { ageKeys, endlessKeys, RedisProcess } from './redis.ts';

export interface TestCluster {
  /** As in `REDIS_URL`; names two of the three. */
  url: string;
  nodes: { process: RedisProcess; client: Redis }[];
  /** The node that serves `key`. */
  nodeOf(key: string): Promise<TestCluster['nodes'][number]>;
  /** Gives the slot of `key`, which must be empty, to another node. */
  move(key: string): Promise<void>;
  age(ms: number): Promise<void>;
  endless(): Promise<string[]>;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const slots = 16_384;

async function startNode(): Promise<{ process: RedisProcess; client: Redis; busPort: number }> {
  const [port, busPort] = [await freePort(), await freePort()];
  // As the README asks of operators: rooms of other nodes go on when one is away.
  const partial = ['--cluster-require-full-coverage', 'no', '--cluster-node-timeout', '1500'];
  const args = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort), ...partial];
  const process = new RedisProcess(port, args);
  await process.start();
  const client = new Redis({ host, port, lazyConnect: true });
  client.on('error', () => {});
  await client.connect();
  return { process, client, busPort };
}

async function moveSlot(clients: readonly Redis[], key: string): Promise<void> {
  const slot = Number(await clients[0]?.call('CLUSTER', 'KEYSLOT', key));
  const ids = await Promise.all(clients.map(async (client) => String(await client.call('CLUSTER', 'MYID'))));
  const target = (Math.floor((slot * clients.length) / slots) + 1) % clients.length;
  // The one that gets it first, so that nobody names a node that does not know of it yet.
  const order = [...clients.slice(target), ...clients.slice(0, target)];
  for (const client of order) await client.call('CLUSTER', 'SETSLOT', slot, 'NODE', ids[target] ?? '');
}

/** Starts three nodes, shares the slots out among them and waits until all of them see the whole. */
export async function startRedisCluster(): Promise<TestCluster> {
  const nodes = await Promise.all([startNode(), startNode(), startNode()]);
  const share = Math.ceil(slots / nodes.length);
  for (const [index, { client, process, busPort }] of nodes.entries()) {
    await client.call('CLUSTER', 'ADDSLOTSRANGE', index * share, Math.min(slots, (index + 1) * share) - 1);
    await nodes[0]?.client.call('CLUSTER', 'MEET', host, process.port, busPort);
  }
  // A node that has only just met the others is content before it knows who has which slots, and may yet be forgotten.
  const isWhole = async ({ client }: { client: Redis }): Promise<boolean> => {
    const info = String(await client.call('CLUSTER', 'INFO'));
    const known = String(await client.call('CLUSTER', 'NODES'));
    const isMet = known.trim().split('\n').length === 3 && !/handshake|noaddr|disconnected|fail/.test(known);
    return isMet && info.includes('cluster_state:ok') && info.includes(`cluster_slots_assigned:${slots}`);
  };
  while (!(await Promise.all(nodes.map(isWhole))).every(Boolean)) await new Promise((resolve) => setImmediate(resolve));
  return {
    url: `redis+cluster://${nodes
      .slice(0, 2)
      .map(({ process }) => `${host}:${process.port}`)
      .join(',')}`,
    nodes,
    async nodeOf(key) {
      const slot = Number(await nodes[0]?.client.call('CLUSTER', 'KEYSLOT', key));
      const node = nodes[Math.floor(slot / share)];
      if (!node) throw new Error('every slot has a node');
      return node;
    },
    move: (key) =>
      moveSlot(
        nodes.map(({ client }) => client),
        key,
      ),
    age: async (ms) => void (await Promise.all(nodes.map(({ client }) => ageKeys(client, ms)))),
    endless: async () => (await Promise.all(nodes.map(({ client }) => endlessKeys(client)))).flat(),
    async close() {
      for (const { client } of nodes) client.disconnect();
      await Promise.all(nodes.map(({ process }) => process.kill()));
    },
  };
}
