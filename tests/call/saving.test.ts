/** How large the own picture is sent: between two, among three, and where somebody wants to save. */
import { describe, expect, it } from 'vitest';
import type { SecondView } from '../../clients/call/company-view.ts';
import { Saving, sizeFor } from '../../clients/call/saving.ts';

const aylin: SecondView = {
  seat: 'companion',
  name: 'Aylin Demirkan',
  kind: 'sign-interpreter',
  standing: 'asking',
  present: true,
  microphone: 'off',
  camera: 'on',
  remoteStream: undefined,
};
const hint = (on: boolean) => ({ saving: { kind: 'saving', on } as const });

describe('the own picture', () => {
  it.each<[string, Parameters<typeof sizeFor>, string]>([
    ['whole between two', [{}, false], 'full'],
    ['whole while a companion only asks', [{ second: aylin }, false], 'full'],
    ['smaller once three talk', [{ second: { ...aylin, standing: 'talking' } }, false], 'shared'],
    ['smaller while one of three comes back', [{ second: { ...aylin, standing: 'interrupted' } }, false], 'shared'],
    ['whole when the companion was taken out', [{ second: { ...aylin, standing: 'refused' } }, false], 'full'],
    ['small where this side saves', [{ second: { ...aylin, standing: 'talking' } }, true], 'small'],
    ['small where the other side saves', [{ hints: hint(true) }, false], 'small'],
    ['whole when nobody saves any more', [{ hints: hint(false) }, false], 'full'],
  ])('is %s', (_what, [view, isSaving], size) => expect(sizeFor(view, isSaving)).toBe(size));

  it('is asked for once for each size, with all its movement among three', () => {
    const asked: MediaTrackConstraints[] = [];
    const track = { applyConstraints: async (wish: MediaTrackConstraints) => void asked.push(wish) };
    const saving = new Saving();
    for (const size of ['full', 'shared', 'shared', 'small', 'full'] as const) {
      saving.apply(track as unknown as MediaStreamTrack, size);
    }
    expect(asked.map(({ height, frameRate }) => [height, frameRate])).toEqual([
      [{ ideal: 540 }, { ideal: 25 }],
      [{ ideal: 180 }, { ideal: 10 }],
      [{ ideal: 720 }, { ideal: 25 }],
    ]);
  });
});
