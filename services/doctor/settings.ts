/** What is set, of whatever role: every key that can be read is used, every one that cannot is told. */
import { appointmentsKeys } from '@visavis/appointments/config.ts';
import type { OrganisationConfig } from '@visavis/appointments/organisations.ts';
import { ConfigError, commonSettings, readConfig, setting } from '@visavis/runtime';
import { signallingSettings } from '@visavis/signalling/config.ts';
import { TurnEnvironment } from '@visavis/turn';
import * as v from 'valibot';
import { housesIn } from './houses.ts';

const { TICKET_JWKS_URL, TICKET_ISSUERS } = signallingSettings.entries;
/** Keys of roles that have more of them than the doctor needs. */
const otherKeys = ['PAGES_DIR', 'LEGAL_DIR', ...Object.keys(TurnEnvironment.entries)];

/** All keys of all roles, none of them required: the doctor may stand anywhere. */
const doctorSchema = v.object({
  ...commonSettings,
  ...appointmentsKeys,
  ...signallingSettings.entries,
  TICKET_JWKS_URL: v.optional(TICKET_JWKS_URL),
  TICKET_ISSUERS: v.optional(TICKET_ISSUERS),
  ORGANISATIONS: setting.optionalText(),
});
export type DoctorSettings = v.InferOutput<typeof doctorSchema>;

type Environment = Record<string, string | undefined>;
const keyOf = (name: string): string => name.replace(/_FILE$/, '');
const known = new Set([...Object.keys(doctorSchema.entries), ...otherKeys]);
/** Names that begin like ours and are none: most likely a slip of the pen. */
const ours =
  /^(OIDC|TURN|STUN|SMTP|MAIL|REDIS|TICKET|RESUME|SIGNALLING|ORGANISATION|CODE_PEPPER|DATA_KEY|METRICS|RETENTION|CONSENT|PORTAL|EMBED)_/;

export interface ReadSettings {
  settings: DoctorSettings;
  organisations: readonly OrganisationConfig[];
  /** Wrong keys with what was expected; never a value. */
  wrong: readonly string[];
  /** Names that no role knows. */
  unknown: readonly string[];
  /** How many keys are set. */
  count: number;
}

/** Reads what can be read: a wrong key is left out and told. */
export function readDoctorSettings(env: Environment): ReadSettings {
  const unknown = Object.keys(env).filter((name) => ours.test(name) && !known.has(keyOf(name)));
  const count = Object.keys(env).filter((name) => known.has(keyOf(name))).length;
  try {
    const settings = readConfig(doctorSchema, env);
    return { settings, ...housesIn(settings.ORGANISATIONS, env), unknown, count };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const faulty = new Set(error.problems.map((problem) => keyOf(problem.split(':')[0] ?? '')));
    const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !faulty.has(keyOf(name))));
    return { settings: readConfig(doctorSchema, rest), organisations: [], wrong: error.problems, unknown, count };
  }
}
