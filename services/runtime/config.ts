/** Configuration: one schema a process, read from the environment once, in `server.ts` only. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** Settings that are wrong, all of them, so that an operator mends them in one go. Values are never in the message. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`configuration refused:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Record<string, string | undefined>;

/** `NAME_FILE` stands in for `NAME`: the file's content without trailing line ends. */
function settingOf(key: string, env: Environment, problems: string[]): string | undefined {
  const file = env[`${key}_FILE`];
  if (file === undefined || file === '') return env[key] === '' ? undefined : env[key];
  if (env[key]) problems.push(`${key}: given twice, also as ${key}_FILE`);
  try {
    return readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
  } catch {
    problems.push(`${key}_FILE: the file cannot be read`);
    return undefined;
  }
}

/**
 * Reads the keys of `schema` (strings in, typed values out) from `env`.
 * With `prefix`, a variable that begins with it and is not in the schema is refused as well: a typing error must not
 * become a default.
 * @throws {ConfigError} naming every wrong key
 */
export function readConfig<E extends v.ObjectEntries>(
  schema: v.ObjectSchema<E, undefined>,
  env: Environment,
  prefix?: string,
): v.InferOutput<v.ObjectSchema<E, undefined>> {
  const problems: string[] = [];
  const input: Environment = {};
  for (const key of Object.keys(schema.entries)) {
    const value = settingOf(key, env, problems);
    if (value !== undefined) input[key] = value;
  }
  if (prefix) {
    for (const key of Object.keys(env)) {
      if (key.startsWith(prefix) && !(key.replace(/_FILE$/, '') in schema.entries)) problems.push(`${key}: unknown`);
    }
  }
  const result = v.safeParse(schema, input);
  if (!result.success) {
    for (const issue of result.issues) {
      const key = String(issue.path?.[0]?.key ?? 'configuration');
      problems.push(input[key] === undefined ? `${key}: missing` : `${key}: ${issue.expected ?? issue.type}`);
    }
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(problems);
  return result.output;
}

/** Building blocks for schemas: an environment knows strings only. */
export const setting = {
  text: (fallback: string) => v.optional(v.pipe(v.string(), v.minLength(1)), fallback),
  optionalText: () => v.optional(v.pipe(v.string(), v.minLength(1))),
  port: (fallback: number) =>
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)), String(fallback)),
  integer: (fallback: number, min: number, max: number) =>
    v.optional(
      v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(min), v.maxValue(max)),
      String(fallback),
    ),
  /** 0 to 1. */
  share: (fallback: number) =>
    v.optional(
      v.pipe(v.string(), v.regex(/^\d(\.\d+)?$/), v.transform(Number), v.minValue(0), v.maxValue(1)),
      String(fallback),
    ),
  flag: (fallback: boolean) =>
    v.optional(
      v.pipe(
        v.picklist(['true', 'false', '1', '0']),
        v.transform((value) => value === 'true' || value === '1'),
      ),
      fallback ? 'true' : 'false',
    ),
  list: (fallback: string) =>
    v.optional(
      v.pipe(
        v.string(),
        v.transform((value) => value.split(/[\s,]+/).filter((item) => item !== '')),
      ),
      fallback,
    ),
};

/** Keys that every role has. */
export const commonSettings = {
  HOST: setting.text('127.0.0.1'),
  PORT: setting.port(3000),
  METRICS_HOST: setting.text('127.0.0.1'),
  METRICS_PORT: setting.port(9464),
  LOG_LEVEL: v.optional(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info'),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.url())),
  TRUSTED_PROXIES: setting.list(''),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(v.pipe(v.string(), v.url())),
  OTEL_TRACES_SAMPLER_ARG: setting.share(1),
};
