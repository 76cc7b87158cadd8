/** The live day on doubles: what it asks, what it hears from the desk, and that it falls silent for a conversation. */
import type { Appointment, DeskTicket } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../clients/advisor/api.ts';
import { DayStore } from '../../clients/advisor/day-store.ts';
import { settleMs } from '../../clients/advisor/desk.ts';
import { makeLinkStore } from '../../clients/advisor/link-store.ts';
import type { DeskOptions, Parts } from '../../clients/advisor/parts.ts';
import { memoryStorage } from '../../clients/advisor/safe-storage.ts';
import { ApiError } from '../../clients/ui/api-request.ts';
import { bookingDouble } from '../browser/harness/booking-double.ts';
import { leadDouble } from '../browser/harness/lead-double.ts';
import { statisticsDouble } from '../browser/harness/statistics-double.ts';
import { walkInDouble } from '../browser/harness/walk-in-double.ts';
import { roomId, sampleAppointment } from './sample.ts';

const start = Date.parse('2026-11-24T08:50:00Z');
const one = sampleAppointment({ id: 'A'.padStart(22, 'x'), room: roomId('a') });
const two = sampleAppointment({ id: 'B'.padStart(22, 'x'), room: roomId('b'), startsAt: '2026-11-24T10:00:00Z' });

interface OpenedDesk extends DeskOptions {
  isClosed: boolean;
}

const makeWorld = (fails: ApiError | undefined) => ({
  now: start,
  list: [one] as Appointment[],
  named: [one.room] as DeskTicket['rooms'],
  fails,
  asked: [] as [number, number][],
  desks: [] as OpenedDesk[],
  ticks: new Map<number, () => void>(),
  heard: [] as string[],
});
type World = ReturnType<typeof makeWorld>;

const refuse = () => Promise.reject(new Error('not asked for here'));

const apiOf = (world: World): Api => ({
  session: refuse,
  signIn: refuse,
  signOut: refuse,
  ways: refuse,
  create: refuse,
  change: refuse,
  cancel: refuse,
  roomTicket: refuse,
  inviteCompanion: refuse,
  withdrawCompanion: refuse,
  appointments: async (from, to) => {
    world.asked.push([from, to]);
    if (world.fails !== undefined) throw world.fails;
    return { appointments: world.list, now: world.now };
  },
  deskTicket: async () => ({ ticket: 't', signalling: '/signal', rooms: world.named, device: 'token' }),
});

const bellOf = (world: World): Parts['bell'] => ({
  wake: async () => undefined,
  sound: async () => world.heard.push('sound') > 0,
  hush: () => void world.heard.push('hush'),
  notify: (_room, title) => void world.heard.push(title),
  withdraw: () => undefined,
  permission: () => 'granted',
  askPermission: async () => 'granted',
});

const notOpened = () => {
  throw new Error('not opened here');
};

const partsOf = (world: World): Parts => ({
  api: apiOf(world),
  booking: bookingDouble({}, start, one),
  lead: leadDouble(start),
  statistics: statisticsDouble(start),
  walkIns: walkInDouble({}, start, one),
  openDesk: (options) => {
    const desk = { ...options, isClosed: false };
    world.desks.push(desk);
    return {
      close: () => {
        desk.isClosed = true;
      },
    };
  },
  openCall: notOpened,
  openMedia: notOpened,
  links: makeLinkStore(memoryStorage()),
  memory: memoryStorage(),
  roomReturn: { before: undefined, keep: () => undefined },
  bell: bellOf(world),
  clock: {
    now: () => world.now,
    after: () => () => undefined,
    every: (period, task) => {
      world.ticks.set(period, task);
      return () => void world.ticks.delete(period);
    },
  },
  random: () => undefined,
  goTo: () => undefined,
  onUse: () => () => undefined,
  agent: '',
  mayUseDevices: async () => false,
});

