/** Scripts that the server does not know yet are sent whole, as long as somebody waits for the answer. */
import { afterEach, expect, it, vi } from 'vitest';
import type { RedisLink } from '../../services/signalling/redis-link.ts';
import { redisScript, runScript } from '../../services/signalling/redis-script.ts';

afterEach(() => vi.restoreAllMocks());

const script = redisScript('return 1');

/** A server that forgot its scripts, and answers after so long by the clock of this process. */
function forgetful(afterMs: number) {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const said: string[] = [];
  const call = async (command: string): Promise<unknown> => {
    said.push(command);
    now += afterMs;
    if (command === 'EVALSHA') throw new Error('NOSCRIPT No matching script');
    return 1;
  };
  return { said, link: { call } as unknown as RedisLink };
}

it('sends the text of a script that the server does not know', async () => {
  const { said, link } = forgetful(10);
  expect(await runScript(link, script, ['key'], [])).toBe(1);
  expect(said).toEqual(['EVALSHA', 'EVAL']);
});

it('says at once that there was no answer in time when the process stood still meanwhile', async () => {
  const { said, link } = forgetful(5_000);
  await expect(runScript(link, script, ['key'], [])).rejects.toThrow('no answer in time');
  expect(said).toEqual(['EVALSHA']);
});

it('waits for a second question only as long as the first has left of the time of one', async () => {
  vi.useFakeTimers();
  const link = { call: () => new Promise(() => {}) } as unknown as RedisLink;
  const answer = runScript(link, script, ['key'], [], performance.now() - 1_500);
  const refused = expect(answer).rejects.toThrow('no answer in time');
  await vi.advanceTimersByTimeAsync(400);
  await refused;
  vi.useRealTimers();
});
