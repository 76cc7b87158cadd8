/** Two people fill in a form at once, over lines that come and go: both end with the same, and a signature stands over what was signed. */
import { describe, expect, it } from 'vitest';
import {
  filledIn,
  isHandedBack,
  isLocked,
  noForm,
  signatureIn,
  signedIn,
} from '../../clients/ui/call/tools/form/form.ts';
import { limits } from '../../clients/ui/call/tools/form/form-value.ts';
import { decode, encode, encodePiece } from '../../clients/ui/call/tools/form/wire.ts';
import { formOf, laid, seen, signature, someBytes, twoForms } from './two-forms.ts';

describe('the PDF', () => {
  it('is with the guest as soon as the advisor laid it down, byte for byte', async () => {
    const { guest } = await laid(100_000);
    expect(formOf(guest).register?.file?.name).toBe('Antrag.pdf');
    await expect.poll(() => guest.session.view.bytes).toEqual(someBytes(100_000));
  });

  it('goes on where it stopped when the line comes back', async () => {
    const both = twoForms();
    both.open();
    await both.advisor.session.lay('Antrag.pdf', someBytes(200_000));
    await both.carry(both.advisor, 1);
    await both.carry(both.guest);
    await both.carry(both.advisor, 5);
    const before = both.guest.session.view.progress;
    expect(before).toBeGreaterThan(0.3);
    both.cut();
    both.open();
    await both.carry(both.advisor, 1);
    const wanted = both.guest.lane.sent.map(decode).find((message) => message?.type === 'want');
    expect(wanted).toMatchObject({ from: before * 200_000 });
    await both.settle();
    await expect.poll(() => both.guest.session.view.bytes).toEqual(someBytes(200_000));
  });

  it('is refused when it is not what was said', async () => {
    const both = twoForms();
    both.open();
    const file = { name: 'x', hash: 'ab'.repeat(32), bytes: 100 };
    both.guest.lane.receive(encode({ type: 'said', form: { n: 1, by: 'axxxxxxxx', file }, words: [] }));
    both.guest.lane.receive(encodePiece({ hash: file.hash, at: 0, data: someBytes(100) }));
    await expect.poll(() => both.guest.session.view).toMatchObject({ bytes: undefined, isMissing: true });
  });

  it('comes back to an advisor who loaded the page anew, who is asked first', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'name', value: 'Käthe' });
    await both.settle();
    both.cut();
    both.reload('advisor');
    both.open();
    await both.settle();
    expect(filledIn(formOf(both.advisor), 'name')).toBe('Käthe');
    // The guest hands it on once it has looked at it, which may take longer than everything else.
    const handed = async () => {
      await both.settle();
      return both.advisor.session.view.bytes;
    };
    await expect.poll(handed).toEqual(someBytes(100));
    expect(both.advisor.session.view.isTrusted).toBe(false);
    expect(both.guest.session.view.isTrusted).toBe(true);
  });

  it('is laid down by advisors alone', async () => {
    const both = twoForms();
    both.open();
    await both.guest.session.lay('Falle.pdf', someBytes(10));
    await both.settle();
    expect(formOf(both.advisor).register).toBeUndefined();
    expect(formOf(both.guest).register).toBeUndefined();
  });

  it('goes from both when the advisor takes it away, and at the end', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'name', value: 'Käthe' });
    await both.settle();
    both.advisor.session.takeAway();
    await both.settle();
    expect(both.guest.session.view.bytes).toBeUndefined();
    expect(formOf(both.guest).words.size).toBe(0);
    await both.advisor.session.lay('Antrag.pdf', someBytes(50));
    await both.settle();
    both.guest.session.forget();
    expect(both.guest.session.view).toMatchObject({ form: noForm, bytes: undefined });
  });
});

describe('what is filled in', () => {
  it('is seen by the other letter by letter, and where they are', async () => {
    const both = await laid();
    both.guest.session.at('name');
    for (const value of ['K', 'Kä', 'Kät']) {
      both.guest.session.act({ type: 'fill', field: 'name', value });
      await both.settle();
      expect(filledIn(formOf(both.advisor), 'name')).toBe(value);
    }
    expect(both.advisor.session.view.theirField).toBe('name');
    both.guest.session.at('');
    await both.settle();
    expect(both.advisor.session.view.theirField).toBeUndefined();
  });

  it('is the same on both sides when both wrote into one field at once', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'name', value: 'Käthe' });
    both.advisor.session.act({ type: 'fill', field: 'name', value: 'Anna' });
    await both.settle();
    expect(filledIn(formOf(both.guest), 'name')).toBe('Käthe');
    expect(seen(formOf(both.guest))).toEqual(seen(formOf(both.advisor)));
  });

  it('is not what somebody says in our name', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'name', value: 'Käthe' });
    const { register, words } = formOf(both.guest);
    const own = [...words.values()][0];
    if (!register || own?.kind !== 'field') throw new Error('nothing was filled in');
    both.guest.lane.receive(encode({ type: 'said', form: register, words: [{ ...own, n: own.n + 5, value: 'Hugo' }] }));
    expect(filledIn(formOf(both.guest), 'name')).toBe('Käthe');
    expect(both.guest.session.view.dropped).toBe(1);
  });

  it('finds no room beyond the limit, and says so', async () => {
    const { guest } = await laid();
    const value = 'x'.repeat(limits.text);
    for (let at = 0; at <= limits.own.letters / limits.text; at++) {
      guest.session.act({ type: 'fill', field: `f${at}`, value });
    }
    expect(guest.session.view.isFull).toBe(true);
  });
});

