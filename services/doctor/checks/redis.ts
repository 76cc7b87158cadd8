/** Whether the Redis that pods share answers, is new enough, passes messages on and never throws seats away. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { errorKind } from '@visavis/runtime';
import type { RedisLink } from '@visavis/signalling/redis-link.ts';
import type { RedisPlace } from '@visavis/signalling/redis-place.ts';
import { certificateFault } from '../certificate.ts';
import { broken, type Check, type Finding, ok, skipped, warning } from '../check.ts';
import { withRedis } from '../redis.ts';

/** What `INFO` says, and how long a message took through the bus; undefined when it never came. */
export interface RedisFacts {
  info: string;
  roundTripMs: number | undefined;
}

const oldest = 7;
const slowMs = 20;

const fieldOf = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];

/** Facts about a Redis that lets us in, judged. */
export function interpretRedis({ info, roundTripMs }: RedisFacts): Finding {
  const version = fieldOf(info, 'valkey_version') ?? fieldOf(info, 'redis_version') ?? '0';
  const name = fieldOf(info, 'valkey_version') === undefined ? 'Redis' : 'Valkey';
  if (Number.parseInt(version, 10) < oldest) {
    return broken(
      `${name} ${version} is too old`,
      `use Redis ${oldest} or newer, or Valkey: sharded channels came with it.`,
    );
  }
  if (roundTripMs === undefined) {
    return broken('messages do not come through', 'let this user SPUBLISH and SSUBSCRIBE on all channels (ACL &*).');
  }
  const policy = fieldOf(info, 'maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    return broken(
      `seats may be thrown away (${policy})`,
      'set maxmemory-policy to noeviction; everything here ends by itself.',
    );
  }
  if (fieldOf(info, 'maxmemory') === '0') {
    return warning('memory has no bound', 'set maxmemory to what docs/sizing.md says, below what the machine has.');
  }
  if (roundTripMs > slowMs) {
    return warning(`a message takes ${Math.round(roundTripMs)} ms`, 'bring Redis and the pods nearer to each other.');
  }
  return ok(`${name} ${version}, a message takes ${roundTripMs.toFixed(1)} ms`);
}

/** Why no command went through: the kinds of errors met on the way. Redis itself answers with a `ReplyError`. */
export function interpretRedisError(kinds: ReadonlySet<string>): Finding {
  if (kinds.has('ReplyError')) {
    return broken('Redis refuses us', 'compare user and password with the server, and what this user may do (ACL).');
  }
  const [code = 'no answer'] = [...kinds].map((kind) => kind.split(':')[1]).filter((text) => text !== undefined);
  const known = certificateFault(code);
  if (known) return broken(`Redis: ${known.says}`, 'hand its authority over in REDIS_CA, or renew its certificate.');
  return broken(`Redis is not reached (${code})`, 'see whether it runs, and REDIS_URL and the network between.');
}

async function roundTrip(link: RedisLink): Promise<number | undefined> {
  const channel = `visavis-doctor-${randomBytes(6).toString('hex')}`;
  const ear = await link.dial(channel);
  try {
    await ear.ssubscribe(channel);
    const heard = once(ear, 'smessage', { signal: AbortSignal.timeout(2_000) });
    const startedMs = performance.now();
    await link.call('SPUBLISH', channel, 'doctor');
    await heard;
    return performance.now() - startedMs;
  } catch {
    return undefined;
  } finally {
    ear.disconnect();
  }
}

async function look(link: RedisLink, place: RedisPlace, kinds: ReadonlySet<string>): Promise<Finding> {
  try {
    // Of one server the first try says why it fails; a cluster has to be known first.
    if (place.kind === 'single') (await link.dial('visavis-doctor')).disconnect();
    await link.opened(3_000);
    await link.ping();
    return interpretRedis({ info: String(await link.call('INFO')), roundTripMs: await roundTrip(link) });
  } catch (error) {
    return interpretRedisError(new Set([...kinds, errorKind(error)]));
  }
}

export const redisCheck: Check = {
  name: 'redis',
  remedy: 'see whether it runs, and REDIS_URL and the network between.',
  run: async (context) =>
    (await withRedis(context, look)) ?? skipped('REDIS_URL is not set: seats live in one process'),
};
