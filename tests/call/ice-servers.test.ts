/** Relay credentials: young before a restart, renewed in time, and nobody waits for them for long. */
import { type IceServer, limits } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { createIceSource, freshWaitMs } from '../../clients/call/ice-servers.ts';
import type { WakeReason } from '../../clients/call/wake.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const server = (name: string): IceServer => ({ urls: [`turn:${name}.test`] });
const anHour = 3_600;

/** A clock that sleeps with the device: time passes, timers do not. */
function sleepyClock() {
  const clock = manualClock();
  let slept = 0;
  const sleep = (ms: number) => {
    slept += ms;
  };
  return { ...clock, now: () => clock.now() + slept, sleep };
}

function make(canAsk = true, ttlS = anHour) {
  const clock = sleepyClock();
  const asked: number[] = [];
  const wishes: boolean[] = [];
  const changed: (readonly IceServer[])[] = [];
  const listeners = new Set<(reason: WakeReason) => void>();
  const listen = (listener: (reason: WakeReason) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const ask = (elsewhere: boolean) => {
    if (canAsk) asked.push(clock.now());
    wishes.push(elsewhere);
    return canAsk;
  };
  const source = createIceSource(clock, { listen }, ask, (servers) => changed.push(servers));
  source.handleServers([server('first')], ttlS);
  const wake = () => [...listeners].forEach((listener) => void listener('visible'));
  return { clock, asked, wishes, changed, source, wake, from: clock.now() };
}

describe('relay credentials', () => {
  it('are as good as new for ten seconds', async () => {
    const { clock, asked, source } = make();
    clock.advance(limits.iceServersEveryMs - 1);
    expect(await source.fresh()).toEqual([server('first')]);
    expect(asked).toEqual([]);
  });

  it('are asked for and waited for after that', async () => {
    const { clock, asked, source } = make();
    clock.advance(limits.iceServersEveryMs);
    const fresh = source.fresh();
    source.handleServers([server('second')], anHour);
    expect(await fresh).toEqual([server('second')]);
    expect(asked).toHaveLength(1);
  });

  it('are the old ones when the pod does not answer in two seconds, or cannot be asked', async () => {
    const { clock, source } = make();
    clock.advance(60_000);
    const fresh = source.fresh();
    clock.advance(freshWaitMs);
    expect(await fresh).toEqual([server('first')]);
    const without = make(false);
    without.clock.advance(60_000);
    expect(await without.source.fresh()).toEqual([server('first')]);
  });

  it('are renewed every fifty minutes and told', () => {
    const { clock, asked, changed, source, from } = make();
    clock.advance(limits.turnRenewMs);
    expect(asked).toEqual([from + 50 * 60_000]);
    source.handleServers([server('second')], anHour);
    expect(changed).toEqual([[server('first')], [server('second')]]);
    clock.advance(limits.turnRenewMs);
    expect(asked).toHaveLength(2);
    source.close();
    clock.advance(10 * limits.turnRenewMs);
    expect(asked).toHaveLength(2);
  });

  it('are renewed sooner where they live shorter, and never where there is nothing to renew', () => {
    const short = make(true, 60);
    short.clock.advance(49_999);
    expect(short.asked).toEqual([]);
    short.clock.advance(1);
    expect(short.asked).toHaveLength(1);
    const none = make(true, 0);
    none.clock.advance(24 * 3_600_000);
    expect(none.asked).toEqual([]);
    expect(none.source.isYoung).toBe(true);
  });

  it('are asked for every ten seconds while the pod does not answer', () => {
    const { clock, asked, source } = make();
    clock.advance(limits.turnRenewMs + 2 * limits.iceServersEveryMs);
    expect(asked).toHaveLength(3);
    source.handleServers([server('second')], anHour);
    clock.advance(2 * limits.iceServersEveryMs);
    expect(asked).toHaveLength(3);
  });

  it('are old when five sixths of their time are over, and asked for as soon as the device wakes', () => {
    const { clock, asked, source, wake } = make();
    wake();
    expect(asked).toEqual([]);
    expect(source.isYoung).toBe(true);
    clock.sleep(limits.turnRenewMs);
    expect(source.isYoung).toBe(false);
    wake();
    expect(asked).toHaveLength(1);
    source.close();
    wake();
    expect(asked).toHaveLength(1);
  });

  it('are those of another relay after the usual one carried nothing, and of the usual one again after that', async () => {
    const { clock, wishes, source } = make();
    source.goElsewhere();
    expect(source.isYoung).toBe(false);
    const fresh = source.fresh();
    source.handleServers([server('other')], anHour);
    expect(await fresh).toEqual([server('other')]);
    expect(source.isYoung).toBe(true);
    clock.advance(limits.turnRenewMs);
    source.goElsewhere();
    void source.fresh();
    expect(wishes).toEqual([true, true, false]);
    source.close();
  });
});
