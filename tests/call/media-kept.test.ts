/** A reload finds the devices as they were: the same ones, and off what was off. */
import { describe, expect, test } from 'vitest';
import { createMedia } from '../../clients/call/media.ts';
import { keepInTab } from '../../clients/call/media-kept.ts';
import { fakeMachine } from './fixtures/devices.ts';

const both = { microphone: true, camera: true };

/** A tab of a browser: its storage outlives its pages. */
function tab() {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
  const page = () => createMedia({ ...fakeMachine().parts, kept: keepInTab(() => store) });
  return { kept, page };
}

describe('a page that is loaded again', () => {
  test('opens the devices that were chosen, and leaves off what was off', async () => {
    const { page } = tab();
    const before = page();
    await before.open(both);
    await before.choose('microphone', 'mic-2');
    before.setMicrophone(false);
    const after = page();
    await after.open(both);
    expect(after.view).toMatchObject({ microphone: 'off', camera: 'on' });
    after.setMicrophone(true);
    await expect.poll(() => after.view.microphone).toBe('on');
    expect(after.view.chosen.microphone).toBe('mic-2');
  });

  test('turns on what a person asks for later', async () => {
    const { page } = tab();
    const before = page();
    await before.open(both);
    before.setCamera(false);
    const after = page();
    await after.open(both);
    await after.open(both);
    expect(after.view.camera).toBe('on');
  });

  test('knows nothing when the conversation was over, or its storage holds nonsense', async () => {
    const { page, kept } = tab();
    const before = page();
    await before.open(both);
    before.setMicrophone(false);
    before.close();
    expect(kept.size).toBe(0);
    for (const nonsense of ['', '[', '7', '{"off":{"microphone":"yes"},"chosen":[1]}']) {
      kept.set('visavis.devices', nonsense);
      const after = page();
      await after.open(both);
      expect(after.view).toMatchObject({ microphone: 'on', camera: 'on' });
    }
  });

  test('works where nothing can be kept', async () => {
    const refused = keepInTab(() => {
      throw new Error('no storage in this window');
    });
    const media = createMedia({ ...fakeMachine().parts, kept: refused });
    await media.open(both);
    expect(media.view.microphone).toBe('on');
  });
});
