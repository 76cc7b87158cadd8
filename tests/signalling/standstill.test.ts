/** A pod that stood still, or whose clock was set: what it knew counts only after the store has said so again. */
import { MemoryRelayBus, type SeatStore } from '@visavis/signalling';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Standstill } from '../../services/signalling/standstill.ts';
import { storeWith } from '../support/signalling-ground.ts';
import { bytes, until, type World, type WorldOptions } from '../support/signalling-world.ts';
import { worldsOfTwo } from '../support/signalling-worlds.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

/** Nobody hears anything of other pods. */
class SilentBus extends MemoryRelayBus {
  override async publish(): Promise<boolean> {
    return false;
  }
}

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const relay = (n: number) => ({ type: 'relay', to: 'guest', n, a: 0, body: 's.AAAA' });

async function meetOnOnePod(options: WorldOptions) {
  const { world, skip, pass } = await stoppableWorld({ ...options, deps: { bus: new SilentBus() } });
  open = world;
  const room = bytes(16);
  const advisor = world.person('advisor', room);
  const { client: old } = await world.enter(advisor);
  const { client: guest } = await world.enter(world.person('guest', room));
  await old.take('peer');
  return { world, skip, pass, room, advisor, old, guest };
}

describe.each(worldsOfTwo)('of $name one that stood still', ({ ground }) => {
  it('closes 4409 whoever was replaced meanwhile, and forwards nothing that they say', async () => {
    const { world, skip, advisor, old, guest } = await meetOnOnePod(await ground());
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(3_000);
    old.send(relay(1));
    expect((await old.closed()).code).toBe(4409);
    expect((await guest.settled()).filter(({ type }) => type === 'relay')).toEqual([]);
  });

  it('does not let them end the room either', async () => {
    const { world, skip, advisor, old, guest } = await meetOnOnePod(await ground());
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(3_000);
    old.send({ type: 'bye', end: true });
    expect((await old.closed()).code).toBe(4409);
    expect((await guest.settled()).map(({ type }) => type)).not.toContain('error');
  });

  it('ends the room for an advisor who is gone by the time the store has confirmed them', async () => {
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const storeAround = (store: SeatStore): SeatStore =>
      storeWith(store, { renew: (...asked) => answered.then(() => store.renew(...asked)) });
    const { world, skip, old, guest } = await meetOnOnePod({ ...(await ground()), storeAround });
    skip(3_000);
    old.send({ type: 'bye', end: true });
    old.ws.close();
    await until(() => world.logLines.some((line) => line.includes('line lost, seat kept')));
    answer();
    expect((await guest.closed()).code).toBe(4410);
  });

  it('listens to everybody else again as soon as the store has confirmed them', async () => {
    const { world, skip, old, guest } = await meetOnOnePod(await ground());
    skip(3_000);
    old.send(relay(1));
    await old.settled();
    await world.rest();
    old.send(relay(2));
    expect(await guest.take('relay')).toMatchObject({ n: 2, from: 'advisor' });
  });

  it.each([
    ['stood still', 3_000],
    ['had its clock set back', -3_600_000],
  ])('finds out who was replaced while it %s, also of silent lines in a call', async (_what, ms) => {
    const { world, skip, pass, advisor, old } = await meetOnOnePod(await ground());
    old.send({ type: 'ping', c: 1, inCall: true });
    await old.take('pong');
    await pass(5);
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(ms);
    await pass(4);
    expect((await old.closed()).code).toBe(4409);
  });

  it('does the same when its clock was set back', async () => {
    const { world, skip, advisor, old } = await meetOnOnePod(await ground());
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(-3_600_000);
    old.send(relay(1));
    expect((await old.closed()).code).toBe(4409);
  });
});

describe('a standstill', () => {
  const noticed = (moments: number[]): number => {
    const heard = vi.fn();
    const standstill = new Standstill<string>(0);
    standstill.listen(heard);
    for (const moment of moments) standstill.beat(moment);
    return heard.mock.calls.length;
  };

  it.each([
    ['beats in time', [1_000, 2_000, 3_900], 0],
    ['a late beat', [1_000, 3_001], 1],
    ['a step back', [1_000, 500, 1_500], 1],
    ['two of them', [5_000, 6_000, 12_000], 2],
  ])('is noticed by %s', (_title, moments, times) => {
    expect(noticed(moments)).toBe(times);
  });

  it('is noticed by a word before the next beat, once', () => {
    const heard = vi.fn();
    const standstill = new Standstill<string>(0);
    standstill.listen(heard);
    standstill.look(2_001);
    standstill.look(2_002);
    standstill.beat(2_003);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('asks for a doubted member at its first word only, until it is trusted', () => {
    const standstill = new Standstill<string>(0);
    expect([standstill.isDoubted('a'), standstill.isFirstWord('a')]).toEqual([false, false]);
    standstill.doubt('a');
    expect([standstill.isDoubted('a'), standstill.isFirstWord('a'), standstill.isFirstWord('a')]).toEqual([
      true,
      true,
      false,
    ]);
    standstill.trust('a');
    expect(standstill.isDoubted('a')).toBe(false);
  });
});
