/** What a page says of a call while its sound is on the telephone. */
import type { CallView } from '@visavis/call';
import { describe, expect, it } from 'vitest';
import { causes } from '../../clients/call/causes.ts';
import { withoutSound } from '../../clients/ui/call/tools/telephone/without-sound.ts';

describe('a call on the telephone', () => {
  it('is spoken of without its sound, and with everything that is wrong with line and picture', () => {
    const view = { soundBlocked: true, peer: { microphone: 'off', camera: 'off' }, causes } as unknown as CallView;
    const { soundBlocked, peer, causes: left = [] } = withoutSound(view);
    expect([soundBlocked, peer?.microphone, peer?.camera]).toEqual([false, 'on', 'off']);
    expect(left.filter((cause) => /offline|arrives|leaves|camera|picture|line|busy|saving|floods/.test(cause))).toEqual(
      left,
    );
    expect(left).toContain('own-offline');
    expect(left).toContain('peer-picture-frozen');
    expect(causes.filter((cause) => !left.includes(cause)).join()).not.toMatch(/camera|picture|line/);
  });

  it('keeps what is not there', () => {
    const view = { soundBlocked: false, peer: undefined, causes: undefined } as unknown as CallView;
    expect(withoutSound(view)).toEqual(view);
  });
});
