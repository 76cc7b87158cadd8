/** The person opposite while the code is on its way: nothing is lost, nothing is out of order, nothing comes after the end. */
import { expect, it } from 'vitest';
import type { CreateOpposites, Opposites, PairOptions } from '../../clients/call/pair-face.ts';
import { pairLater } from '../../clients/call/pair-later.ts';

const [options, events] = [{}, {}] as unknown as [PairOptions, Events];
type Events = Parameters<CreateOpposites>[1];
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Writes down what it is told. */
function diaryOf() {
  const diary: string[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void diary.push([name, ...values.map((value) => JSON.stringify(value))].join(' '));
  const create: CreateOpposites = () => {
    diary.push('made');
    return new Proxy({} as Opposites, {
      get: (_, name) => (name === 'acknowledged' ? () => new Promise(() => {}) : note(String(name))),
    });
  };
  return { diary, create };
}

it('is told in order what was said while it was on its way, and at once what is said afterwards', async () => {
  const { diary, create } = diaryOf();
  const opposite = pairLater(async () => create).createOpposite(options, events);
  opposite.meet({ seat: 'guest', incarnation: 'a' as never }, true);
  opposite.setOnAir(true);
  opposite.handlePathOpen();
  expect(diary).toEqual([]);
  await rest();
  expect(diary).toEqual(['made', 'meet {"seat":"guest","incarnation":"a"} true', 'setOnAir true', 'handlePathOpen']);
  opposite.prove({ type: 'accept' });
  expect(diary.at(-1)).toBe('prove {"type":"accept"}');
});

it('is there at once when the code is', async () => {
  const { diary, create } = diaryOf();
  const later = pairLater(async () => create);
  later.warm();
  await rest();
  later.createOpposite(options, events).dropLine();
  expect(diary).toEqual(['made', 'dropLine']);
});

it('asks for the code again at the next thing that happens when it could not be had, and keeps what was said', async () => {
  const { diary, create } = diaryOf();
  let asked = 0;
  const load = async () => {
    asked++;
    if (asked === 1) throw new Error('offline');
    return create;
  };
  const opposite = pairLater(load).createOpposite(options, events);
  opposite.setOnAir(true);
  await rest();
  expect([asked, diary]).toEqual([1, []]);
  opposite.setReachableByPod(true, true);
  await rest();
  expect(diary).toEqual(['made', 'setOnAir true', 'setReachableByPod true true']);
});

it('keeps no more of what a pod hands over than it can tell later, and everything that the page says', async () => {
  const { diary, create } = diaryOf();
  const opposite = pairLater(async () => create).createOpposite(options, events);
  for (let n = 1; n <= 1_000; n++) opposite.handleFrame({ type: 'ack', a: n });
  opposite.setOnAir(true);
  await rest();
  expect([diary.length, diary.at(-1)]).toEqual([258, 'setOnAir true']);
  opposite.handleFrame({ type: 'ack', a: 1_001 });
  expect(diary.at(-1)).toContain('1001');
});

it('makes nothing any more once it is closed, and has nothing to wait for', async () => {
  const { diary, create } = diaryOf();
  const opposite = pairLater(async () => create).createOpposite(options, events);
  opposite.setOnAir(true);
  await opposite.acknowledged();
  opposite.close();
  opposite.setOnAir(false);
  await rest();
  expect(diary).toEqual([]);
});
