/** Which version of the terms holds at a moment, and what that makes of the others. */
import { describe, expect, it } from 'vitest';
import { stateOf, versionInForce } from '../../services/appointments/rules/terms-state.ts';

describe('the version in force', () => {
  it('is the latest that has begun, and none before the first', () => {
    const published = [
      { version: 'b', validFromMs: 20 },
      { version: 'a', validFromMs: 10 },
    ];
    expect([9, 10, 19, 20].map((now) => versionInForce(published, now))).toEqual([null, 'a', 'a', 'b']);
    const at = (version: string, validFromMs: number | null) => stateOf({ version, validFromMs }, 'a', 15);
    expect([at('a', 10), at('b', 20), at('c', null), at('0', 5)]).toEqual(['current', 'planned', 'draft', 'former']);
  });
});
