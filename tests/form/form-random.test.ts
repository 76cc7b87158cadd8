/** Whatever two people do at once, and whatever a line loses: both have the same form in the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, noForm, type Said, signedIn } from '../../clients/ui/call/tools/form/form.ts';
import { limits } from '../../clients/ui/call/tools/form/form-value.ts';
import { formOf, laid, seen, signature, someBytes, type TwoForms } from './two-forms.ts';

const Deed = fc.oneof(
  fc.record({
    type: fc.constant('fill' as const),
    who: fc.constantFrom('guest' as const, 'advisor' as const),
    field: fc.constantFrom('a', 'b', 'c'),
    value: fc.oneof(
      fc.string({ unit: fc.constantFrom('x', 'ü', '\n', 'ł'), maxLength: 5 }),
      fc.constant<string[]>(['x', 'y']),
    ),
  }),
  fc.record({
    type: fc.constantFrom('sign' as const, 'unsign' as const),
    who: fc.constantFrom('guest' as const, 'advisor' as const),
    field: fc.constantFrom('s', 't'),
  }),
  fc.record({
    type: fc.constant('carry' as const),
    who: fc.constantFrom('guest' as const, 'advisor' as const),
    count: fc.nat(3),
  }),
  fc.record({ type: fc.constantFrom('cut' as const, 'lay' as const) }),
);
type Deed = typeof Deed extends fc.Arbitrary<infer D> ? D : never;

async function perform(both: TwoForms, deed: Deed): Promise<void> {
  switch (deed.type) {
    case 'fill':
      both[deed.who].session.act(deed);
      break;
    case 'sign':
      both[deed.who].session.act({ type: 'sign', field: deed.field, signature: signature() });
      break;
    case 'unsign':
      both[deed.who].session.act({ type: 'unsign', field: deed.field });
      break;
    case 'carry':
      await both.carry(both[deed.who], deed.count);
      break;
    case 'cut':
      both.cut();
      both.open();
      break;
    default:
      await both.advisor.session.lay('Antrag.pdf', someBytes(20));
  }
}

describe('agreement', () => {
  it('comes about whatever was done, lost and carried in between', async () => {
    const property = fc.asyncProperty(fc.array(Deed, { maxLength: 25 }), async (deeds) => {
      const both = await laid(20);
      for (const deed of deeds) await perform(both, deed);
      await both.settle();
      expect(seen(formOf(both.guest))).toEqual(seen(formOf(both.advisor)));
      expect(both.guest.session.view.dropped + both.advisor.session.view.dropped).toBe(0);
      for (const {
        by,
        holds,
        signature: { over },
      } of signedIn(formOf(both.guest))) {
        expect([by.length, over.length, typeof holds]).toEqual([9, 16, 'boolean']);
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('does not depend on the order in which words come, nor on hearing them twice', () => {
    const register = (n: number) => ({ n, by: 'aaaaaaaaa', file: { name: 'x', hash: '0'.repeat(64), bytes: 1 } });
    const Word = fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom('a', 'b'),
      n: fc.integer({ min: 1, max: 4 }),
      by: fc.constantFrom('aaaaaaaaa', 'gbbbbbbbb'),
    });
    // One page never says two things under one stamp.
    const Said = fc.array(
      fc.record({ form: fc.integer({ min: 1, max: 2 }), words: fc.array(Word, { maxLength: 4 }) }),
      { maxLength: 6 },
    );
    const property = fc.property(Said, fc.func(fc.integer()), (said, chance) => {
      const all = said.map(
        ({ form, words }): Said => ({
          form: register(form),
          words: words.map((word) => ({ ...word, value: `${form} ${word.by} ${word.n} ${word.field}` })),
        }),
      );
      const shuffled = [...all, ...all].map((one, at) => ({ one, key: chance(at) })).sort((a, b) => a.key - b.key);
      const merged = (list: Said[]) => list.reduce((form, one) => merge(form, one, limits.accepted).form, noForm);
      expect(seen(merged(shuffled.map(({ one }) => one)))).toEqual(seen(merged(all)));
    });
    fc.assert(property, { numRuns: 300 });
  });
});
