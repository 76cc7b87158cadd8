/** Where one Redis has seats and inboxes, the script that gives or frees a seat tells the other pods; elsewhere the pod has to. */
import { openRedisRelayBus, openRedisSeatStore, type PodId } from '@visavis/signalling';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeBus } from '../../services/signalling/bus-message.ts';
import { newPodId } from '../../services/signalling/relay-bundle.ts';
import { placeOf, quietLog, startRedis } from '../support/redis.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { until } from '../support/signalling-world.ts';
import { claim, holdOf, taken } from './seat-store-taking.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A store, and the inboxes of pods that the test reads. */
async function open(start: () => ReturnType<typeof startRedis> | ReturnType<typeof startRedisCluster>) {
  const redis = await start();
  const [store, bus] = [
    await openRedisSeatStore(placeOf(redis.url), quietLog),
    await openRedisRelayBus(placeOf(redis.url), quietLog),
  ];
  closing.push(
    () => bus.close(),
    () => store.close(),
    () => redis.close(),
  );
  const listen = async (): Promise<{ pod: PodId; letters: string[] }> => {
    const [pod, letters] = [newPodId(), [] as string[]];
    await bus.subscribe(pod, (letter) => void letters.push(letter));
    return { pod, letters };
  };
  return { store, listen };
}

const news = ({ room, seat, record }: ReturnType<typeof holdOf>, kind: 'taken' | 'left') => {
  const { epoch, connection, incarnation, pod } = record;
  const place = { room, seat, epoch };
  return encodeBus(kind === 'left' ? { kind, ...place } : { kind, ...place, connection, incarnation, pod });
};

test('who sits, waits or sat there hears of a taking and a leaving in the words of the bus, once; whoever caused it does not', async () => {
  const { store, listen } = await open(() => startRedis());
  const [mine, theirs, waits] = [await listen(), await listen(), await listen()];
  const advisor = claim({ seat: 'advisor', pod: theirs.pod });
  expect(taken(await store.take(advisor)).snapshot.isTold).toBeUndefined();
  await store.watch([advisor.room], waits.pod, 60_000);
  const guest = claim({ room: advisor.room, pod: mine.pod });
  expect(taken(await store.take(guest)).snapshot.isTold).toBe(true);
  const moved = { ...guest, pod: theirs.pod, resumes: 1 };
  expect(taken(await store.take(moved)).snapshot.isTold).toBe(true);
  const [first, second] = [holdOf(guest, 1), holdOf(moved, 2)];
  expect((await store.release(second))?.isTold).toBe(true);
  expect(await store.release(second)).toBeUndefined();
  const all = [news(first, 'taken'), news(second, 'taken'), news(second, 'left')];
  await until(() => waits.letters.length === 3);
  expect([waits.letters, theirs.letters, mine.letters]).toEqual([all, [all[0]], [all[1]]]);
});

/** What servers before version 7 do not know. */
const withoutShards = ['SPUBLISH', 'SSUBSCRIBE', 'SUNSUBSCRIBE'].flatMap((word) => ['--rename-command', word, '']);

describe.each([
  { name: 'a Redis without sharded channels', start: () => startRedis(withoutShards) },
  { name: 'a Redis Cluster of three', start: () => startRedisCluster() },
])('$name', ({ start }) => {
  test('gives and frees seats all the same, and says that nobody was told', async () => {
    const { store, listen } = await open(start);
    const theirs = await listen();
    const advisor = claim({ seat: 'advisor', pod: theirs.pod });
    await store.take(advisor);
    const guest = claim({ room: advisor.room });
    expect(taken(await store.take(guest)).snapshot).toMatchObject({ seats: [{ seat: 'advisor' }, { seat: 'guest' }] });
    const left = await store.release(holdOf(guest, 1));
    expect([left?.seats.map(({ seat }) => seat), left?.isTold, theirs.letters]).toEqual([['advisor'], undefined, []]);
  });
});
