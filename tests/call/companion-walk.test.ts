/** Whatever happens in whatever order: nobody is admitted, and at the guest's nobody met, without the person's own yes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CompanionEvent, isAdmitted, newCompanion, refusedBy } from '../../clients/call/companion-state.ts';
import { stepCompanion } from '../../clients/call/companion-step.ts';
import { admit, agree, answer, expected, heard, here, introduce, main, otherLink } from './companion-events.ts';

const anyEvent: fc.Arbitrary<CompanionEvent> = fc.oneof(
  fc.constantFrom<CompanionEvent>(
    expected,
    { type: 'expect', link: otherLink },
    { type: 'expect', link: undefined },
    { type: 'gone' },
    { type: 'called' },
    { type: 'left' },
    { type: 'other-device' },
    { type: 'remove' },
    answer(true),
    answer(false),
    admit('asked'),
    admit('agreed'),
    admit('refused', 'guest'),
  ),
  fc
    .constantFrom('c', 'd')
    .chain((name) =>
      fc.constantFrom<CompanionEvent>(here(name), heard(name), agree(name, true), agree(name, false), introduce(name)),
    ),
  fc.tuple(fc.constantFrom('m', 'n'), fc.boolean()).map(([name, isProven]) => main(name, isProven)),
);

it('admits nobody, and meets nobody at the guest’s, without the yes of the person at the page since they were asked', () => {
  fc.assert(
    fc.property(fc.constantFrom('advisor', 'guest'), fc.array(anyEvent, { maxLength: 40 }), (seat, events) => {
      let state = newCompanion(seat);
      let hasAgreed = false;
      for (const event of events) {
        const step = stepCompanion(state, event);
        if (event.type === 'answer' && event.agreed) hasAgreed = true;
        if (step.state.own === 'open' || step.state.link?.secret !== state.link?.secret) hasAgreed = false;
        if (isAdmitted(step.state)) expect(hasAgreed).toBe(true);
        if (seat === 'guest' && step.effects.some((effect) => effect.do === 'meet')) expect(hasAgreed).toBe(true);
        if (refusedBy(state) && state.link?.secret === step.state.link?.secret)
          expect(isAdmitted(step.state)).toBe(false);
        state = step.state;
      }
    }),
    { numRuns: 3_000 },
  );
});
