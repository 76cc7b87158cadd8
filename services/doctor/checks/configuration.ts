/** Whether every key that is set can be read, and whether the keys fit together. */
import { secretMaterialFrom } from '@visavis/appointments/config.ts';
import { portalFrom } from '@visavis/appointments/portal-config.ts';
import { signInFrom } from '@visavis/appointments/sign-in-config.ts';
import { ConfigError, isLoopbackName } from '@visavis/runtime';
import { redisPlaceFrom } from '@visavis/signalling/redis-settings.ts';
import { iceOptionsFrom } from '@visavis/signalling/turn-regions.ts';
import { broken, type Check, type Finding, ok, warning } from '../check.ts';
import type { DoctorSettings, ReadSettings } from '../settings.ts';

/** The rules that the services themselves keep at their start. */
function contradictions(settings: DoctorSettings): string[] {
  const portal = (set: DoctorSettings) => portalFrom(set, set.PUBLIC_URL ?? '');
  const rules = [secretMaterialFrom, signInFrom, portal, redisPlaceFrom, iceOptionsFrom] as const;
  return rules.flatMap((rule) => {
    try {
      rule(settings);
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  });
}

/** What starts and does not work. */
function faults({ PUBLIC_URL, TURN_URLS, TURN_SECRET }: DoctorSettings): Finding[] {
  const found: Finding[] = [];
  const url = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL);
  if (url && url.protocol !== 'https:' && !isLoopbackName(url.hostname)) {
    found.push(
      broken('PUBLIC_URL is not https', 'browsers give camera and microphone to https only: put TLS in front.'),
    );
  }
  if (TURN_URLS.length > 0 && TURN_SECRET === undefined) {
    found.push(broken('TURN_URLS without TURN_SECRET', 'set TURN_SECRET to the secret of the relay.'));
  }
  return found;
}

/** What is set and how it was read, judged. */
export function interpretConfiguration({ settings, wrong, unknown, count }: ReadSettings): Finding {
  const problems = [...wrong, ...contradictions(settings)];
  if (problems.length > 0)
    return broken(problems.join('; '), 'correct these keys; the README of the role has a table.');
  const [fault] = faults(settings);
  if (fault) return fault;
  if (unknown.length > 0) {
    return warning(`no role knows ${unknown.join(', ')}`, 'look for a slip of the pen in these names.');
  }
  if (settings.TURN_URLS.length === 0 && settings.TURN_REGIONS === undefined) {
    return warning('no relay is set', 'calls may fail across networks: run coturn, and set TURN_URLS and TURN_SECRET.');
  }
  return ok(`${count} keys are set and readable`);
}

/** Needs no network. */
export const configurationCheck = (read: ReadSettings): Check => ({
  name: 'configuration',
  remedy: 'correct the configuration; the README of the role has a table.',
  run: async () => interpretConfiguration(read),
});
