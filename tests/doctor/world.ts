/** What the doctor's tests examine with: one check alone, in the settings of the test. */
import { type Clock, systemClock } from '@visavis/runtime';
import type { Check, Finding } from '../../services/doctor/check.ts';
import { readDoctorSettings } from '../../services/doctor/settings.ts';

export interface Surroundings {
  env?: Record<string, string>;
  url?: string;
  ca?: string;
  clock?: Clock;
}

/** Runs `check` as the doctor would, without its deadline. */
export function look(check: Check, { env = {}, url, ca, clock = systemClock }: Surroundings = {}): Promise<Finding> {
  const { settings, organisations } = readDoctorSettings(env);
  const signal = new AbortController().signal;
  return check.run({ url: new URL(url ?? 'http://localhost:1'), settings, organisations, ca, clock, signal });
}
