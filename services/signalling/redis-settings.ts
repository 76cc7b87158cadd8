/** What an operator may set about the shared Redis. */
import { ConfigError, setting } from '@visavis/runtime';
import * as v from 'valibot';
import { parseRedisUrl, type RedisPlace } from './redis-place.ts';

/** Without `REDIS_URL` seats and bus are this process's own. README.md explains each key. */
export const redisSettings = {
  REDIS_URL: v.optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }): RedisPlace => {
        const place = parseRedisUrl(dataset.value);
        if (place) return place;
        addIssue({ expected: 'redis://host, redis+sentinel://host,host/master or redis+cluster://host,host' });
        return NEVER;
      }),
    ),
  ),
  REDIS_PASSWORD: setting.optionalText(),
  REDIS_SENTINEL_PASSWORD: setting.optionalText(),
  REDIS_CA: setting.optionalText(),
};

export interface RedisKeys {
  REDIS_URL?: RedisPlace | undefined;
  REDIS_PASSWORD?: string | undefined;
  REDIS_SENTINEL_PASSWORD?: string | undefined;
  REDIS_CA?: string | undefined;
}

/**
 * What the keys mean together; `undefined` without an address.
 * @throws {ConfigError} for a password given twice, or one of the other keys where it means nothing
 */
export function redisPlaceFrom(keys: RedisKeys): RedisPlace | undefined {
  const { REDIS_URL: place, REDIS_PASSWORD: password, REDIS_SENTINEL_PASSWORD: sentinelPassword, REDIS_CA: ca } = keys;
  const problems: string[] = [];
  const needs = (key: string, value: string | undefined, isUseful: boolean, what: string): void => {
    if (value !== undefined && !isUseful) problems.push(`${key}: ${what}`);
  };
  needs(
    'REDIS_PASSWORD',
    password,
    place !== undefined && place.password === undefined,
    'REDIS_URL without a password',
  );
  needs(
    'REDIS_SENTINEL_PASSWORD',
    sentinelPassword,
    place?.kind === 'sentinel',
    'needs redis+sentinel:// in REDIS_URL',
  );
  needs('REDIS_CA', ca, place?.isTls === true, 'needs rediss:// in REDIS_URL');
  if (problems.length > 0) throw new ConfigError(problems);
  return place && { ...place, password: password ?? place.password, sentinelPassword, ca };
}
