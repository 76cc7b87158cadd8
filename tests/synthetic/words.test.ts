/** The caller presses what stands on the pages, in both languages. */
import { describe, expect, it } from 'vitest';
import { de as advisorDe } from '../../clients/advisor/texts/de/index.ts';
import { en as advisorEn } from '../../clients/advisor/texts/en/index.ts';
import { de as guestDe } from '../../clients/guest/texts/de.ts';
import { en as guestEn } from '../../clients/guest/texts/en.ts';
import { call as callDe } from '../../clients/ui/texts/de/call.ts';
import { call as callEn } from '../../clients/ui/texts/en/call.ts';
import { words } from '../../services/synthetic/words.ts';

describe('the words of the caller', () => {
  it.each([
    ['de', guestDe, advisorDe, callDe],
    ['en', guestEn, advisorEn, callEn],
  ])('are those of the pages (%s)', (_language, guest, advisor, call) => {
    const onPages = {
      guest: {
        agree: guest.arrive.agree,
        enter: guest.arrive.submit,
        devices: guest.permission.submit,
        skipTest: guest.check.skip,
        start: guest.waiting.start,
        hangUp: call.leave,
      },
      advisor: { open: advisor.day.open, start: advisor.room.start },
    };
    for (const [role, controls] of Object.entries(onPages)) {
      const pressed: Record<string, RegExp> = words[role as keyof typeof words];
      expect(Object.keys(pressed)).toEqual(Object.keys(controls));
      for (const [control, text] of Object.entries(controls)) expect(text).toMatch(pressed[control] ?? /^$/);
    }
  });

  it('mean one control each, not all that begin alike', () => {
    expect('Gespräch starten und mehr').not.toMatch(words.guest.start);
  });
});
