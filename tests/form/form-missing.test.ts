/** The PDF that the other side has not: asked for once more whenever the form is laid down again, and not besides. */
import { describe, expect, it, vi } from 'vitest';
import { decode, encode } from '../../clients/ui/call/tools/form/wire.ts';
import { someBytes, twoForms } from './two-forms.ts';

describe('a PDF that the other side has not', () => {
  it('is asked for anew when an advisor, who lost it on the way by loading the page anew, lays it down once more', async () => {
    const both = twoForms();
    both.open();
    await both.advisor.session.lay('Antrag.pdf', someBytes(100_000));
    await both.carry(both.advisor, 1);
    await both.carry(both.guest);
    await both.carry(both.advisor, 3);
    both.cut();
    both.reload('advisor');
    both.open();
    await both.settle();
    for (const { session } of [both.advisor, both.guest]) expect(session.view.isMissing).toBe(true);
    const asked = vi.spyOn(both.guest.lane, 'send');
    await both.advisor.session.lay('Antrag.pdf', someBytes(100_000));
    expect(both.advisor.session.view).toMatchObject({ isMissing: false, bytes: someBytes(100_000) });
    await both.settle();
    await expect.poll(() => both.guest.session.view.bytes).toEqual(someBytes(100_000));
    expect(both.guest.session.view.isMissing).toBe(false);
    expect(asked.mock.calls.map(([payload]) => decode(payload))).toMatchObject([{ type: 'want', from: 0 }]);
  });

  it('is asked for once each time it is named, as long as nobody has it', async () => {
    const { guest, settle, open } = twoForms();
    open();
    const asked = vi.spyOn(guest.lane, 'send');
    const file = { name: 'x', hash: 'ab'.repeat(32), bytes: 100 };
    for (const n of [1, 2, 2]) {
      guest.lane.receive(encode({ type: 'said', form: { n, by: 'axxxxxxxx', file }, words: [] }));
      await settle();
      expect(guest.session.view.isMissing).toBe(true);
    }
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
