/** The judge is judged: a sound history passes, and every kind of broken promise is found in a forged one. */
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../services/signalling/config.ts';
import type { Entry, Happening } from './history.ts';
import { sentence } from './history.ts';
import { shortLimits } from './short-times.ts';
import { violationsOf } from './verdict.ts';
import { emptyAfterWordMs } from './verdict-empty.ts';

const [advisor, guest, second, stranger] = ['room1.advisor.1', 'room1.guest.1', 'room1.guest.2', 'room2.guest.1'];

/** A history by its happenings, ten milliseconds apart; `at` may be forced. */
const timed = (happenings: (Happening & { at?: number })[]): Entry[] =>
  happenings.map((happening, index) => ({ at: index * 10, ...happening }));

const opened = (page: string): Happening => {
  const [room = '', seat] = page.split('.');
  return { what: 'opened', page, room, seat: seat === 'advisor' ? 'advisor' : 'guest' };
};
const seated = (
  page: string,
  epoch: number,
  more: Partial<Extract<Happening, { what: 'seated' }>> = {},
): Happening => ({
  what: 'seated',
  page,
  line: 1,
  pod: 'A',
  epoch,
  connection: `${page}-${epoch}`,
  peers: [],
  ...more,
});
const said = (page: string, to: string, count: number): Happening => ({ what: 'said', page, to, count });
const delivered = (page: string, from: string, count: number): Happening => ({
  what: 'delivered',
  page,
  from,
  text: sentence(from, page, count),
});
const transmitted = (page: string, body: string): Happening => ({ what: 'transmitted', page, line: 1, body });
const heard = (page: string, from: 'advisor' | 'guest', body: string): Happening => ({
  what: 'heard',
  page,
  line: 1,
  from,
  body,
});
const closed = (page: string, code: number): Happening => ({ what: 'closed', page, code, error: undefined });

const younger = 'room1.advisor.2';
const shut = (page: string, told: 'bye' | 'end' | 'nothing'): Happening => ({ what: 'shut', page, told });
const ended: Happening = { what: 'ended', room: 'room1' };
const emptied = (afterMs: number): Happening => ({ what: 'emptied', room: 'room1', afterMs });
const goodbyes = [ended, shut(advisor, 'bye'), shut(guest, 'bye')];
const back = (pod: string, awayMs: number): Happening => ({ what: 'store-back', pod, awayMs });

const prologue = [opened(advisor), opened(guest), opened(stranger), seated(advisor, 1), seated(guest, 1)];
const spoken = [said(guest, advisor, 1), said(guest, advisor, 2), said(guest, advisor, 3)];
const taken = [opened(second), { ...seated(second, 2, { pod: 'B' }), at: 2_000 }];
const told: Happening = { what: 'peer', page: advisor, line: 1, peer: second, event: 'replaced' };
const later = (happening: Happening, at: number) => ({ ...happening, at });

const sound: [title: string, happenings: (Happening & { at?: number })[]][] = [
  ['a conversation', [...spoken, transmitted(guest, 'x'), heard(advisor, 'guest', 'x'), delivered(advisor, guest, 1)]],
  ['words that never arrive', [...spoken, transmitted(guest, 'x')]],
  ['a wire that repeats', [transmitted(guest, 'x'), heard(advisor, 'guest', 'x'), heard(advisor, 'guest', 'x')]],
  ['a take-over', [...taken, later(told, 2_001), later(closed(guest, 4409), 2_002)]],
  ['a return to the seat', [seated(guest, 2), seated(guest, 3, { line: 2 })]],
  ['a store that forgot, and counts again', [{ what: 'forgotten' }, seated(guest, 1, { connection: 'new' })]],
  [
    'an old page that takes its seat back',
    [
      ...taken,
      later(told, 2_001),
      later(seated(guest, 3), 2_002),
      later(transmitted(guest, 'x'), 2_003),
      later(heard(advisor, 'guest', 'x'), 2_004),
    ],
  ],
  ['a room that its advisor ends', [ended, shut(advisor, 'end'), closed(guest, 4410), emptied(900)]],
  ['a room that everybody leaves', [...goodbyes, emptied(900)]],
  ['a room in which somebody falls silent', [ended, shut(advisor, 'bye'), emptied(9_500)]],
  ['a goodbye that reached no pod', [ended, shut(advisor, 'bye'), shut(guest, 'nothing'), emptied(9_500)]],
  ['an end said by a page without a seat', [opened(younger), ended, shut(younger, 'end'), emptied(9_500)]],
  ['a goodbye while a pod is not yet back at its store', [back('A', 10_000), ...goodbyes, emptied(4_900)]],
  ['a goodbye while no pod is back at the store', [back('every', 400), ...goodbyes, emptied(3_700)]],
  [
    'a goodbye to a pod that goes on after it stood still',
    [
      { what: 'stopped', pod: 'A' },
      later({ what: 'continued', pod: 'A' }, 3_000),
      ...goodbyes.map((one) => later(one, 3_100)),
      emptied(2_900),
    ],
  ],
  [
    'what was said before the pod stopped',
    [
      { what: 'stopped', pod: 'A' },
      ...taken,
      later({ what: 'continued', pod: 'A' }, 4_000),
      later(seated(guest, 3, { line: 2, pod: 'B' }), 4_010),
      later({ ...transmitted(guest, 'x'), line: 2 } as Happening, 4_020),
      later(heard(advisor, 'guest', 'x'), 4_030),
    ],
  ],
  [
    'what was said to the pod that stood still, and once more elsewhere after the store forgot everything',
    [
      later({ what: 'stopped', pod: 'A' }, 1_000),
      ...taken,
      later(transmitted(guest, 'x'), 2_500),
      later({ what: 'continued', pod: 'A' }, 4_000),
      later({ what: 'forgotten' }, 4_005),
      later(seated(guest, 2, { line: 2, pod: 'B', connection: 'new' }), 4_010),
      later({ ...transmitted(guest, 'x'), line: 2 } as Happening, 4_020),
      later(heard(advisor, 'guest', 'x'), 4_030),
    ],
  ],
];