/** A page's surroundings in the hands of a test. */
function surroundings(fails?: ApiError) {
  const world = makeWorld(fails);
  const store = new DayStore(partsOf(world), 'Europe/Berlin', () => ({ title: 'knock', body: '' }));
  const desk = () => {
    const last = world.desks.at(-1);
    if (last === undefined) throw new Error('no desk');
    return last;
  };
  const joins = (room: Appointment['room'], seat: 'guest' | 'advisor' = 'guest') =>
    desk().on({ type: 'presence', presence: { type: 'presence', room, seat, event: 'joined' } });
  /** Everything that was promised has happened. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { world, store, desk, joins, settled };
}

/** A desk that is open for long enough to have named everybody. */
async function openDesk() {
  const all = surroundings();
  await all.settled();
  await all.desk().ticket('I'.repeat(22) as never);
  all.desk().on({ type: 'opened' });
  await all.settled();
  all.world.now += settleMs;
  await all.settled();
  return all;
}

describe('the list', () => {
  it('is asked for from yesterday to tomorrow, and for a far day beside', async () => {
    const { world, store, settled } = surroundings();
    await settled();
    expect(world.asked).toEqual([[Date.parse('2026-11-22T23:00:00Z'), Date.parse('2026-11-25T23:00:00Z')]]);
    world.asked = [];
    store.show('2026-12-24');
    await settled();
    expect(world.asked).toContainEqual([Date.parse('2026-12-23T23:00:00Z'), Date.parse('2026-12-24T23:00:00Z')]);
  });

  it('stays on the page when a refresh fails, and says that it failed when there never was one', async () => {
    const { world, store, settled } = surroundings();
    await settled();
    world.fails = new ApiError('unavailable');
    await store.refresh();
    expect(store.view).toMatchObject({ list: 'ready', appointments: [one] });
    const other = surroundings(new ApiError('internal', { incident: '7K3M9QXZ' }));
    await other.settled();
    expect(other.store.view.list).toBe('failed');
    expect(other.store.view.failure?.incident).toBe('7K3M9QXZ');
  });

  it('is loaded once more, not many times, when it changes while loading', async () => {
    const { world, store, settled } = surroundings();
    void store.refresh();
    void store.refresh();
    await settled();
    expect(world.asked).toHaveLength(2);
  });

  it('tells the server’s time, not this computer’s', async () => {
    const { world, store, settled } = surroundings();
    await settled();
    world.desks[0]?.onTime(start + 3_600_000);
    expect(store.now()).toBe(start + 3_600_000);
  });
});

describe('the desk', () => {
  it('asks for a new ticket when an appointment is made that the present one does not name, once', async () => {
    const { world, store, settled } = await openDesk();
    world.list = [one, two];
    await store.refresh();
    await settled();
    expect(world.desks.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    await store.refresh();
    await settled();
    expect(world.desks).toHaveLength(2);
  });

  it('says that it is lost only after a while', async () => {
    const { world, store, desk } = await openDesk();
    desk().on({ type: 'lost' });
    expect(store.view.deskLost).toBe(false);
    world.now += 9_000;
    world.ticks.get(5_000)?.();
    expect(store.view.deskLost).toBe(true);
    desk().on({ type: 'opened' });
    expect(store.view.deskLost).toBe(false);
  });

  it('is closed with the store, and nothing is heard after', async () => {
    const { world, store, desk, joins } = await openDesk();
    store.close();
    expect(desk().isClosed).toBe(true);
    expect(world.ticks.size).toBe(0);
    const before = store.view;
    joins(one.room);
    expect(store.view).toBe(before);
  });
});

describe('a knock', () => {
  it('sounds, notifies and is announced by name between conversations', async () => {
    const { world, store, joins } = await openDesk();
    joins(one.room);
    expect(world.heard).toEqual(['sound', 'knock']);
    expect(store.view.announced?.guest.name).toBe('Erika Mustermann');
    expect(store.view.presence.get(one.room)?.guestSince).toBe(world.now);
  });

  it('makes no sound, no notification and no announcement while talking', async () => {
    const { world, store, joins } = await openDesk();
    store.callChanged(two.room, 'talking');
    world.heard = [];
    joins(one.room);
    expect(world.heard).toEqual([]);
    expect(store.view.announced).toBeUndefined();
    expect(store.view.knock.waiting.size).toBe(1);
  });

  it('makes none either while the advisor talks on another device', async () => {
    const { world, joins } = await openDesk();
    joins(two.room, 'advisor');
    joins(two.room);
    world.heard = [];
    joins(one.room);
    expect(world.heard).toEqual([]);
  });

  it('is silent when the advisor switched the sound off, for the next visit too', async () => {
    const { world, store, joins } = await openDesk();
    store.setSound(false);
    joins(one.room);
    expect(world.heard).toEqual(['knock']);
  });
});
