/** Runs one schedule in a world: rooms full of talk, damage on time, then calm, and a verdict on all that was seen. */
import { watchEmptying } from './emptying.ts';
import type { History } from './history.ts';
import { Recorder } from './history.ts';
import { Meeting } from './meeting.ts';
import { Nemesis, pause } from './nemesis.ts';
import type { Page } from './page.ts';
import { podCount, type Schedule, told } from './schedule.ts';
import type { World } from './world.ts';

const chatEveryMs = 60;
const lookEveryMs = 25;
/** How long pages may take to find each other once nothing breaks any more. On an idle machine it is a second. */
const reunionMs = 90_000;

/** `finished`: the world is free for another schedule, `history` is complete when it resolves. */
export interface Running {
  history: Promise<History>;
}

async function openMeetings(world: World, schedule: Schedule, recorder: Recorder): Promise<Meeting[]> {
  const names = new Map<string, string>();
  const targets = Array.from({ length: podCount }, (_none, slot) => () => {
    const pod = world.fleet.at(slot);
    return pod && { port: pod.process.port, name: pod.name };
  });
  const parts = { targets, seed: schedule.seed, names, note: recorder.note, ticket: world.issuer.ticket };
  const meetings = schedule.rooms.map(({ sealed }, index) =>
    Meeting.open({ ...parts, sealed, name: `room${index + 1}` }),
  );
  return Promise.all(meetings);
}

/** Damage on time; resolves when all of it is undone. */
async function damage(world: World, schedule: Schedule, meetings: Meeting[], recorder: Recorder): Promise<void> {
  const { note } = recorder;
  const nemesis = new Nemesis({ fleet: world.fleet, redis: world.redis.process, meetings, note });
  const deeds = schedule.deeds.map(async ({ atMs, deed }) => {
    await pause(Math.max(0, atMs - recorder.now));
    note({ what: 'fault', deed: told(deed) });
    await nemesis.run(deed);
  });
  await Promise.all(deeds);
}

const saidTo = (from: Page, to: Page): number => (from.opposite?.page === to.name ? from.opposite.said : 0);

/** Two pages that take each other for the one opposite, and heard what the other said after the calm. */
function together(meeting: Meeting, before: ReadonlyMap<Page, { to: string; said: number }>): boolean {
  const heardNew = (by: Page, from: Page): boolean => {
    const then = before.get(from);
    const known = then?.to === by.name ? then.said : 0;
    return by.opposite?.page === from.name && saidTo(from, by) > known && by.opposite.delivered > known;
  };
  return meeting
    .living('advisor')
    .some((advisor) => meeting.living('guest').some((guest) => heardNew(advisor, guest) && heardNew(guest, advisor)));
}

async function reunite(meetings: Meeting[], recorder: Recorder): Promise<void> {
  const calmAt = recorder.now;
  const before = new Map<Page, { to: string; said: number }>();
  for (const meeting of meetings) {
    for (const page of [...meeting.living('advisor'), ...meeting.living('guest')]) {
      if (page.opposite) before.set(page, { to: page.opposite.page, said: page.opposite.said });
    }
  }
  const waiting = new Set(meetings);
  while (waiting.size > 0 && recorder.now - calmAt < reunionMs) {
    for (const meeting of waiting) {
      if (!together(meeting, before)) continue;
      waiting.delete(meeting);
      recorder.note({ what: 'reunited', room: meeting.name, afterMs: Math.round(recorder.now - calmAt) });
    }
    await pause(lookEveryMs);
  }
  for (const meeting of waiting) recorder.note({ what: 'apart', room: meeting.name, why: standing(meeting) });
}

function standing(meeting: Meeting): string {
  const of = (side: 'advisor' | 'guest') =>
    meeting
      .living(side)
      .map(({ name, opposite, pod }) => `${name} at ${pod} with ${opposite?.page}, heard ${opposite?.delivered}`)
      .join('; ') || `no ${side}`;
  return `${of('advisor')} | ${of('guest')}`;
}

function endRooms(schedule: Schedule, meetings: Meeting[], recorder: Recorder): void {
  for (const [index, meeting] of meetings.entries()) {
    const ends = schedule.rooms[index]?.ends;
    recorder.note({ what: 'ended', room: meeting.name });
    for (const page of meeting.living('advisor')) page.close(ends === 'by-advisor' ? 'end' : 'bye');
    if (ends === 'silence') meeting.cable('guest').cut();
    else if (ends === 'goodbyes') for (const page of meeting.living('guest')) page.close('bye');
  }
}

/** Resolves when the world is free again; the history is whole a little later. */
export async function runSchedule(world: World, schedule: Schedule): Promise<Running> {
  const recorder = new Recorder();
  const meetings = await openMeetings(world, schedule, recorder);
  const talk = setInterval(() => {
    for (const meeting of meetings) meeting.chat();
  }, chatEveryMs);
  await damage(world, schedule, meetings, recorder);
  recorder.note({ what: 'calm' });
  await reunite(meetings, recorder);
  clearInterval(talk);
  endRooms(schedule, meetings, recorder);
  for (const meeting of meetings) for (const secret of meeting.secrets()) world.secrets.add(secret);
  const emptying = watchEmptying(world, meetings, recorder);
  await emptying.told;
  const finish = async (): Promise<History> => {
    await emptying.seen;
    await Promise.all(meetings.map((meeting) => meeting.close()));
    world.inspect(recorder.note);
    return recorder.entries;
  };
  return { history: finish() };
}
