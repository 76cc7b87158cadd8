/** Two people who came by number and code: nothing is checked between them yet. */
import { makeWorld, type Person } from './world.ts';

type Room = Pick<ReturnType<typeof makeWorld>, 'pass' | 'join' | 'network' | 'devices'>;

/** Both in a room without the link's secret, both have pressed. */
export async function inOpenRoom(
  world: ReturnType<typeof makeWorld> = makeWorld(),
): Promise<Room & { advisor: Person; guest: Person }> {
  const advisor = world.join('advisor', { sealed: false });
  const guest = world.join('guest', { sealed: false });
  await world.pass(500);
  for (const { call } of [advisor, guest]) call.start();
  await world.pass(300);
  return { ...world, advisor, guest };
}
