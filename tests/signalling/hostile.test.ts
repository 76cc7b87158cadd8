/** Everything a hostile browser can send: it earns the named close code, and nobody else notices. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes, World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';
import { badFrames } from './hostile-frames.ts';
import { badTickets } from './hostile-tickets.ts';

test('the tables hold at least forty frames and twenty tickets', () => {
  expect(badFrames.length).toBeGreaterThanOrEqual(40);
  expect(badTickets.length).toBeGreaterThanOrEqual(20);
});

const faults: unknown[] = [];
const note = (fault: unknown): void => void faults.push(fault);
describe.each(worlds)('on $name', ({ ground }) => {
  let world: World;
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    world = await World.create({
      ...(await ground()),
      limits: { hellosPerAddressBurst: 1e6, connectionsPerAddress: 1e6, connectionsBeforeHelloPerAddress: 1e6 },
    });
  });
  afterAll(async () => {
    await world.close();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    expect(faults.splice(0)).toEqual([]);
  });

  test.each(badFrames)('closes $code on $name, and the other side gets nothing', async ({ frame, code }) => {
    const advisor = world.person('advisor');
    const guest = world.person('guest', advisor.room);
    const newest = { protocols: ['visavis.v1.1'] };
    const a = await world.enter(advisor, 0, {}, newest);
    const g = await world.enter(guest, 1);
    a.client.ws.send(frame);
    expect((await a.client.closed()).code).toBe(code);
    expect(await g.client.settled()).toEqual([]);
    g.client.close();
  });

  test.each(badFrames)('closes before hello on $name', async ({ frame, code }) => {
    const client = await world.connect();
    client.ws.send(frame);
    const { code: found } = await client.closed();
    expect([code, 4401]).toContain(found);
  });

  test.each(badTickets)('refuses a ticket $name', async ({ make, error = 'ticket-invalid', code = 4401 }) => {
    const person = world.person('guest');
    const ticket = await make(world, person);
    const client = await world.connect();
    client.send({ type: 'hello', version: 1, ticket, incarnation: person.incarnation });
    expect(await client.take('error')).toMatchObject({ code: error });
    expect((await client.closed()).code).toBe(code);
    expect((await world.store.readRooms([person.room as never]))[0]?.seats).toEqual([]);
  });

  test('refuses a ticket that was used before, on whatever pod', async () => {
    const person = world.person('guest');
    const ticket = await world.ticket(person);
    for (const [pod, expected] of (['welcome', 'error'] as const).entries()) {
      const client = await world.connect(pod);
      client.send({ type: 'hello', version: 1, ticket, incarnation: person.incarnation });
      const answer = await client.take(expected);
      if (answer.type !== 'error') continue;
      expect(answer.code).toBe('ticket-used');
      expect((await client.closed()).code).toBe(4401);
    }
  });

  test('tolerates clocks that differ by ten seconds, and no more', async () => {
    const now = Math.floor(world.clock.now() / 1000);
    for (const [iat, exp] of [
      [now + 9, now + 60],
      [now - 60, now - 9],
    ]) {
      await world.enter(world.person('guest'), 0, { iat, exp });
    }
  });

  test('a ticket is no resume token and a resume token no ticket', async () => {
    const person = world.person('guest');
    const ticket = await world.ticket(person);
    const asResume = await world.resume(ticket, person.incarnation, 1);
    expect((await asResume.closed()).code).toBe(4401);
    const { welcome } = await world.enter(person);
    const client = await world.connect(1);
    client.send({ type: 'hello', version: 1, ticket: welcome.resume, incarnation: person.incarnation });
    expect((await client.closed()).code).toBe(4401);
  });

  test('a resume token of another page, another pod key or after 300 s closes 4401', async () => {
    const person = world.person('guest');
    const { welcome } = await world.enter(person);
    const stolen = await world.resume(welcome.resume ?? '', bytes(16), 1);
    expect((await stolen.closed()).code).toBe(4401);
    const [header, payload] = (welcome.resume ?? '').split('.');
    const forged = await world.resume(`${header}.${payload}.${bytes(32)}`, person.incarnation, 1);
    expect((await forged.closed()).code).toBe(4401);
    await world.pass(311);
    const late = await world.resume(welcome.resume ?? '', person.incarnation, 1);
    expect(await late.take('error')).toMatchObject({ code: 'ticket-expired' });
    expect((await late.closed()).code).toBe(4401);
  });
});
