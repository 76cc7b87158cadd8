/** The advisor's queue without a browser: who is free, what is told, and the silence during a conversation. */
import type { WalkInDuty, WalkInQueue } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { type KnockState, knockStart } from '../../clients/advisor/knock.ts';
import type { WalkInApi } from '../../clients/advisor/walk-ins/walk-in-api.ts';
import { WalkInStore } from '../../clients/advisor/walk-ins/walk-in-store.ts';
import { ApiError } from '../../clients/ui/api-request.ts';
import { appointmentAt } from '../browser/harness/advisor-parts.ts';
import { walkInPerson } from '../browser/harness/walk-in-double.ts';

const now = Date.parse('2026-11-24T09:02:00Z');
const made = appointmentAt('10:02', 'Sabine Roth');
const sabine = walkInPerson('Sabine Roth', now, 6);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function surroundings(change: Partial<WalkInQueue> = {}) {
  const nobody = { waiting: 0, longestSince: null, services: [], freeAdvisors: 0, current: null, calls: [] };
  const world = {
    queue: { now, isFree: false, ...nobody, ...change } as WalkInQueue,
    knock: knockStart as KnockState,
    said: [] as WalkInDuty[],
    ended: [] as string[],
    rings: 0,
    fails: undefined as ApiError | undefined,
    isCut: false,
    tick: () => {},
  };
  const api: WalkInApi = {
    queue: async () => world.queue,
    duty: async (duty) => {
      world.said.push(duty);
      if (world.isCut) throw new ApiError('unavailable');
      world.queue = { ...world.queue, ...(duty.isFree === undefined ? {} : { isFree: duty.isFree }) };
      return world.queue;
    },
    next: async () => {
      if (world.fails) throw world.fails;
      return { person: sabine, appointment: made };
    },
    end: async (id, as) => {
      world.ended.push(`${id} ${as}`);
      return { ...world.queue, current: null };
    },
  };
  const clock = {
    every: (_period: number, task: () => void) => {
      world.tick = task;
      return () => {};
    },
  };
  const ring = () => {
    world.rings++;
  };
  const another = () => new WalkInStore({ api, clock, knock: () => world.knock, ring });
  return { world, store: another(), another };
}

/** Free, and one more waits than before. */
async function arrivalDuring(knock: KnockState) {
  const { world, store } = surroundings();
  await settled();
  await store.setFree(true);
  world.knock = knock;
  world.queue = { ...world.queue, waiting: 1 };
  world.tick();
  await settled();
  return { world, store };
}

describe('the queue of an advisor', () => {
  it('only asks before it knows, and begins with what the service knows', async () => {
    const { world, store } = surroundings({ isFree: true });
    await settled();
    expect([world.said, store.view.queue?.isFree]).toEqual([[], true]);
    world.tick();
    await settled();
    expect(world.said).toEqual([{ isTalking: false }]);
  });

  it('tells of somebody who comes while the advisor is free', async () => {
    const { world, store } = await arrivalDuring(knockStart);
    expect([world.rings, store.view.arrived]).toEqual([1, 1]);
  });

  it('says nothing anew when somebody leaves the queue', async () => {
    const { world, store } = await arrivalDuring(knockStart);
    const said: number[] = [];
    for (const waiting of [3, 2, 0]) {
      world.queue = { ...world.queue, waiting };
      world.tick();
      await settled();
      said.push(store.view.announced);
    }
    expect(said).toEqual([3, 3, 0]);
  });

  it.each<[string, Partial<KnockState>]>([
    ['in a conversation', { talksHere: true }],
    ['in a conversation elsewhere', { talksElsewhere: true }],
    ['in a room', { attended: 'R'.repeat(22) }],
  ])('is silent %s, and says so to the service', async (_where, knock) => {
    const { world, store } = await arrivalDuring({ ...knockStart, ...knock });
    expect([world.rings, store.view.arrived, store.view.queue?.waiting]).toEqual([0, 0, 1]);
    expect(world.said.at(-1)).toEqual({ isTalking: true });
  });

  it('is silent during a pause', async () => {
    const { world, store } = await arrivalDuring(knockStart);
    await store.setFree(false);
    world.queue = { ...world.queue, waiting: 2 };
    world.tick();
    await settled();
    expect([world.rings, store.view.queue?.isFree]).toEqual([1, false]);
  });

  it('shows in each tab what was pressed in either of them, and says so once', async () => {
    const { world, store, another } = surroundings({ isFree: true });
    const tabs = [store, another()];
    await settled();
    const shown = async () => {
      for (const tab of tabs) await tab.refresh();
      return tabs.map((tab) => tab.view.queue?.isFree);
    };
    await tabs[0]?.setFree(false);
    expect([await shown(), await shown()]).toEqual([
      [false, false],
      [false, false],
    ]);
    await tabs[1]?.setFree(true);
    expect(await shown()).toEqual([true, true]);
    expect(world.said.filter((one) => 'isFree' in one)).toHaveLength(2);
  });

  it('says what was pressed until it is heard', async () => {
    const { world, store } = surroundings({ isFree: true });
    await settled();
    world.isCut = true;
    await store.setFree(false);
    await store.refresh();
    expect(store.view.queue?.isFree).toBe(false);
    world.isCut = false;
    await store.refresh();
    await store.refresh();
    expect(world.said.map(({ isFree }) => isFree)).toEqual([false, false, false, undefined]);
    expect([world.queue.isFree, store.view.queue?.isFree]).toEqual([false, false]);
  });

  it('hands over the next appointment, or says that somebody was faster', async () => {
    const { world, store } = surroundings({ waiting: 1 });
    await settled();
    expect(await store.take()).toBe(made);
    world.fails = new ApiError('not-found');
    world.queue = { ...world.queue, waiting: 0 };
    expect(await store.take()).toBeUndefined();
    await settled();
    expect(store.view).toMatchObject({ tooLate: true, failure: undefined, busy: false });
    world.fails = new ApiError('unavailable');
    await store.take();
    expect(store.view.failure?.code).toBe('unavailable');
  });

  it('is done with somebody after a talk, and not when the room was only looked at', async () => {
    const { world, store } = surroundings({ current: { person: sabine, appointment: made.id } });
    await settled();
    store.leftRoom(made.id, false);
    store.leftRoom('A'.repeat(22), true);
    expect(world.ended).toEqual([]);
    store.leftRoom(made.id, true);
    await settled();
    expect([world.ended, store.view.queue?.current]).toEqual([[`${sabine.id} over`], null]);
  });
});
