/** That nothing arrives any more is seen in time, and never where nothing has to arrive. */
import { describe, expect, it } from 'vitest';
import { type Flow, flowWatch, lookAtFlow, noFlow } from '../../clients/call/flow-watch.ts';

/** Looks every 400 ms at packets that come at `rate` a second from one time to another; what was told when. */
function watch(...parts: { untilMs: number; rate: number; isExpected?: boolean; everyMs?: number }[]): string[] {
  let flow: Flow = noFlow;
  let packets = 0;
  let now = 0;
  const told: string[] = [];
  for (const { untilMs, rate, isExpected = true, everyMs = 400 } of parts)
    while (now < untilMs) {
      now += everyMs;
      packets += Math.round((rate * everyMs) / 1_000);
      const look = lookAtFlow(flow, { packets, isExpected }, now);
      flow = look.flow;
      if (look.news) told.push(`${now} ${look.news}`);
    }
  return told;
}

describe('a line', () => {
  it('is told as stalled at the second look without a packet, a second after the last, and as silent after two', () => {
    const looks = { everyMs: 500 };
    const told = watch({ untilMs: 4_000, rate: 50, ...looks }, { untilMs: 9_000, rate: 0, ...looks });
    expect(told).toEqual(['5000 stalled', '6000 silent']);
  });

  it('is well again with its next packet', () => {
    const told = watch({ untilMs: 4_000, rate: 50 }, { untilMs: 6_000, rate: 0 }, { untilMs: 7_000, rate: 5 });
    expect(told).toEqual(['5200 stalled', '6000 silent', '6400 flowing']);
  });

  it('is not spoken of when packets come seldom but come', () => {
    expect(watch({ untilMs: 20_000, rate: 3 })).toEqual([]);
  });

  it('is not missed before it has flowed for a while', () => {
    expect(watch({ untilMs: 1_200, rate: 50 }, { untilMs: 9_000, rate: 0 })).toEqual([]);
  });

  it('may be still when nothing has to come: the other side has neither sound nor picture, or hangs up', () => {
    expect(watch({ untilMs: 4_000, rate: 50 }, { untilMs: 9_000, rate: 0, isExpected: false })).toEqual([]);
  });

  it('is not judged by a page that slept', () => {
    expect(watch({ untilMs: 4_000, rate: 50 }, { untilMs: 8_500, rate: 0, everyMs: 1_500 })).toEqual([]);
  });

  it('begins anew with another connection', () => {
    let flow = noFlow;
    for (let at = 0; at <= 4_000; at += 400) flow = lookAtFlow(flow, { packets: at, isExpected: true }, at).flow;
    const other = lookAtFlow(flow, { packets: 3, isExpected: true }, 4_400);
    expect(other.news).toBeUndefined();
    expect(lookAtFlow(other.flow, { packets: 3, isExpected: true }, 4_400 + flowWatch.mendMs).news).toBeUndefined();
  });
});
