/** Runs Lua inside Redis: by its digest, and with its text where the server does not know it yet. */
import { createHash } from 'node:crypto';
import { commandTimeoutMs, type RedisLink } from './redis-link.ts';

export interface RedisScript {
  readonly lua: string;
  /** SHA-1, as EVALSHA wants it. */
  readonly digest: string;
}

export const redisScript = (lua: string): RedisScript => ({
  lua,
  digest: createHash('sha1').update(lua).digest('hex'),
});

/** Settles within the time of one command, also when it takes two, and those asked before it since `askedAt`. */
export async function runScript(
  link: RedisLink,
  { lua, digest }: RedisScript,
  keys: readonly string[],
  args: readonly (string | number)[],
  askedAt?: number,
): Promise<unknown> {
  const startedAt = askedAt ?? performance.now();
  try {
    const answer = link.call('EVALSHA', digest, keys.length, ...keys, ...args);
    // Others have their own patience, which costs less than a timer for each.
    return await (askedAt === undefined ? answer : inTime(answer, leftSince(askedAt)));
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
  }
  const leftMs = leftSince(startedAt);
  // A process that was stopped meanwhile has less than nothing left.
  if (leftMs < 1) throw new Error('no answer in time');
  return await inTime(link.call('EVAL', lua, keys.length, ...keys, ...args), leftMs);
}

const leftSince = (startedAt: number): number => commandTimeoutMs - (performance.now() - startedAt);

async function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    patience = setTimeout(() => reject(new Error('no answer in time')), withinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(patience);
  }
}