const forged: [title: string, rule: string, happenings: (Happening & { at?: number })[]][] = [
  ['a duplicate', 'prefix', [...spoken, delivered(advisor, guest, 1), delivered(advisor, guest, 1)]],
  ['a gap', 'prefix', [...spoken, delivered(advisor, guest, 2)]],
  ['a wrong order', 'prefix', [...spoken, delivered(advisor, guest, 2), delivered(advisor, guest, 1)]],
  [
    'words nobody said yet',
    'prefix',
    [said(guest, advisor, 1), delivered(advisor, guest, 1), delivered(advisor, guest, 2)],
  ],
  [
    'words to another page',
    'prefix',
    [...spoken, { what: 'delivered', page: advisor, from: guest, text: sentence(guest, second, 1) }],
  ],
  ['words of another room', 'room', [transmitted(stranger, 'x'), heard(advisor, 'guest', 'x')]],
  ['words under a false name', 'room', [transmitted(guest, 'x'), heard(advisor, 'advisor', 'x')]],
  ['words made up', 'room', [heard(advisor, 'guest', 'x')]],
  ['an echo', 'room', [transmitted(guest, 'x'), heard(guest, 'guest', 'x')]],
  ['two owners of an epoch', 'owner', [opened(second), seated(second, 1)]],
  [
    'one who was replaced',
    'fence',
    [...taken, later(told, 2_001), later(transmitted(guest, 'x'), 2_002), later(heard(advisor, 'guest', 'x'), 2_003)],
  ],
  [
    'one who was replaced before the line began',
    'fence',
    [
      ...taken,
      later(seated(advisor, 2, { line: 1, peers: [second] }), 2_001),
      later(transmitted(guest, 'x'), 2_002),
      later(heard(advisor, 'guest', 'x'), 2_003),
    ],
  ],
  [
    'a voice through a pod that stood still',
    'paused',
    [
      later({ what: 'stopped', pod: 'A' }, 1_000),
      ...taken,
      later(transmitted(guest, 'x'), 2_500),
      later({ what: 'continued', pod: 'A' }, 4_000),
      later(heard(advisor, 'guest', 'x'), 4_001),
    ],
  ],
  [
    'a voice after the pod stood still',
    'paused',
    [
      later({ what: 'stopped', pod: 'A' }, 1_000),
      ...taken,
      later({ what: 'continued', pod: 'A' }, 4_000),
      later(transmitted(guest, 'x'), 4_001),
      later(heard(advisor, 'guest', 'x'), 4_002),
    ],
  ],
  ['a page replaced by nobody', 'closes', [closed(guest, 4409)]],
  ['an end that nobody wished', 'closes', [closed(guest, 4410)]],
  ['a ticket refused for good', 'closes', [closed(guest, 4401)]],
  ['a bad message', 'closes', [closed(guest, 4400)]],
  ['two who do not find each other', 'reunion', [{ what: 'apart', room: 'room1', why: 'nothing heard' }]],
  ['a room never seen empty', 'empty', [ended]],
  ['a silent room empty too late', 'empty', [ended, shut(advisor, 'bye'), emptied(60_001)]],
  ['goodbyes that free nothing, so that seats end by themselves', 'empty', [...goodbyes, emptied(3_000)]],
  [
    'an end that frees nothing, so that seats end by themselves',
    'empty',
    [ended, shut(advisor, 'end'), emptied(3_000)],
  ],
  ['a goodbye that is late because of another pod', 'empty', [back('B', 10_000), ...goodbyes, emptied(3_000)]],
  [
    'a goodbye long after its pod was back',
    'empty',
    [back('A', 10_000), ...goodbyes.map((one) => later(one, 3_100)), emptied(3_000)],
  ],
  ['a goodbye later than a pod may be', 'empty', [back('A', 10_000), ...goodbyes, emptied(5_000)]],
  [
    'a seat that is taken again after the end',
    'empty',
    [...goodbyes, emptied(900), { what: 'not-emptied', room: 'room1', left: 'again advisor' }],
  ],
  ['a pod that ended', 'process', [{ what: 'died', pod: 'A', how: 'exit code 1' }]],
  ['a log that tells', 'log', [{ what: 'log', pod: 'A', why: 'a ticket', text: '…' }]],
];

describe('a verdict', () => {
  it('waits for goodbyes shorter than any seat of a schedule lives by itself', () => {
    const { seatTtlMs, seatRenewMs, seatTtlInCallMs, seatRenewInCallMs } = { ...defaultLimits, ...shortLimits };
    expect(emptyAfterWordMs).toBeLessThan(Math.min(seatTtlMs - seatRenewMs, seatTtlInCallMs - seatRenewInCallMs));
  });

  it.each(sound)('passes %s', (_title, happenings) => {
    expect(violationsOf(timed([...prologue, ...happenings]))).toEqual([]);
  });

  it.each(forged)('finds %s', (_title, rule, happenings) => {
    expect(violationsOf(timed([...prologue, ...happenings])).map((violation) => violation.rule)).toContain(rule);
  });
});
