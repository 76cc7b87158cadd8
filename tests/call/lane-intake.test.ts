/** Whatever the other side sends, this page keeps most of its time, loses no order, and counts what it leaves out. */
import { describe, expect, it } from 'vitest';
import { LaneIntake, laneIntake, spend, waitMs } from '../../clients/call/lane-intake.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const idle = () => new Promise(setImmediate);

/** An intake whose messages take `costMs` each to handle. */
function scene(costMs: number) {
  const clock = manualClock();
  const world = { handled: [] as number[], refused: 0, busyMs: 0 };
  // Handling takes the page's time: nothing else happens meanwhile, timers included.
  let lateMs = 0;
  const shown = { ...clock, now: () => clock.now() + lateMs };
  const intake: LaneIntake = new LaneIntake({
    clock: shown,
    pass: async (bytes) => {
      await undefined;
      intake.timed(() => {
        lateMs += costMs;
        world.busyMs += costMs;
        world.handled.push(bytes[0] ?? -1);
      });
    },
    refused: () => void world.refused++,
  });
  const send = (count: number, length = 1) => {
    for (let sent = 0; sent < count; sent++) intake.take(new Uint8Array(length).fill(sent));
  };
  const pass = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += 10) {
      await idle();
      clock.advance(10);
      await idle();
    }
  };
  return { clock, intake, world, send, pass };
}

describe('what arrives on a lane', () => {
  it('is handled at once and in order as long as it costs little', async () => {
    const { world, send } = scene(0);
    send(100);
    for (let turn = 0; turn < 300; turn++) await undefined;
    expect([world.handled.slice(0, 3), world.handled.length, world.refused]).toEqual([[0, 1, 2], 100, 0]);
  });

  it('waits when its handling would take the page most of its time, and comes in order then', async () => {
    const { world, send, pass } = scene(5);
    send(200);
    await idle();
    // The credit of the beginning, what it earned meanwhile, and not much more.
    expect(world.busyMs).toBeLessThanOrEqual(laneIntake.burstMs / (1 - laneIntake.share) + 5);
    await pass(4_000);
    expect(world.handled).toEqual(Array.from({ length: 200 }, (_, at) => at));
    expect(world.refused).toBe(0);
  });

  it('is left out when it is a flood: so much waits and no more, and refusals are told at a readable rate', async () => {
    const { clock, world, send, pass } = scene(5);
    for (let second = 0; second < 5; second++) {
      send(20_000);
      await pass(1_000);
    }
    const { share, burstMs, toldRefusals } = laneIntake;
    expect(world.busyMs).toBeLessThanOrEqual(burstMs + 10 + clock.now() * share);
    expect(world.refused).toBe(5 * toldRefusals);
    expect(world.handled.length).toBeGreaterThan(100);
  });

  it('is bounded in bytes as in number', async () => {
    const { world, send } = scene(0);
    send(300, 65_000);
    await idle();
    expect(world.refused).toBeGreaterThan(0);
  });

  it('waits a moment and not for hours when the device slept while it was handled', async () => {
    const { world, send, pass } = scene(3_600_000);
    send(2);
    await pass(laneIntake.mostMs / laneIntake.share + 100);
    expect(world.handled).toEqual([0, 1]);
  });

  it('comes to nobody after the end', async () => {
    const { intake, world, send, pass } = scene(5);
    send(200);
    await idle();
    const before = world.handled.length;
    intake.close();
    send(5);
    await pass(3_000);
    expect([world.handled.length, world.refused]).toEqual([before, 0]);
  });
});

describe('credit', () => {
  it('grows with time up to what may be done at once, and is waited for when it is used up', () => {
    const { burstMs, share } = laneIntake;
    const used = spend({ ms: burstMs, at: 0 }, burstMs + 20, 0);
    expect(waitMs(used)).toBe(20 / share);
    expect(waitMs(spend(used, 0, 20 / share))).toBe(0);
    expect(spend(used, 0, 1_000_000).ms).toBe(burstMs);
  });
});
