/** The schedules that every run lives through: no kind of damage is missing, and none is too small to be noticed. */
import { describe, expect, it } from 'vitest';
import { type Deed, drawSchedule, longMs } from './schedule.ts';
import { noticedPauseMs } from './verdict-fencing.ts';

const drawn = Array.from({ length: 60 }, (_none, index) => drawSchedule(index + 1));
const schedulesWith = (suits: (deed: Deed) => boolean): number =>
  drawn.filter(({ deeds }) => deeds.some(({ deed }) => suits(deed))).length;

describe('the first sixty schedules', () => {
  it.each<[Deed['do'], number]>([
    ['kill', 20],
    ['pause', 15],
    ['drain', 15],
    ['clock', 15],
    ['redis-restart', 10],
    ['redis-pause', 10],
    ['redis-away', 10],
    ['bus', 20],
    ['network', 20],
    ['reload', 20],
    ['duplicate', 10],
    ['steal', 10],
  ])('do %s in %i of them at least', (kind, least) => {
    expect(schedulesWith((deed) => deed.do === kind)).toBeGreaterThanOrEqual(least);
  });

  it('take Redis away for longer than any seat lives, of one pod and of all, in one of eight', () => {
    const isLong = (deed: Deed) => deed.do === 'redis-away' && deed.forMs === longMs;
    expect(schedulesWith(isLong)).toBeGreaterThanOrEqual(6);
    expect(schedulesWith(isLong)).toBeLessThanOrEqual(10);
    const whose = drawn.flatMap(({ deeds }) => deeds.flatMap(({ deed }) => (isLong(deed) ? [deed] : [])));
    expect(new Set(whose.map((deed) => deed.do === 'redis-away' && deed.pod === 'every'))).toEqual(
      new Set([true, false]),
    );
  });

  it.each([
    ['noticed by the pod', noticedPauseMs, 4_000],
    ['not noticed', 0, noticedPauseMs - 1],
  ])('stop pods for as long as is %s', (_title, fromMs, toMs) => {
    const isSuch = (deed: Deed) => deed.do === 'pause' && deed.forMs >= fromMs && deed.forMs <= toMs;
    expect(schedulesWith(isSuch)).toBeGreaterThanOrEqual(5);
  });

  it('end rooms in every way', () => {
    const ends = drawn.flatMap(({ rooms }) => rooms.map((room) => room.ends));
    for (const way of ['by-advisor', 'goodbyes', 'silence'])
      expect(ends.filter((end) => end === way).length).toBeGreaterThan(30);
  });
});
