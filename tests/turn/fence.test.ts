/** deploy/relay-firewall.sh between two machines: relayed packets reach relayed ports only, and nobody else loses any. */
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { canIsolate } from '../../scripts/own-network.ts';
import { lookIntoWorld } from './look-into-world.ts';

/** Whether the other machine's tunnel, a container's published port and the other machine's relayed port answered. */
const Answered = v.array(v.boolean());
const Looked = v.strictObject({ relayed: Answered, clients: v.array(Answered) });
const Found = v.strictObject({ before: Looked, after: Looked, rules: v.number(), reserved: v.string() });

// Without root there is no such network (docs/decisions/0005).
describe.runIf(canIsolate)('behind relay-firewall.sh', () => {
  let found: v.InferOutput<typeof Found>;
  beforeAll(async () => {
    found = v.parse(Found, await lookIntoWorld('fence-world.ts'));
  }, 60_000);

  it('whoever has a credential no longer reaches tunnels of other relays, nor ports that containers publish', () => {
    expect(found.before.relayed).toEqual([true, true, true]);
    expect(found.after.relayed).toEqual([false, false, true]);
  });

  it('others reach all of them, from ports that are relayed ones too', () => {
    expect(found.before.clients).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
    expect(found.after.clients).toEqual(found.before.clients);
  });

  it('programs are given none of the relayed ports, besides those that were kept before', () => {
    expect(found.reserved).toBe('30000-32767,49152-65535');
  });

  it('a second start adds nothing', () => {
    expect(found.rules).toBe(1);
  });
});
