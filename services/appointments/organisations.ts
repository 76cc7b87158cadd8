/** Several organisations in one installation: each has settings, secrets, a database and a host of its own, and inherits none of them. */
import { join, resolve } from 'node:path';
import { ConfigError, readConfig } from '@visavis/runtime';
import * as v from 'valibot';
import { type AppointmentsConfig, appointmentsConfig, appointmentsKeys } from './config.ts';

type Environment = Record<string, string | undefined>;

/** `ORGANISATIONS`: what each has of its own, by the keys of the environment; files of secrets as `<KEY>_FILE`. */
const Organisations = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(40)),
      settings: v.record(v.string(), v.string()),
    }),
  ),
  v.minLength(1),
);

/** One of them, read and checked. */
export interface OrganisationConfig {
  id: string;
  config: AppointmentsConfig;
  /** Where its pages are; its host tells whose a request is. */
  publicUrl: string;
}

/** What no organisation takes from the process: everything that is its own or opens what is its own. */
const neverShared = [
  ...['PUBLIC_URL', 'ISSUER', 'DATABASE_URL', 'DATA_KEY', 'DATA_KEY_PREVIOUS', 'BOOKING_URL', 'ORGANISATIONS'],
  ...['CODE_PEPPER', 'CODE_PEPPER_VERSION', 'CODE_PEPPER_PREVIOUS', 'OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ...['OIDC_CLIENT_SECRET', 'PORTAL_ISSUER', 'PORTAL_JWKS_URL', 'PORTAL_AUDIENCE', 'MAIL_FROM', 'MAIL_REPLY_TO'],
  ...['ORGANISATION_NAME', 'ORGANISATION_PHONE', 'EMBED_ORIGINS'],
];
/** What an organisation may set. */
const ownKeys = new Set([...Object.keys(appointmentsKeys), 'PUBLIC_URL']);

function parsed(text: string): v.InferOutput<typeof Organisations> {
  try {
    const value: unknown = JSON.parse(text);
    return v.parse(Organisations, value);
  } catch {
    throw new ConfigError(['ORGANISATIONS: expected a list of {"id", "settings": {…}} as JSON']);
  }
}

function environmentOf(env: Environment, id: string, own: Record<string, string>): Environment {
  const kept = Object.entries(env).filter(([key]) => !neverShared.includes(key.replace(/_FILE$/, '')));
  const dataDir = join(env.DATA_DIR || './data', id);
  // A key of its own may be a value here and a file there: whichever the organisation gives holds alone.
  const given = new Set(Object.keys(own).map((key) => key.replace(/_FILE$/, '')));
  const shared = kept.filter(([key]) => !given.has(key.replace(/_FILE$/, '')));
  // Each has a folder of its own below the common one.
  const below = {
    DATA_DIR: dataDir,
    ...(env.SECURITY_LOG_DIR ? { SECURITY_LOG_DIR: join(env.SECURITY_LOG_DIR, id) } : {}),
  };
  const folders = Object.entries(below).filter(([key]) => !given.has(key));
  return { ...Object.fromEntries([...shared, ...folders]), ...own };
}

/** The database behind an address, whoever signs in to it. */
function databaseOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = new URL(address);
  return `${url.host}${url.searchParams.get('host') ?? ''}${url.pathname}`;
}

/** What two organisations must never have in common. */
const apart: Record<string, (one: OrganisationConfig) => string | undefined> = {
  PUBLIC_URL: ({ publicUrl }) => new URL(publicUrl).host,
  ISSUER: ({ config, publicUrl }) => config.ISSUER ?? publicUrl,
  DATABASE_URL: ({ config }) => databaseOf(config.DATABASE_URL),
  DATA_DIR: ({ config }) => resolve(config.DATA_DIR),
  SECURITY_LOG_DIR: ({ config: { SECURITY_LOG_DIR: folder } }) => (folder === undefined ? undefined : resolve(folder)),
  DATA_KEY: ({ config }) => config.DATA_KEY,
  CODE_PEPPER: ({ config }) => config.CODE_PEPPER,
};

function sharedThings(all: readonly OrganisationConfig[]): string[] {
  return Object.entries(apart).flatMap(([key, read]) => {
    const seen = new Map<string, string>();
    return all.flatMap((one) => {
      const value = read(one);
      if (value === undefined) return [];
      const other = seen.get(value);
      seen.set(value, one.id);
      return other === undefined ? [] : [`${one.id}: ${key}: the same as of ${other}`];
    });
  });
}

function readOne(env: Environment, id: string, own: Record<string, string>): OrganisationConfig {
  const unknown = Object.keys(own).filter((key) => !ownKeys.has(key.replace(/_FILE$/, '')));
  if (unknown.length > 0) throw new ConfigError(unknown.map((key) => `${id}: ${key}: unknown`));
  try {
    const config = readConfig(appointmentsConfig, environmentOf(env, id, own));
    if (config.PUBLIC_URL === undefined) throw new ConfigError(['PUBLIC_URL: missing']);
    return { id, config, publicUrl: config.PUBLIC_URL.replace(/\/+$/, '') };
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(error.problems.map((problem) => `${id}: ${problem}`));
    throw error;
  }
}

/**
 * Reads them all. What the process is set to holds for each, except what must be its own.
 * @throws {ConfigError} for whatever is wrong, unknown, or the same for two of them
 */
export function readOrganisations(text: string, env: Environment): OrganisationConfig[] {
  const list = parsed(text);
  const ids = list.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw new ConfigError(twice.map((id) => `${id}: named twice`));
  const all = list.map(({ id, settings }) => readOne(env, id, settings));
  const problems = sharedThings(all);
  if (problems.length > 0) throw new ConfigError(problems);
  return all;
}
