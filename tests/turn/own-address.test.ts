/** Relays with the settings of deploy/ in a network of their own: people who use the relay only meet, and nothing inner is reached. */
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { canIsolate } from '../../scripts/own-network.ts';
import { lookIntoWorld } from './look-into-world.ts';

const answers = v.array(v.nullable(v.number()));
const Judged = v.strictObject({
  relayed: v.string(),
  neighbours: v.record(v.string(), v.nullable(v.number())),
  wrong: v.array(v.string()),
  trial: v.strictObject({
    relayed: v.string(),
    reached: v.array(v.string()),
    between: v.union([v.string(), v.number()]),
    reachesItsHost: v.boolean(),
  }),
});
const Met = v.strictObject({ relayed: v.array(v.string()), answers, came: v.array(v.boolean()) });
const Finding = v.looseObject({ state: v.string(), says: v.string() });
const Found = v.strictObject({
  compose: Judged,
  composeBehindNat: Judged,
  kubernetes: Judged,
  askedBehindNat: Finding,
  forgottenBehindNat: Finding,
  twoNodes: Met,
  twoNodesBehindNat: Met,
  fence: v.strictObject({ before: Finding, after: Finding, cut: Finding }),
});

const allowed = (neighbours: Record<string, number | null>): string[] =>
  Object.entries(neighbours).flatMap(([address, code]) => (code === null ? [address] : []));

// Without root there is no such network (docs/decisions/0005).
describe.runIf(canIsolate)('with the settings of deploy/', () => {
  let found: v.InferOutput<typeof Found>;
  beforeAll(async () => {
    found = v.parse(Found, await lookIntoWorld('relay-world.ts'));
  }, 60_000);

  describe.each(['compose', 'composeBehindNat', 'kubernetes'] as const)('the relay, %s', (place) => {
    it('carries between two of its places, which peers know by the public address', () => {
      expect(found[place].relayed).toBe('203.0.113.7');
      expect(found[place].trial.between).toBe('carried');
    });

    it('refuses every range of the deny list', () => {
      expect(found[place].wrong).toEqual([]);
      expect(found[place].trial.reached).toEqual([]);
    });
  });

  describe('next to the relay', () => {
    it('nothing is reached by its own permission, not even on other addresses of its machine', () => {
      expect(allowed(found.compose.neighbours)).toEqual(['203.0.113.7']);
      expect(allowed(found.composeBehindNat.neighbours)).toEqual(['10.0.0.7', '203.0.113.7']);
    });

    it('another relay is reached where it is named', () => {
      expect(allowed(found.kubernetes.neighbours)).toEqual(['203.0.113.7', '203.0.113.8']);
    });
  });

  describe('the doctor', () => {
    it('does not take the inner half of a pair for an inner network, whichever address that is', () => {
      expect(found.askedBehindNat).toMatchObject({
        state: 'warning',
        says: expect.stringMatching(/carries, but also to other ports of its own machine$/),
      });
    });

    it('warns of a relay that is missing in the list of pairs: it carries, and peers cannot reach its places', () => {
      expect(found.forgottenBehindNat).toMatchObject({
        state: 'warning',
        says: expect.stringContaining('10.0.0.7, which peers elsewhere do not reach'),
        fix: expect.stringContaining('PUBLIC/PRIVATE'),
      });
    });
  });

  describe.each(['twoNodes', 'twoNodesBehindNat'] as const)('one person on each of %s', (place) => {
    it('hears the other', () => {
      expect(found[place]).toEqual({
        relayed: ['203.0.113.7', '203.0.113.8'],
        answers: [null, null],
        came: [true, true],
      });
    });
  });

  describe('what else listens on the machine of the relay', () => {
    it('is reached over UDP by whoever has a credential, and the doctor warns of it', () => {
      expect(found.fence.before).toMatchObject({
        state: 'warning',
        says: expect.stringContaining('other ports of its own machine'),
      });
    });

    it('is reached no more behind relay-firewall.sh, while two people still meet', () => {
      expect(found.fence.after).toMatchObject({ state: 'ok', says: expect.stringContaining('carries between two') });
    });

    it('would leave two people apart behind a firewall that also cuts relayed ports from each other, and the doctor says so', () => {
      expect(found.fence.cut).toMatchObject({ state: 'broken', says: expect.stringContaining('loses what goes') });
    });
  });
});
