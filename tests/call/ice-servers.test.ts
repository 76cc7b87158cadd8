/** Relay credentials: young before a restart, renewed in time, and nobody waits for them for long. */
import { type IceServer, limits } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { createIceSource, freshWaitMs } from '../../clients/call/ice-servers.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const server = (name: string): IceServer => ({ urls: [`turn:${name}.test`] });

function make(canAsk = true) {
  const clock = manualClock();
  const asked: number[] = [];
  const changed: (readonly IceServer[])[] = [];
  const ask = () => {
    if (canAsk) asked.push(clock.now());
    return canAsk;
  };
  const source = createIceSource(clock, ask, (servers) => changed.push(servers));
  source.handleServers([server('first')]);
  return { clock, asked, changed, source, from: clock.now() };
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
    source.handleServers([server('second')]);
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
    source.handleServers([server('second')]);
    expect(changed).toEqual([[server('first')], [server('second')]]);
    source.close();
    clock.advance(10 * limits.turnRenewMs);
    expect(asked).toHaveLength(1);
  });
});
