/** A pod that is stopped like a paused machine: whoever was replaced meanwhile cannot speak when it runs again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignallingClient } from '../support/signalling-client.ts';
import { newHolder, randomText, type TicketHolder } from '../support/ticket-issuer.ts';
import { noticedPauseMs } from './verdict-fencing.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close(), 60_000);

const podAt = (slot: number) => {
  const pod = world.fleet.at(slot);
  if (!pod) throw new Error('every pod of this test lives');
  return pod;
};

async function enter(slot: number, holder: TicketHolder) {
  const client = await SignallingClient.connect(podAt(slot).process.url);
  const ticket = await world.issuer.ticket(holder);
  client.send({ type: 'hello', version: 1, ticket, incarnation: holder.incarnation });
  return { client, welcome: await client.take('welcome') };
}

/** Longer than the time after which a pod knows that it stood still. */
const standing = () => new Promise((resolve) => setTimeout(resolve, noticedPauseMs + 500));

const relay = (n: number) => ({ type: 'relay', to: 'guest', n, a: 0, body: `s.${randomText(12)}` });
const relaysIn = (messages: { type: string }[]) => messages.filter(({ type }) => type === 'relay');

/** The advisor sits at pod 0, which is stopped; the same device takes the seat over at pod 1; the old page goes on talking. */
async function stolen(guestAt: number, options: { busIsLost: boolean }) {
  const room = randomText(16);
  const advisor = newHolder('advisor', room);
  const { client: guest } = await enter(guestAt, newHolder('guest', room));
  const { client: old } = await enter(0, advisor);
  expect(await guest.take('peer')).toMatchObject({ event: 'joined' });
  old.send(relay(1));
  expect(await guest.take('relay')).toMatchObject({ n: 1 });
  const { process, proxy } = podAt(0);
  if (options.busIsLost) proxy.weather = { drop: 1, repeat: 0, reorder: 0, lateMs: 1 };
  process.signal('SIGSTOP');
  const { client: young, welcome } = await enter(1, { ...advisor, incarnation: randomText(16) });
  expect(welcome.epoch).toBe(2);
  old.send(relay(2));
  old.send({ type: 'bye', end: true });
  await standing();
  process.signal('SIGCONT');
  expect((await old.closed()).code).toBe(4409);
  proxy.weather = { drop: 0, repeat: 0, reorder: 0, lateMs: 1 };
  return { old, young, guest };
}

describe('a stopped pod whose seat was taken over elsewhere', () => {
  it.each([
    ['the other side is at the pod of the take-over', 1, false],
    ['the other side is at a third pod', 2, false],
    ['the other side is at the stopped pod', 0, false],
    ['the other side is at the stopped pod, and the bus lost the news', 0, true],
  ])('cannot speak and closes 4409 when %s', { timeout: 60_000 }, async (_title, guestAt, busIsLost) => {
    const { young, guest } = await stolen(guestAt, { busIsLost });
    expect(relaysIn(await guest.settled())).toEqual([]);
    young.send(relay(1));
    for (;;) {
      const message = await guest.next();
      if (message.type !== 'relay') continue;
      expect(message).toMatchObject({ from: 'advisor', n: 1 });
      break;
    }
    guest.close();
    young.close();
  });
});
