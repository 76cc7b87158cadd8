/** The loudspeaker that the other's voice is heard on. */
import { expect, it } from 'vitest';
import { type Player, playOn } from '../../clients/ui/call/loudspeaker.ts';

function player(): Player & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    get sinkId() {
      return asked.at(-1) ?? '';
    },
    setSinkId: async (id) => void asked.push(id),
  };
}

it('plays on the chosen one, and on the system’s own again when that was pulled out', () => {
  const element = player();
  for (const speaker of [undefined, 'headset', 'headset', undefined]) playOn(element, speaker);
  expect(element.asked).toEqual(['headset', '']);
});

it('lets be where a loudspeaker is gone already or the browser chooses none', async () => {
  const element: Player = { sinkId: '', setSinkId: () => Promise.reject(new Error('not found')) };
  playOn(element, 'gone');
  playOn({}, 'any');
  playOn(null, 'any');
  await Promise.resolve();
  expect(element.sinkId).toBe('');
});
