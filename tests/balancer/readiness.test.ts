/** What HAProxy makes of a pod's word about itself: slow is not ill, and a pod that goes is believed at once. */
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../load/rollout.ts';
import { type LoadBalancer, startLoadBalancer } from '../support/load-balancer.ts';
import { owners, type Stand, startStand } from './stand.ts';

/** More than the second between two looks: a pod whose loop lags, or whose Redis does, in the storm after another one's end. */
const laggingMs = 1_200;

let front: LoadBalancer;
const stands: Stand[] = [];
afterEach(async () => {
  await front.close();
  await Promise.all(stands.splice(0).map((stand) => stand.close()));
});

async function behindHaproxy(...readyAfterMs: number[]): Promise<() => Promise<string[]>> {
  stands.push(...(await Promise.all(readyAfterMs.map((ms, index) => startStand(`pod ${index}`, ms)))));
  front = await startLoadBalancer(
    'haproxy',
    stands.map(({ port }) => port),
  );
  const { url, certificate } = front;
  return () => owners({ url: url.replace('wss:', 'https:'), certificate });
}

describe('behind haproxy', () => {
  test('a pod that takes longer to say that it is ready than the balancer waits between two looks stays in', async () => {
    const serving = await behindHaproxy(laggingMs, laggingMs);
    await eventually(() => stands.every(({ asked }) => asked >= 5));
    expect(await serving()).toEqual(['pod 0', 'pod 1']);
  });

  test('a pod that says it goes is out after two looks, and its rooms are another’s', async () => {
    const serving = await behindHaproxy(laggingMs, 0);
    const [leaving] = stands;
    await eventually(() => stands.every(({ asked }) => asked >= 3));
    expect(await serving()).toEqual(['pod 0', 'pod 1']);
    leaving?.drain();
    await eventually(async () => (await serving()).join() === 'pod 1');
    // The look after them at the latest: this process may be slower than the balancer.
    expect(leaving?.refused).toBeGreaterThanOrEqual(2);
    expect(leaving?.refused).toBeLessThanOrEqual(3);
  });
});
