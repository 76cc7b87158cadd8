/** What may be set for the synthetic caller: by environment, and the most of it by arguments too. */
import { parseArgs } from 'node:util';
import { ConfigError, commonSettings, setting } from '@visavis/runtime';
import * as v from 'valibot';
import { paths } from './results.ts';

const { METRICS_HOST, METRICS_PORT, LOG_LEVEL } = commonSettings;

/** Every key may be given as `<KEY>_FILE` too. README.md explains each. */
export const syntheticSettings = v.object({
  METRICS_HOST,
  METRICS_PORT,
  LOG_LEVEL,
  SYNTHETIC_URL: v.pipe(
    v.string(),
    v.url(),
    v.transform((value) => value.replace(/\/+$/, '')),
  ),
  SYNTHETIC_KEY: v.pipe(v.string(), v.regex(/^vv_/, 'expected a key of `npm run key -- create`')),
  SYNTHETIC_PATHS: v.pipe(setting.list(paths.join(' ')), v.array(v.picklist(paths)), v.minLength(1)),
  SYNTHETIC_EVERY_SECONDS: setting.integer(60, 10, 86_400),
  SYNTHETIC_STEP_SECONDS: setting.integer(20, 1, 120),
  CHROMIUM_PATH: setting.text('/usr/bin/chromium'),
  CHROMIUM_ARGUMENTS: setting.list(''),
});
export type SyntheticSettings = v.InferOutput<typeof syntheticSettings>;

/**
 * `--url`, `--every` and `--paths` as the keys that they stand for; `--once`: run once and say what was found.
 * @throws {ConfigError} for an argument that does not exist
 */
export function readArguments(args: readonly string[]): { once: boolean; env: Record<string, string> } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { url: text, every: text, paths: text, once: { type: 'boolean', default: false } },
    });
    const env = { SYNTHETIC_URL: values.url, SYNTHETIC_EVERY_SECONDS: values.every, SYNTHETIC_PATHS: values.paths };
    const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { once: values.once, env: Object.fromEntries(given) };
  } catch {
    throw new ConfigError(['arguments: expected --url URL, --once or --every SECONDS, --paths LIST']);
  }
}
