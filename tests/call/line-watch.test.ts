/** A line is looked at twice a second: what stops is mended, and what needs not come is not missed. */
import { describe, expect, it } from 'vitest';
import type { PersonMessage } from '../../clients/call/call-state.ts';
import type { Line } from '../../clients/call/line.ts';
import { LineWatch } from '../../clients/call/line-watch.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const media = (microphone: 'on' | 'off' | 'none', camera: 'on' | 'off' | 'none'): PersonMessage =>
  ({ kind: 'media', pid: 'AAAAAAAAAAA', microphone, camera, screen: 'off' }) as PersonMessage;

/** A line on which so many packets a second arrive. */
function watched(...told: PersonMessage[]) {
  const clock = manualClock();
  const diary: string[] = [];
  const world = { packetsPerSecond: 50, phase: 'connected', packets: 0, looks: 0 };
  const stats = async () => {
    world.packets += world.packetsPerSecond / 2;
    world.looks++;
    return { packetsReceived: world.packets };
  };
  const peer = { stats };
  const line = {
    get state() {
      return { phase: world.phase };
    },
    peer,
    handle: ({ type }: { type: string }) => diary.push(type),
  } as unknown as Line;
  const watch = new LineWatch(clock, () => line, { stats: () => {}, flow: (news) => diary.push(`told ${news}`) });
  for (const message of told) watch.told(message);
  const pass = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += 500) {
      clock.advance(500);
      await new Promise(setImmediate);
    }
  };
  return { watch, world, diary, pass };
}

const talking: PersonMessage[] = [{ kind: 'ready', ready: true }, media('on', 'on')];

describe('a line that carried sound and picture', () => {
  it('is told as stalled and then mended when nothing comes any more, and told as well again', async () => {
    const { world, diary, pass } = watched(...talking);
    await pass(5_000);
    world.packetsPerSecond = 0;
    await pass(1_500);
    expect(diary).toEqual(['told stalled']);
    await pass(1_000);
    expect(diary).toEqual(['told stalled', 'told silent', 'silent']);
    world.packetsPerSecond = 50;
    await pass(500);
    expect(diary.slice(3)).toEqual(['told flowing', 'flowing']);
  });

  it.each<[string, PersonMessage]>([
    ['hangs up', { kind: 'leave', reason: 'hanging-up' }],
    ['takes the start back', { kind: 'ready', ready: false }],
    ['has neither microphone nor camera', media('none', 'off')],
    ['switches both off', media('off', 'off')],
  ])('may fall silent when the other side %s', async (_what, message) => {
    const { watch, world, diary, pass } = watched(...talking);
    await pass(5_000);
    watch.told(message);
    world.packetsPerSecond = 0;
    await pass(6_000);
    expect(diary).toEqual([]);
  });

  it('is missed again when the goodbye was taken back', async () => {
    const { watch, world, diary, pass } = watched(...talking);
    watch.told({ kind: 'leave', reason: 'hanging-up' });
    watch.told({ kind: 'leave', reason: 'undone' });
    await pass(5_000);
    world.packetsPerSecond = 0;
    await pass(3_000);
    expect(diary).toContain('silent');
  });

  it('is not told as stalled for ever when its line is built anew', async () => {
    const { world, diary, pass } = watched(...talking);
    await pass(5_000);
    world.packetsPerSecond = 0;
    await pass(1_500);
    world.phase = 'connecting';
    await pass(500);
    expect(diary).toEqual(['told stalled', 'told flowing']);
  });

  it('is not looked at any more after its end', async () => {
    const { watch, world, pass } = watched(...talking);
    watch.close();
    await pass(2_000);
    expect(world.looks).toBe(0);
  });
});
