/** Advisor, guest and companion in one room in memory: what they see of each other, and what goes between them. */
import { type LinkSecret, toBase64url } from '@visavis/shared';
import { isOnAir } from '../../clients/call/peer-memory.ts';
import { makeWorld, type Person, secret, talking } from './world.ts';

/** The companion's own link. */
export const companionSecret = toBase64url(new Uint8Array(16).fill(77)) as LinkSecret;
export const invited = { name: 'Deniz Yilmaz', kind: 'interpreter', linkSecret: companionSecret } as const;

/** How each of them sees the third one. */
export const standings = (...people: Person[]) => people.map(({ call }) => call.view.second?.standing);
/** Whether the sound and picture of the third one arrive. */
export const fromSecond = ({ call }: Person) => call.view.second?.remoteStream?.getTracks().map(isOnAir) ?? [];

type World = ReturnType<typeof makeWorld>;
export interface Three extends Pick<World, 'pass' | 'join' | 'network' | 'devices' | 'pod' | 'frames' | 'clock'> {
  advisor: Person;
  guest: Person;
  companion: Person;
}

/** Comes by their own link, with start pressed as soon as they can. */
export function comesByLink(world: Pick<World, 'join'>, linkSecret: string = companionSecret): Person {
  return world.join('companion', { linkSecret });
}

/** The two talk, the companion is in the room, nobody has been asked anything that was answered. */
export async function asking(world: World = makeWorld()): Promise<Three> {
  const both = await talking(world);
  both.advisor.call.expectCompanion(invited);
  const companion = comesByLink(world);
  await both.pass(500);
  companion.call.start();
  await both.pass(200);
  return { ...both, pod: world.pod, frames: world.frames, clock: world.clock, companion };
}

/** Both have agreed, and all three talk. */
export async function threeTalking(world?: World): Promise<Three> {
  const three = await asking(world);
  three.advisor.call.answerCompanion(true);
  await three.pass(300);
  three.guest.call.answerCompanion(true);
  await three.pass(1_500);
  return three;
}

export { secret as guestSecret };
