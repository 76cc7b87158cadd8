/** The relay's settings as its container gets them: environment variables, each also as `…_FILE`. */
import { setting } from '@visavis/runtime';
import * as v from 'valibot';
import type { TurnSettings } from './config.ts';

const secret = v.pipe(v.string(), v.minLength(16, 'expected 16 characters at least'));
const optionalPort = v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)));

/** For `readConfig`, prefix `TURN_`. README.md has the table. */
export const TurnEnvironment = v.object({
  TURN_VERSION: setting.text('4.17'),
  TURN_REALM: v.pipe(v.string(), v.minLength(1)),
  TURN_SECRET: secret,
  TURN_SECRET_PREVIOUS: v.optional(secret),
  TURN_LISTENING_IPS: setting.list(''),
  TURN_RELAY_IPS: setting.list(''),
  TURN_EXTERNAL_IPS: setting.list(''),
  TURN_PORT: setting.port(3478),
  TURN_TLS_PORT: optionalPort,
  TURN_TLS_CERTIFICATE: setting.optionalText(),
  TURN_TLS_KEY: setting.optionalText(),
  TURN_MIN_PORT: setting.port(49_152),
  TURN_MAX_PORT: setting.port(65_535),
  TURN_USER_QUOTA: setting.integer(24, 1, 1000),
  TURN_TOTAL_QUOTA: setting.integer(1200, 1, 1_000_000),
  TURN_MAX_BYTES_PER_SECOND: setting.integer(500_000, 1, 1_000_000_000),
  TURN_CAPACITY_BYTES_PER_SECOND: setting.integer(60_000_000, 1, 100_000_000_000),
  TURN_DENIED: setting.list(''),
  TURN_ALLOWED: setting.list(''),
  TURN_CONFIG: setting.text('/tmp/turnserver.conf'),
});
export type TurnEnvironment = v.InferOutput<typeof TurnEnvironment>;

/** @throws {RangeError} when only a part of what TLS needs is given */
export function turnSettings(env: TurnEnvironment): TurnSettings {
  const { TURN_TLS_PORT: port, TURN_TLS_CERTIFICATE: certificate, TURN_TLS_KEY: privateKey } = env;
  const given = [port, certificate, privateKey].filter((value) => value !== undefined).length;
  if (given !== 0 && given !== 3)
    throw new RangeError('TLS needs TURN_TLS_PORT, TURN_TLS_CERTIFICATE and TURN_TLS_KEY');
  const tls = port && certificate && privateKey ? { port, certificate, privateKey } : undefined;
  return {
    version: env.TURN_VERSION,
    realm: env.TURN_REALM,
    secrets: [env.TURN_SECRET, ...(env.TURN_SECRET_PREVIOUS === undefined ? [] : [env.TURN_SECRET_PREVIOUS])],
    listeningIps: env.TURN_LISTENING_IPS,
    relayIps: env.TURN_RELAY_IPS,
    externalIps: env.TURN_EXTERNAL_IPS,
    port: env.TURN_PORT,
    ...(tls ? { tls } : {}),
    relayPorts: { min: env.TURN_MIN_PORT, max: env.TURN_MAX_PORT },
    quotas: {
      perUser: env.TURN_USER_QUOTA,
      total: env.TURN_TOTAL_QUOTA,
      maxBytesPerSecond: env.TURN_MAX_BYTES_PER_SECOND,
      capacityBytesPerSecond: env.TURN_CAPACITY_BYTES_PER_SECOND,
    },
    denied: env.TURN_DENIED,
    allowed: env.TURN_ALLOWED,
  };
}
