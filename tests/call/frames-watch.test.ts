/** The watch over frames: what it sees, what it lets pass, and when. */
import { describe, expect, it } from 'vitest';
import { framesSupport } from '../../clients/call/frames-support.ts';
import {
  type FrameTrouble,
  type FrameWatch,
  type ReceiverFacts,
  watchFrames,
} from '../../clients/call/frames-watch.ts';

/** Looks once a second; `perSecond` is what a receiver gets each second, from that second on. */
function look(perSecond: Partial<ReceiverFacts>[], others: Partial<ReceiverFacts> = {}) {
  let watch: FrameWatch = [];
  const sum = { packets: 0, seen: 0, failed: 0 };
  const found: (FrameTrouble | undefined)[] = [];
  for (const [second, { packets = 0, seen = 0, failed = 0 }] of perSecond.entries()) {
    sum.packets += packets;
    sum.seen += seen;
    sum.failed += failed;
    const other = { id: 2, packets: 50 * second, seen: 50 * second, failed: 0, ...others };
    const step = watchFrames(watch, [{ id: 1, ...sum }, other], second * 1_000);
    watch = step.watch;
    found.push(step.trouble);
  }
  return { found, watch };
}
const seconds = (count: number, each: Partial<ReceiverFacts>) => Array<Partial<ReceiverFacts>>(count).fill(each);

describe('the watch', () => {
  it('sees after three seconds that packets come and no frame does', () => {
    const healthy = seconds(3, { packets: 60, seen: 25 });
    const { found } = look([...healthy, ...seconds(4, { packets: 60 })]);
    expect(found).toEqual([...Array(5).fill(undefined), 'missing', 'missing']);
  });

  it('sees it from the beginning as well, when no frame ever came', () => {
    expect(look(seconds(5, { packets: 60 })).found).toEqual([undefined, undefined, undefined, 'missing', 'missing']);
  });

  it('lets a receiver alone that gets nothing, or only a packet now and then', () => {
    expect(look(seconds(20, {})).found.some(Boolean)).toBe(false);
    expect(look(seconds(20, { packets: 5 })).found.some(Boolean)).toBe(false);
  });

  it('sees that most frames cannot be opened, and lets the loss of some pass', () => {
    expect(look(seconds(5, { packets: 60, seen: 25, failed: 14 })).found.at(-1)).toBe('failing');
    expect(look(seconds(5, { packets: 60, seen: 25, failed: 12 })).found.at(-1)).toBeUndefined();
    expect(look(seconds(5, { packets: 9, seen: 2, failed: 2 })).found.at(-1)).toBeUndefined();
  });

  it('forgets a trouble that is over', () => {
    const script = [...seconds(4, { packets: 60, seen: 25, failed: 25 }), ...seconds(5, { packets: 60, seen: 25 })];
    expect(look(script).found.at(-1)).toBeUndefined();
  });

  it('keeps a few seconds and no more', () => {
    expect(look(seconds(1_000, { packets: 60, seen: 25 })).watch.length).toBeLessThanOrEqual(5);
  });
});

describe('a browser', () => {
  it('takes part with streams of its own, with a script transform, or not at all', () => {
    const chromium = { RTCRtpSender: { prototype: { createEncodedStreams() {} } }, RTCRtpScriptTransform: class {} };
    const { RTCRtpScriptTransform } = chromium;
    expect(framesSupport(chromium)).toBe('encoded-streams');
    expect(framesSupport({ RTCRtpSender: { prototype: {} }, RTCRtpScriptTransform })).toBe('script-transform');
    expect(framesSupport({ RTCRtpSender: { prototype: {} } })).toBe('none');
    expect(framesSupport({})).toBe('none');
  });
});
