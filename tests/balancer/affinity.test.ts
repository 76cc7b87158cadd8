/** The load balancers of `deploy/`: both sides of a room reach one pod, and a pod that dies moves its own rooms only. */
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Conversation, End } from '../load/conversation.ts';
import { type Pods, startPods } from '../load/pods.ts';
import { eventually } from '../load/rollout.ts';
import { balancerNames } from '../support/load-balancer.ts';
import { podOrigin } from '../support/pod-process.ts';
import { randomText } from '../support/ticket-issuer.ts';

let world: Pods;
const conversations: Conversation[] = [];
afterEach(async () => {
  for (const conversation of conversations.splice(0)) conversation.leave();
  await world.close();
});

async function converse(count: number): Promise<void> {
  for (let i = 0; i < count; i++) conversations.push(new Conversation(world.place));
  await eventually(() => conversations.every(({ isOpen }) => isOpen));
  for (const text of ['one', 'two', 'three']) for (const conversation of conversations) conversation.say(text);
  await eventually(() => conversations.every(({ isComplete }) => isComplete));
}

const relayed = (path: string): Promise<number> => world.metric('visavis_signalling_relayed_total', { path });

/** The status of a WebSocket upgrade: 101 when it opens, and then it stays open. */
function knock(localAddress: string, headers: Record<string, string> = {}): Promise<number> {
  const { certificate = '' } = world.place;
  const options = { origin: podOrigin, ca: certificate, localAddress, headers };
  const socket = new WebSocket(world.place.url('0123abcd', 'guest'), ['visavis.v1'], options);
  return new Promise((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
}

describe.each(balancerNames)('behind %s', (balancer) => {
  test('rooms are shared out among all pods, and of their messages at least 95 % stay on their pod', {
    timeout: 120_000,
  }, async () => {
    world = await startPods({ pods: 3, balancer });
    await converse(40);
    const [local, bus] = [await relayed('local'), await relayed('bus')];
    expect(local).toBeGreaterThanOrEqual(240);
    expect(local / (local + bus)).toBeGreaterThanOrEqual(0.95);
    for (const pod of world.pods) expect(await pod.metric('visavis_signalling_seats')).toBeGreaterThan(0);
  });

  test('the rooms of a pod that died meet again on another, and all others stay where they were', {
    timeout: 120_000,
  }, async () => {
    world = await startPods({ pods: 3, balancer });
    await converse(40);
    await world.pods[0]?.kill();
    world.pods.shift();
    await eventually(async () => (await world.metric('visavis_signalling_seats')) === 80);
    const hasMoved = ({ ends }: Conversation): boolean => ends.some(({ lost }) => lost > 0);
    const [moved, stayed] = [conversations.filter(hasMoved), conversations.filter((one) => !hasMoved(one))];
    expect(moved.length).toBeGreaterThan(0);
    expect(stayed.length).toBeGreaterThan(0);
    for (const { ends } of moved) expect(ends.every(({ lost }) => lost > 0)).toBe(true);
    for (const conversation of conversations) conversation.say('we are back');
    await eventually(() => conversations.every(({ isComplete, isQuiet }) => isComplete && isQuiet));
    const [local, bus] = [await relayed('local'), await relayed('bus')];
    // A second page of a guest goes where its room goes now: if that is not where the advisor sits, its words cross the bus.
    const again = stayed.map(({ ends }) => {
      const end = new End(world.place, { ...ends[1].holder, incarnation: randomText(16) }, 'guest', {});
      end.say('here');
      return end;
    });
    await eventually(() => again.every(({ welcomes }) => welcomes > 0));
    await eventually(async () => (await relayed('local')) + (await relayed('bus')) >= local + bus + again.length);
    for (const end of again) end.leave();
    expect(await relayed('bus')).toBe(bus);
  });

  test('pods count by the address that a browser really has, whatever it says about itself', async () => {
    world = await startPods({ pods: 1, balancer });
    const [one, spoofed] = ['127.77.0.1', { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7' }];
    const knocks = Array.from({ length: 22 }, (_, index) => knock(one, index % 2 === 0 ? spoofed : {}));
    const other = knock('127.77.0.2', spoofed);
    const statuses = await Promise.all(knocks);
    expect(statuses.filter((status) => status === 101)).toHaveLength(20);
    expect(statuses.filter((status) => status === 503)).toHaveLength(2);
    expect(await other).toBe(101);
  });
});
