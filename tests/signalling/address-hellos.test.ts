/** Hellos of many people behind one address, counted over all pods: by the usual rate, and by the wide one in a network that is named. */
import { afterEach, describe, expect, test } from 'vitest';
import { isWithin } from '../../services/signalling/address-limits.ts';
import { World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe.each(worlds)('on $name', ({ ground }) => {
  let world: World;
  afterEach(() => world.close());

  test.each([
    ['that let somebody in', {}],
    ['whose ticket is none', { aud: 'somebody else' }],
  ])('a named network has so many times the hellos %s, and those so many times as often', async (_what, changes) => {
    const rate = { hellosPerAddressBurst: 3, hellosPerAddressEveryMs: 60_000 };
    const limits = { ...rate, isWide: isWithin(['203.0.113.0/24']), wideTimes: 4 };
    world = await World.create({ ...(await ground()), limits, trustedProxies: ['127.0.0.1'] });
    const usual = 'aud' in changes ? 'ticket-invalid' : 'welcome';
    /** One after the other, each at the next pod: how many are heard, and how long the one after them is to wait. */
    const heard = async (address: string): Promise<{ count: number; waitMs: number }> => {
      for (let count = 0; ; count++) {
        const client = await world.hello(world.person('guest'), count, changes, from(address));
        const answer = await client.next();
        if (answer.type === 'error' && answer.code === 'too-many') return { count, waitMs: answer.retryAfterMs ?? 0 };
        expect(answer.type === 'error' ? answer.code : answer.type).toBe(usual);
      }
    };
    const [others, named] = [await heard('198.51.100.9'), await heard('203.0.113.9')];
    expect([others.count, named.count]).toEqual([3, 12]);
    expect(others.waitMs).toBeGreaterThan(30_000);
    expect(named.waitMs).toBeLessThanOrEqual(15_000);
  });
});
