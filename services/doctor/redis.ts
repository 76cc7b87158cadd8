/** The doctor's line to the Redis that pods share, as the pods themselves open it. */
import type { Log } from '@visavis/runtime';
import { openRedisLink, type RedisLink } from '@visavis/signalling/redis-link.ts';
import type { RedisPlace } from '@visavis/signalling/redis-place.ts';
import { redisPlaceFrom } from '@visavis/signalling/redis-settings.ts';
import type { Context } from './check.ts';

const patienceMs = 3_000;

/** The kinds of errors that the line meets while it connects; their words, which may hold anything, stay where they are. */
function listeningLog(kinds: Set<string>): Log {
  const listen: Log['debug'] = (_message, { kind } = {}) => {
    if (kind !== undefined) kinds.add(String(kind));
  };
  const log: Log = {
    error: listen,
    warn: listen,
    info: () => {},
    debug: listen,
    child: () => log,
  };
  return log;
}

/** Opens a line for `use` and closes it afterwards; undefined when no Redis is set. */
export async function withRedis<T>(
  { settings, signal }: Context,
  use: (link: RedisLink, place: RedisPlace, kinds: ReadonlySet<string>) => Promise<T>,
): Promise<T | undefined> {
  const place = redisPlaceFrom(settings);
  if (!place) return undefined;
  const kinds = new Set<string>();
  const link = openRedisLink(place, 'visavis-doctor', listeningLog(kinds));
  signal.addEventListener('abort', () => link.close());
  try {
    return await use(link, place, kinds);
  } finally {
    link.close();
  }
}

/** The clock of Redis, milliseconds since 1970. */
export function redisTimeMs(context: Context): Promise<number | undefined> {
  return withRedis(context, async (link) => {
    await link.opened(patienceMs);
    const told = await link.call('TIME');
    return Array.isArray(told) ? Number(told[0]) * 1000 + Number(told[1]) / 1000 : undefined;
  });
}
