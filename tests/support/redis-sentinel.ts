/** A master, a replica and three sentinels that watch them, for one test file. */
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { RedisProcess } from './redis.ts';

export interface TestSentinel {
  /** As in `REDIS_URL`. */
  url: string;
  master: RedisProcess;
  replica: RedisProcess;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const name = 'visavis';
/** How soon a silent master counts as dead. */
const downAfterMs = 1_000;

/** Resolves when the replica has everything and every sentinel knows of it and of the others. */
async function settled(replica: number, sentinels: readonly number[]): Promise<void> {
  const clients = [replica, ...sentinels].map((port) => new Redis({ host, port, protocol: 2 }));
  const [copy, ...watchers] = clients;
  const isSettled = async (): Promise<boolean> => {
    if (!String(await copy?.info('replication')).includes('master_link_status:up')) return false;
    const facts = await Promise.all(watchers.map((watcher) => watcher.info('sentinel')));
    return facts.every((text) => /status=ok,.*slaves=1,sentinels=3/.test(text));
  };
  while (!(await isSettled())) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const client of clients) client.disconnect();
}

/** Starts all five. */
export async function startSentinel(): Promise<TestSentinel> {
  const ports = await Promise.all(Array.from({ length: 5 }, () => freePort()));
  const [masterPort = 0, replicaPort = 0, ...sentinelPorts] = ports;
  // Without a delay of its own, else a replica that was never whole is never promoted.
  const prompt = ['--repl-diskless-sync-delay', '0'];
  const master = new RedisProcess(masterPort, prompt);
  const replica = new RedisProcess(replicaPort, [...prompt, '--replicaof', `${host} ${masterPort}`]);
  const config = [
    `sentinel monitor ${name} ${host} ${masterPort} 2`,
    `sentinel down-after-milliseconds ${name} ${downAfterMs}`,
    `sentinel failover-timeout ${name} 3000`,
  ].join('\n');
  const sentinels = sentinelPorts.map((port) => new RedisProcess(port, [], config));
  for (const process of [master, replica, ...sentinels]) await process.start();
  await settled(replicaPort, sentinelPorts);
  return {
    url: `redis+sentinel://${sentinelPorts.map((port) => `${host}:${port}`).join(',')}/${name}`,
    master,
    replica,
    close: async () => void (await Promise.all([...sentinels, master, replica].map((process) => process.kill()))),
  };
}