describe('a signature', () => {
  it('locks the fields for both, and only who signed takes it back', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'name', value: 'Käthe' });
    both.guest.session.act({ type: 'sign', field: 'signature', signature: signature() });
    await both.settle();
    expect(signatureIn(formOf(both.advisor), 'signature')).toMatchObject({ seat: 'guest', holds: true });
    both.advisor.session.act({ type: 'fill', field: 'name', value: 'Anna' });
    both.advisor.session.act({ type: 'unsign', field: 'signature' });
    await both.settle();
    expect(filledIn(formOf(both.guest), 'name')).toBe('Käthe');
    expect(isLocked(formOf(both.advisor))).toBe(true);
    both.guest.session.act({ type: 'unsign', field: 'signature' });
    await both.settle();
    expect(isLocked(formOf(both.advisor))).toBe(false);
    both.advisor.session.act({ type: 'fill', field: 'name', value: 'Käthe S.' });
    await both.settle();
    expect(filledIn(formOf(both.guest), 'name')).toBe('Käthe S.');
  });

  it('does not stand over what was changed in the same moment', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'fill', field: 'sum', value: '100' });
    await both.settle();
    both.guest.session.act({ type: 'sign', field: 'signature', signature: signature() });
    both.advisor.session.act({ type: 'fill', field: 'sum', value: '10000' });
    await both.settle();
    for (const side of [both.guest, both.advisor]) {
      expect(filledIn(formOf(side), 'sum')).toBe('10000');
      expect(signatureIn(formOf(side), 'signature')).toBeUndefined();
      expect(signedIn(formOf(side))).toMatchObject([{ seat: 'guest', holds: false }]);
      expect(isLocked(formOf(side))).toBe(false);
    }
  });

  it('is not made over what came after the signer had looked', async () => {
    const both = await laid();
    const { session } = both.guest;
    const before = session.view.form;
    both.advisor.session.act({ type: 'fill', field: 'sum', value: '10000' });
    await both.settle();
    session.act({ type: 'sign', field: 'signature', signature: signature(), seen: before });
    expect(signedIn(session.view.form)).toEqual([]);
    session.act({ type: 'sign', field: 'signature', signature: signature(), seen: session.view.form });
    expect(signedIn(session.view.form)).toMatchObject([{ holds: true }]);
    const signed = session.view.form;
    await both.advisor.session.lay('Anderer.pdf', someBytes(50));
    await both.settle();
    session.act({ type: 'sign', field: 'signature', signature: signature(), seen: signed });
    expect(signedIn(session.view.form)).toEqual([]);
  });

  it('is told from one in the same name that comes from the other side', async () => {
    const both = await laid();
    const { session } = both.guest;
    session.act({ type: 'sign', field: 'signature', signature: signature() });
    await both.settle();
    const own = signedIn(session.view.form).map((signed) => isHandedBack(signed, session));
    both.reload('guest');
    both.open();
    await both.settle();
    const back = signedIn(formOf(both.guest)).map((signed) => isHandedBack(signed, both.guest.session));
    expect([own, back]).toEqual([[false], [true]]);
    expect(signedIn(formOf(both.advisor)).map((signed) => isHandedBack(signed, both.advisor.session))).toEqual([false]);
    both.guest.session.act({ type: 'unsign', field: 'signature' });
    await both.settle();
    expect(isLocked(formOf(both.advisor))).toBe(false);
  });

  it('lets a second person sign in another field', async () => {
    const both = await laid();
    both.guest.session.act({ type: 'sign', field: 'guest', signature: signature() });
    await both.settle();
    both.advisor.session.act({ type: 'sign', field: 'advisor', signature: signature() });
    await both.settle();
    expect(signedIn(formOf(both.guest)).map(({ field, holds }) => [field, holds])).toEqual([
      ['guest', true],
      ['advisor', true],
    ]);
  });
});
