/** Seeded walks: two people over bad lines, dying pods and reloads always come to talk when it is over. */
import { describe, expect, it } from 'vitest';
import { makeWorld, type Person, phases, received } from './world.ts';

const legal = ['joining', 'waiting', 'together', 'starting', 'talking', 'interrupted'];

/** One person's page, reloaded as often as the walk likes. */
function startAgain(person: Person): void {
  if (!person.call.view.ready) person.call.start();
}

type World = ReturnType<typeof makeWorld>;
type People = { advisor: Person; guest: Person };
const seats = ['advisor', 'guest'] as const;

/** Everything that may happen to them. */
function actsOf({ pod, network, random, join }: World, people: People): [string, () => unknown][] {
  const seat = () => (random() < 0.5 ? 'advisor' : 'guest');
  return [
    ['cut', () => pod.cut(seat())],
    ['drain', () => pod.drain(seat(), 500)],
    ['forget', () => pod.forgetTokens()],
    ['pod down', () => Object.assign(pod, { isUp: false })],
    ['pod up', () => Object.assign(pod, { isUp: true })],
    ['net cut', () => network.cut()],
    ['net fail', () => network.fail()],
    ['net heal', () => network.heal()],
    ['channels', () => network.closeChannels()],
    ['wake', () => people[seat()].wake(random() < 0.5 ? 'online' : 'network-changed')],
    ['start', () => startAgain(people[seat()])],
    ['unstart', () => people[seat()].call.unstart()],
    ['hang up and undo', () => hangUpAndUndo(people[seat()])],
    [
      'reload',
      () => {
        const who = seat();
        // Half of them without a goodbye to the pod, as when a battery dies.
        if (random() < 0.5) pod.cut(who);
        people[who].leavePage();
        people[who] = join(who);
      },
    ],
  ];
}

function hangUpAndUndo({ call }: Person): void {
  call.hangUp();
  if (call.view.phase === 'hanging-up') call.undoHangUp();
}

async function walk(seed: number) {
  const world = makeWorld(seed);
  const { pod, network, random, pass, join } = world;
  pod.weather = { delayMs: [1, 400], drop: 0.2, repeat: 0.2 };
  const people: People = { advisor: join('advisor'), guest: join('guest') };
  const acts = actsOf(world, people);
  const story: string[] = [];
  for (let step = 0; step < 25; step++) {
    const [name, act] = acts[Math.floor(random() * acts.length)] ?? ['nothing', () => {}];
    story.push(name);
    act();
    await pass(Math.floor(random() * 3_000), 100);
    // One who left on purpose comes back: leaving is not what this walk is about.
    for (const who of seats) if (people[who].call.view.phase === 'ended') people[who] = join(who);
    for (const { call } of Object.values(people)) expect(legal, story.join(', ')).toContain(call.view.phase);
  }
  pod.isUp = true;
  network.heal();
  await pass(20_000, 100);
  for (const person of Object.values(people)) startAgain(person);
  return { ...world, ...people, story: `seed ${seed}: ${story.join(', ')}` };
}

describe('a walk through everything that can happen', () => {
  it.each(Array.from({ length: 40 }, (_, index) => index + 1))('ends in a conversation (seed %i)', async (seed) => {
    const { advisor, guest, pass, pod, story } = await walk(seed);
    const isDone = () => phases(advisor, guest).join() === 'talking,talking';
    for (let waited = 0; waited < 180_000 && !isDone(); waited += 1_000) await pass(1_000, 100);
    expect([...phases(advisor, guest), advisor.call.view.signalling], story).toEqual(['talking', 'talking', 'open']);
    await pass(1_000, 100);
    expect([...received(advisor), ...received(guest)], story).toEqual([true, true, true, true]);
    expect([pod.seated('advisor'), pod.seated('guest')].includes(undefined), story).toBe(false);
  });
});
