/** One code in three places: what the guest is shown, what the advisor is shown, and what the logs of the pods say. */
import { type RoomSeat, VisavisError } from '@visavis/shared';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { connectWebSocket } from '../../clients/call/signalling.ts';
import { bytes, World as Pods, until } from '../support/signalling-world.ts';
import { makeWorld } from './world.ts';

const code = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/** Node's socket with the origin that a browser would name. */
class PageSocket extends NodeWebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: 'https://visavis.test' });
    this.on('error', () => {});
  }
}
beforeAll(() => void vi.stubGlobal('WebSocket', PageSocket));
afterAll(() => void vi.unstubAllGlobals());

let pods: Pods;
afterEach(() => pods.close());

/** Two pages of the engine on real pods, with a network between them that is only in memory. */
async function house(count: number) {
  pods = await Pods.create({ pods: count });
  const people = makeWorld();
  const parts = { connect: connectWebSocket(people.clock) };
  const join = (seat: RoomSeat, pod: number, changes: Record<string, unknown> = {}) =>
    people.join(seat, {
      parts,
      async admit(incarnation) {
        const admission = await people.admit(seat, true, incarnation);
        const person = { room: admission.room, seat, incarnation, device: bytes(32) };
        return { ...admission, signalling: pods.url(pod), ticket: await pods.ticket(person, changes) };
      },
    });
  return { people, join };
}
const logged = (message: string): Record<string, unknown>[] =>
  pods.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);

test('a set-up that fails between the two browsers has the same code at both and in the log', async () => {
  const { people, join } = await house(2);
  const advisor = join('advisor', 0);
  await until(() => advisor.call.view.signalling === 'open');
  const guest = join('guest', 1);
  await until(() => advisor.call.view.peer !== undefined && guest.call.view.peer !== undefined);
  people.network.fail();
  advisor.call.start();
  guest.call.start();
  const isLost = () => advisor.call.view.lineFailed;
  await until(async () => {
    await people.pass(1_000, 500);
    return isLost();
  });
  const { incident } = advisor.call.view;
  expect(incident).toMatch(code);
  expect(guest.call.view.incident).toBe(incident);
  expect(logged('seat taken').map(({ seat, room }) => [seat, room])).toEqual([
    ['advisor', incident],
    ['guest', incident],
  ]);
  for (const { call } of [advisor, guest]) call.close();
});

test('a page that the pod refuses shows the code under which the pod logged it', async () => {
  const { join } = await house(1);
  const guest = join('guest', 0, { iss: 'https://nobody.test' });
  await until(() => guest.call.view.phase === 'refused');
  const { code: error, incident } = guest.call.view.refusal ?? {};
  expect([error, incident]).toEqual(['ticket-invalid', expect.stringMatching(code)]);
  expect(logged('not let in').map((line) => line.incident)).toContain(incident);
});

test('who waits for a taken seat is shown the code of the room, and its holder has the same', async () => {
  const { join } = await house(1);
  const first = join('guest', 0);
  await until(() => first.call.view.signalling === 'open');
  const second = join('guest', 0);
  await until(() => second.call.view.refusal !== undefined);
  expect(second.call.view.refusal).toMatchObject({ code: 'seat-taken', incident: first.call.view.incident });
  for (const { call } of [first, second]) call.close();
});

test('a page that the service refuses shows the code of its answer', async () => {
  const { people, join } = await house(1);
  people.refusals.set('guest', new VisavisError('not-admitted', 'no', { incident: 'ABCDEFGH' }));
  const guest = join('guest', 0);
  await until(() => guest.call.view.phase === 'refused');
  expect(guest.call.view.refusal).toEqual({ code: 'not-admitted', incident: 'ABCDEFGH' });
});
