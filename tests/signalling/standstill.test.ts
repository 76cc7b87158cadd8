/** A pod that stood still, or whose clock was set: what it knew counts only after the store has said so again. */
import { MemoryRelayBus } from '@visavis/signalling';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Standstill } from '../../services/signalling/standstill.ts';
import { bytes, until, type World } from '../support/signalling-world.ts';
import { stoppableWorld } from '../support/stoppable-world.ts';

/** Nobody hears anything of other pods. */
class SilentBus extends MemoryRelayBus {
  override async publish(): Promise<boolean> {
    return false;
  }
}

let open: World | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await open?.close();
});

const relay = (n: number) => ({ type: 'relay', to: 'guest', n, a: 0, body: 's.AAAA' });

async function meetOnOnePod() {
  const { world, skip, pass } = await stoppableWorld({ deps: { bus: new SilentBus() } });
  open = world;
  const room = bytes(16);
  const advisor = world.person('advisor', room);
  const { client: old } = await world.enter(advisor);
  const { client: guest } = await world.enter(world.person('guest', room));
  await old.take('peer');
  return { world, skip, pass, room, advisor, old, guest };
}

describe('a pod that stood still', () => {
  it('closes 4409 whoever was replaced meanwhile, and forwards nothing that they say', async () => {
    const { world, skip, advisor, old, guest } = await meetOnOnePod();
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(3_000);
    old.send(relay(1));
    expect((await old.closed()).code).toBe(4409);
    expect((await guest.settled()).filter(({ type }) => type === 'relay')).toEqual([]);
  });

  it('does not let them end the room either', async () => {
    const { world, skip, advisor, old, guest } = await meetOnOnePod();
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(3_000);
    old.send({ type: 'bye', end: true });
    expect((await old.closed()).code).toBe(4409);
    expect((await guest.settled()).map(({ type }) => type)).not.toContain('error');
  });

  it('ends the room for an advisor who is gone by the time the store has confirmed them', async () => {
    const { world, skip, old, guest } = await meetOnOnePod();
    const renew = world.store.renew.bind(world.store);
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    vi.spyOn(world.store, 'renew').mockImplementation(async (...asked) => {
      await answered;
      return renew(...asked);
    });
    skip(3_000);
    old.send({ type: 'bye', end: true });
    old.ws.close();
    await until(() => world.logLines.some((line) => line.includes('line lost, seat kept')));
    answer();
    expect((await guest.closed()).code).toBe(4410);
  });

  it('listens to everybody else again as soon as the store has confirmed them', async () => {
    const { skip, old, guest } = await meetOnOnePod();
    skip(3_000);
    old.send(relay(1));
    await old.settled();
    old.send(relay(2));
    expect(await guest.take('relay')).toMatchObject({ n: 2, from: 'advisor' });
  });

  it.each([
    ['stood still', 3_000],
    ['had its clock set back', -3_600_000],
  ])('finds out who was replaced while it %s, also of silent lines in a call', async (_what, ms) => {
    const { world, skip, pass, advisor, old } = await meetOnOnePod();
    old.send({ type: 'ping', c: 1, inCall: true });
    await old.take('pong');
    await pass(5);
    await world.enter({ ...advisor, incarnation: bytes(16) }, 1);
    skip(ms);
    await pass(4);
    expect((await old.closed()).code).toBe(4409);
  });

  it('does the same when its clock was set back', async () => {
    const { world, skip, advisor, old } = await meetOnOnePod();
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
