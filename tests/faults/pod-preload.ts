/**
 * Loaded into a pod before its own code (`node --import`): shortens the pod's times so that minutes of damage fit into
 * seconds, and lets the test set the pod's clock. Everything else of the process is the product's.
 */
import { readFileSync } from 'node:fs';
import { defaultLimits } from '../../services/signalling/config.ts';
import { shortLimits } from './short-times.ts';

const clockFile = process.env.VISAVIS_TEST_CLOCK;
if (clockFile !== undefined) {
  const realNow = Date.now;
  let offsetMs = 0;
  Date.now = () => realNow() + offsetMs;
  process.on('SIGUSR2', () => {
    offsetMs = Number(readFileSync(clockFile, 'utf8'));
  });
}
Object.assign(defaultLimits, shortLimits);
// A test that was killed cannot end its pods.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 1_000).unref();
