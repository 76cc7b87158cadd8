/** The product in its parts, as operators run it: appointments with the pages, two pods behind one address, a Redis. */
import type { Browser } from '@playwright/test';
import { freePort } from '../../support/free-port.ts';
import { openPodDoor } from '../../support/pod-door.ts';
import { type PodProcess, startPodProcess } from '../../support/pod-process.ts';
import { type RedisProcess, startRedis } from '../../support/redis.ts';
import { startStandaloneProcess } from '../../support/standalone-process.ts';
import { randomText } from '../../support/ticket-issuer.ts';
import { freshHouse } from './house.ts';
import { pagesFolder } from './run.ts';
import { type System, systemOf } from './system.ts';

export interface Parts {
  system: System;
  redis: RedisProcess;
  /** SIGKILL for every pod. */
  killPods(): Promise<void>;
  /** Two new ones. */
  startPods(): Promise<void>;
  /** People who sit in a room, over all pods; 0 without pods. */
  seated(): Promise<number>;
  close(): Promise<void>;
}

const podCount = 2;

export async function startParts(browser: Browser): Promise<Parts> {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    return await open(browser, opened, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(browser: Browser, opened: (() => Promise<unknown>)[], close: Parts['close']): Promise<Parts> {
  const redis = await startRedis();
  opened.push(() => redis.close());
  let pods: PodProcess[] = [];
  const door = await openPodDoor(() => pods.map(({ port }) => port));
  opened.push(() => door.close());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { dataDir, key } = await freshHouse();
  const process = await startStandaloneProcess({
    dataDir,
    role: 'appointments',
    env: { PORT: String(port), SIGNALLING_URL: `ws://localhost:${door.port}`, PAGES_DIR: pagesFolder() },
  });
  opened.push(() => process.remove());
  const env = {
    PUBLIC_URL: url,
    TICKET_JWKS_URL: `${url}/.well-known/jwks.json`,
    TICKET_ISSUERS: url,
    REDIS_URL: redis.url,
    RESUME_KEY: randomText(32),
    LOG_LEVEL: 'debug',
  };
  const killPods = async (): Promise<void> => {
    const all = pods;
    pods = [];
    await Promise.all(all.map((pod) => pod.kill()));
  };
  opened.push(killPods);
  const startPods = async (): Promise<void> => {
    pods = await Promise.all(Array.from({ length: podCount }, () => startPodProcess({ env })));
  };
  const seats = (pod: PodProcess): Promise<number> => pod.metric('visavis_signalling_seats').catch(() => 0);
  await startPods();
  return {
    system: await systemOf(process, browser, key),
    redis: redis.process,
    killPods,
    startPods,
    seated: async () => (await Promise.all(pods.map(seats))).reduce((sum, count) => sum + count, 0),
    close,
  };
}
