/** `npm run test:faults -- [--seed S] [--count N] [--worlds W]`: schedules of damage on real pods; 1,000, or the one of a seed. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runIsolated } from './own-network.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string' }, worlds: { type: 'string' } },
});
const seed = values.seed ?? '1';
const count = values.count ?? (values.seed === undefined ? '1000' : '1');
const worlds = values.worlds ?? String(Math.max(2, availableParallelism()));
for (const [name, value] of Object.entries({ seed, count, worlds })) {
  if (!/^[1-9]\d*$/.test(value)) throw new RangeError(`--${name} is a whole number`);
}
process.exitCode = await runIsolated(
  [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/faults/schedules.test.ts'],
  { cwd: root, env: { VISAVIS_FAULT_SEED: seed, VISAVIS_FAULT_COUNT: count, VISAVIS_FAULT_WORLDS: worlds } },
);
