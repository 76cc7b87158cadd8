/** What each role of the image may be told, so that a deployment is held to what the role itself would say. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appointmentsConfig, secretMaterialFrom } from '@visavis/appointments/config.ts';
import { readConfig } from '@visavis/runtime';
import { signallingSettings } from '@visavis/signalling/config.ts';
import { redisPlaceFrom } from '@visavis/signalling/redis-settings.ts';
import { iceOptionsFrom } from '@visavis/signalling/turn-regions.ts';
import { renderTurnConfig, TurnEnvironment, turnSettings } from '@visavis/turn';
import { readDoctorSettings } from '../../services/doctor/settings.ts';
import { addressLimitsFrom } from '../../services/signalling/address-limits.ts';
import { syntheticSettings } from '../../services/synthetic/config.ts';
import { deployFolder } from './read-yaml.ts';

export type Environment = Record<string, string>;

/** Reads an environment as the role does at its start, with the rules between keys. @throws {Error} as the role would */
const starts: Record<string, (env: Environment) => void> = {
  signalling(env) {
    const settings = readConfig(signallingSettings, env);
    redisPlaceFrom(settings);
    iceOptionsFrom(settings);
    addressLimitsFrom(settings);
  },
  appointments: (env) => void secretMaterialFrom(readConfig(appointmentsConfig, env)),
  turn: (env) => void renderTurnConfig(turnSettings(readConfig(TurnEnvironment, env, 'TURN_'))),
  synthetic: (env) => void readConfig(syntheticSettings, env, 'SYNTHETIC_'),
  doctor(env) {
    const { wrong, unknown } = readDoctorSettings(env);
    if (wrong.length + unknown.length > 0) throw new Error([...wrong, ...unknown].join('\n'));
  },
};

const keys: Record<string, readonly string[]> = {
  signalling: Object.keys(signallingSettings.entries),
  appointments: Object.keys(appointmentsConfig.entries),
  turn: Object.keys(TurnEnvironment.entries),
  synthetic: Object.keys(syntheticSettings.entries),
};

/** Keys that the role does not know: a slip of the pen would become a default. */
function unknownKeys(role: string, env: Environment): string[] {
  const known = keys[role];
  return known ? Object.keys(env).filter((key) => !known.includes(key.replace(/_FILE$/, ''))) : [];
}

/** What the role says to this environment; empty is good. */
export function roleFaults(role: string, env: Environment): string[] {
  const start = starts[role];
  if (!start) return [`${role}: no such role`];
  const unknown = unknownKeys(role, env).map((key) => `${role}: ${key} is unknown`);
  try {
    start(env);
    return unknown;
  } catch (error) {
    return [...unknown, `${role}: ${error instanceof Error ? error.message : 'refused'}`];
  }
}

/** Secrets as `make-secrets.sh` makes them, and those that operators bring. The caller removes the folder. */
export function makeSecrets(): string {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-secrets-'));
  execFileSync(join(deployFolder, 'make-secrets.sh'), [folder], { stdio: 'ignore' });
  writeFileSync(join(folder, 'smtp-url'), 'smtps://user:word@mail.example.de');
  writeFileSync(join(folder, 'synthetic-key'), 'vv_key-of-the-synthetic-caller');
  return folder;
}

/** Lets `…_FILE` keys point at secrets that lie in `folder`. @throws {Error} for one that nobody makes */
export function withSecrets(env: Environment, mountPath: string, folder: string): Environment {
  return Object.fromEntries(
    Object.entries(env).map(([key, value]) => {
      // Empty is unset, for the roles too.
      if (!key.endsWith('_FILE') || value === '') return [key, value];
      const file = join(folder, value.slice(mountPath.length));
      if (!value.startsWith(mountPath) || !existsSync(file)) throw new Error(`${key}: nobody makes ${value}`);
      if (readFileSync(file, 'utf8') === '') throw new Error(`${key}: ${value} is empty`);
      return [key, file];
    }),
  );
}

/** A version, not a name that moves; or a digest. PostgreSQL has two numbers only. */
export const isPinned = (image: string): boolean =>
  /^[\w./-]+:v?\d+\.\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(image) || /\/postgres:\d+\.\d+-\w+$/.test(image);
