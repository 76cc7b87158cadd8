/** The waiting page without a browser: its link, how often it asks, and what it makes of every answer. */
import type { WalkIn } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../clients/guest/wait/api.ts';
import { keep, readFragment, readKept } from '../../clients/guest/wait/wait-link.ts';
import { isPhone, Waiting } from '../../clients/guest/wait/waiting.ts';
import { ApiError } from '../../clients/ui/api-request.ts';

const link = `#${'W'.repeat(22)}.${'s'.repeat(43)}`;
const reading = readFragment(link);
const mine = reading.found === 'mine' ? reading.mine : undefined;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const answer: WalkIn = {
  ...{ phase: 'waiting', language: 'de', service: null, place: 2, waitMinutes: null, isOpen: true, opensAt: null },
  ...{ phone: null, joinLink: null, askAgainMs: 8_000 },
};

function begin(first: WalkIn | ApiError = answer) {
  const world = {
    next: first as WalkIn | ApiError,
    asked: 0,
    delays: [] as number[],
    task: () => {},
    decided: [] as object[],
  };
  const say = async () => {
    if (world.next instanceof ApiError) throw world.next;
    return world.next;
  };
  const api: Api = {
    organisation: () => new Promise(() => {}),
    ask: () => {
      world.asked++;
      return say();
    },
    decide: (decision) => {
      world.decided.push(decision);
      return say();
    },
  };
  const after = (delayMs: number, task: () => void) => {
    world.delays.push(Math.round(delayMs));
    world.task = task;
    return () => {
      world.task = () => {};
    };
  };
  return { world, waiting: new Waiting({ api, after, random: () => 0.5 }, mine, undefined) };
}

describe('the link of somebody who waits', () => {
  it('is read, kept for a reload, and nothing else is taken for one', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(readKept(store)).toBeUndefined();
    if (mine) keep(undefined, mine);
    expect(readKept(undefined)).toBeUndefined();
    if (mine) keep(store, mine);
    expect(readKept(store)).toEqual({ walkIn: 'W'.repeat(22), secret: 's'.repeat(43) });
    for (const wrong of [
      '',
      '#',
      `${link}x`,
      link.slice(0, -1),
      '#refused=nonsense.7K3M9QXZ',
      '#refused=not-admitted.<b>',
    ])
      expect(readFragment(wrong)).toEqual({ found: 'none' });
    expect(readFragment('#refused=not-admitted.7K3M9QXZ')).toEqual({
      found: 'refused',
      code: 'not-admitted',
      incident: '7K3M9QXZ',
    });
  });
});

describe('the waiting page', () => {
  it('asks as often as the service says, and at once when it is looked at', async () => {
    const { world, waiting } = begin();
    await settled();
    expect([world.asked, world.delays]).toEqual([1, [8_000]]);
    world.task();
    await settled();
    waiting.look();
    await settled();
    expect(world.asked).toBe(3);
  });

  it('asks less and less often while nobody answers, says so, and recovers', async () => {
    const { world, waiting } = begin(new ApiError('unavailable'));
    for (let tries = 0; tries < 6; tries++) {
      await settled();
      world.task();
    }
    await settled();
    expect([world.delays.slice(0, 6), waiting.view.isLost]).toEqual([
      [2_000, 4_000, 8_000, 16_000, 30_000, 30_000],
      true,
    ]);
    world.next = answer;
    world.task();
    await settled();
    expect([waiting.view.isLost, waiting.view.walkIn, world.delays.at(-1)]).toEqual([false, answer, 8_000]);
  });

  it.each(['over', 'left', 'called', 'expired'] as const)('asks no more once it is %s', async (phase) => {
    const { world, waiting } = begin({ ...answer, phase, place: null });
    await settled();
    waiting.look();
    await settled();
    expect([world.asked, world.delays]).toEqual([1, []]);
  });

  it('says that nobody waits by a link that the service does not know', async () => {
    const { world, waiting } = begin(new ApiError('link-unknown', { incident: '7K3M9QXZ' }));
    await settled();
    expect([waiting.view.refused, world.delays]).toEqual([{ code: 'link-unknown', incident: '7K3M9QXZ' }, []]);
  });

  it('asks where one stands after a decision that came too late', async () => {
    const { world, waiting } = begin();
    await settled();
    world.next = new ApiError('conflict');
    waiting.decide({ phone: '030 1234567' });
    await settled();
    expect([waiting.view.deciding, world.delays.at(-1), world.decided]).toEqual([
      'failed',
      2_000,
      [{ ...mine, deed: 'call-me', phone: '030 1234567' }],
    ]);
    world.next = { ...answer, phase: 'taken', joinLink: 'https://video.example.de/j#a' };
    world.task();
    await settled();
    expect([waiting.view.walkIn?.phase, waiting.view.deciding]).toEqual(['taken', 'no']);
  });

  it('knows a telephone number from other texts', () => {
    expect(['030 1234567', '+49 (30) 123-45', 'morgen', '12', ''].map(isPhone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
