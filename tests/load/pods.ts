/** Real pods on one real Redis behind a real load balancer: what an operator has, on free ports of this machine. */
import { type BalancerName, startLoadBalancer } from '../support/load-balancer.ts';
import { type PodProcess, type PodProcessOptions, startPodProcess } from '../support/pod-process.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { randomText, startTicketIssuer, type TicketIssuer } from '../support/ticket-issuer.ts';
import type { Place } from './conversation.ts';

export interface PodsOptions {
  pods: number;
  /** None: addresses of rooms are shared out by their affinity, as a load balancer would. */
  balancer?: BalancerName;
  env?: Record<string, string>;
  /** What each pod is started with besides its environment. */
  pod?: (index: number) => Pick<PodProcessOptions, 'nodeArguments' | 'cores'>;
}

export interface Pods {
  readonly place: Place;
  readonly pods: PodProcess[];
  readonly redis: TestRedis;
  readonly issuer: TicketIssuer;
  /** A pod where `before` was, with the same settings. */
  restart(before: PodProcess): Promise<PodProcess>;
  /** A metric over all pods that run. */
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  close(): Promise<void>;
}

/** Close it, or its processes stay. */
export async function startPods({ pods: count, balancer, env = {}, pod = () => ({}) }: PodsOptions): Promise<Pods> {
  const [issuer, redis] = await Promise.all([startTicketIssuer(), startRedis()]);
  const settings = {
    ...issuer.env,
    REDIS_URL: redis.url,
    RESUME_KEY: randomText(32),
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'info',
    DRAIN_NOTICE_MS: balancer === 'haproxy' ? '3000' : '0',
    ...env,
  };
  const start = (index: number) => startPodProcess({ env: settings, ...pod(index) });
  const pods = await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
  const front =
    balancer &&
    (await startLoadBalancer(
      balancer,
      pods.map(({ port }) => port),
    ));
  const direct = (affinity: string) => `${pods[Number.parseInt(affinity, 16) % count]?.url}/${affinity}`;
  const place: Place = {
    url: front ? (affinity) => `${front.url}/${affinity}` : direct,
    ...(front ? { certificate: front.certificate } : {}),
    issuer,
  };
  return {
    ...{ place, pods, redis, issuer },
    restart: (before) => startPodProcess({ env: settings, port: before.port, ...pod(pods.indexOf(before)) }),
    async metric(name, labels) {
      const values = await Promise.all(pods.map((one) => one.metric(name, labels)));
      return values.reduce((sum, value) => sum + value, 0);
    },
    async close() {
      await front?.close();
      await Promise.all(pods.map((one) => one.kill()));
      await redis.close();
      await issuer.close();
    },
  };
}
