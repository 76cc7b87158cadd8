/** Files between two people: every byte arrives once and is compared, whatever the line, the disk and the people do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieceBytes } from '../../clients/call/files/file-limits.ts';
import { memoryFileStore } from '../../clients/call/files/file-store-memory.ts';
import { afterPayloads, contentOf, fileOf, offerAndAccept, type TwoSides, twoSides } from './two-sides.ts';

async function saved(sides: TwoSides): Promise<Uint8Array> {
  const key = sides.arriving()?.key;
  const blob = key && (await sides.receiver.save(key));
  if (!blob) throw new Error('nothing to save');
  return new Uint8Array(await blob.arrayBuffer());
}

/** Many turns of everything. */
async function settled(sides: TwoSides): Promise<void> {
  let turns = 0;
  await sides.until(() => ++turns > 60);
}

const bothDone = (sides: TwoSides) => () => sides.arriving()?.phase === 'done' && sides.leaving()?.phase === 'done';

describe('a file', () => {
  it.each([0, 1, pieceBytes - 1, pieceBytes, 2 * pieceBytes + 17])('of %i bytes arrives whole', async (size) => {
    const sides = twoSides();
    const content = contentOf(size);
    await offerAndAccept(sides, fileOf(content));
    await sides.until(bothDone(sides));
    expect(Buffer.compare(await saved(sides), content)).toBe(0);
  });

  it('arrives once and whole wherever the line breaks, however often', { timeout: 60_000 }, async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 400_000 }), async (gaps, size) => {
        const sides = twoSides();
        const content = contentOf(size);
        let [due = 0, ...later] = gaps;
        sides.pair.bend((payload) => {
          if (--due !== 0) return payload;
          [due = 0, ...later] = later;
          queueMicrotask(() => {
            sides.pair.cut();
            setImmediate(() => sides.pair.open());
          });
          return payload;
        });
        await offerAndAccept(sides, fileOf(content));
        await sides.until(bothDone(sides));
        expect(Buffer.compare(await saved(sides), content)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on from where it was, not from its beginning, after a break', async () => {
    const sides = twoSides();
    await offerAndAccept(sides, fileOf(contentOf(2 * pieceBytes)), () => afterPayloads(sides, 100, sides.pair.cut));
    await sides.until(() => sides.receiver.view.isOpen === false);
    const before = sides.arriving()?.moved ?? 0;
    expect(before).toBeGreaterThan(50_000);
    let carried = 0;
    sides.pair.bend((payload) => {
      carried += payload.length;
      return payload;
    });
    sides.pair.open();
    await sides.until(bothDone(sides));
    expect(carried).toBeLessThan(2 * pieceBytes - before + 50_000);
  });

  it('is asked for again where the lane did not take a chunk', async () => {
    const sides = twoSides();
    const content = contentOf(pieceBytes);
    await offerAndAccept(sides, fileOf(content), () => afterPayloads(sides, 30, () => sides.pair.refuse(3)));
    await sides.until(bothDone(sides));
    expect(Buffer.compare(await saved(sides), content)).toBe(0);
  });

  it('whose bytes were changed on the way is told to be wrong on both sides, and nothing of it is kept', async () => {
    const sides = twoSides();
    sides.pair.bend((payload) => {
      if (payload[0] === 1) payload[20] = (payload[20] ?? 0) ^ 1;
      return payload;
    });
    await offerAndAccept(sides, fileOf(contentOf(5_000)));
    await sides.until(() => sides.leaving()?.phase === 'ended' && sides.arriving()?.phase === 'ended');
    expect(sides.leaving()?.end).toEqual({ side: 'there', reason: 'wrong' });
    expect(sides.arriving()?.end).toEqual({ side: 'here', reason: 'wrong' });
    await expect(saved(sides)).rejects.toThrow('nothing to save');
  });

  it('that was erased since it was chosen ends on both sides', async () => {
    const sides = twoSides();
    const file = fileOf(contentOf(10));
    const gone = Object.assign(file, { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) });
    await offerAndAccept(sides, gone as unknown as File);
    await sides.until(() => sides.arriving()?.end?.reason === 'unreadable');
    expect(sides.leaving()?.end).toEqual({ side: 'here', reason: 'unreadable' });
  });

  it('that became shorter since it was chosen ends on both sides', async () => {
    const sides = twoSides();
    const file = fileOf(contentOf(5_000));
    const less = Object.assign(file, { slice: () => new Blob([contentOf(10)]) });
    await offerAndAccept(sides, less);
    await sides.until(() => sides.arriving()?.end?.reason === 'unreadable');
  });

  it('is not sent before the other side took it, and not at all when they decline', async () => {
    const sides = twoSides();
    sides.sender.offer([fileOf(contentOf(100))]);
    await sides.until(() => sides.arriving()?.phase === 'offered');
    const heard = sides.pair.delivered;
    const key = sides.arriving()?.key;
    if (key) sides.receiver.decline(key);
    await sides.until(() => sides.leaving()?.phase === 'ended');
    expect(sides.leaving()?.end).toEqual({ side: 'there', reason: 'declined' });
    expect(sides.pair.delivered).toBe(heard + 1);
  });
});

describe('people', () => {
  it.each(['sender', 'receiver'] as const)(
    'who pause as %s stop it until they go on, over a new line too',
    async (who) => {
      const sides = twoSides();
      const hold = (on: boolean) => {
        const key = (who === 'sender' ? sides.leaving() : sides.arriving())?.key;
        if (key) sides[who].hold(key, on);
      };
      await offerAndAccept(sides, fileOf(contentOf(3 * pieceBytes)), () => afterPayloads(sides, 20, () => hold(true)));
      const there = () => (who === 'sender' ? sides.arriving() : sides.leaving());
      await sides.until(() => there()?.heldThere === true);
      await settled(sides);
      sides.pair.cut();
      sides.pair.open();
      await settled(sides);
      expect(sides.arriving()).toMatchObject({ phase: 'moving' });
      expect(there()).toMatchObject({ heldThere: true });
      const delivered = sides.pair.delivered;
      await settled(sides);
      expect(sides.pair.delivered).toBe(delivered);
      hold(false);
      await sides.until(bothDone(sides));
    },
  );

  it.each(['sender', 'receiver'] as const)(
    'who go on as %s while there is no line are not held when it is back',
    async (who) => {
      const sides = twoSides();
      const hold = (on: boolean) => {
        const key = (who === 'sender' ? sides.leaving() : sides.arriving())?.key;
        if (key) sides[who].hold(key, on);
      };
      await offerAndAccept(sides, fileOf(contentOf(2 * pieceBytes)), () => afterPayloads(sides, 20, () => hold(true)));
      await sides.until(() => (who === 'sender' ? sides.arriving() : sides.leaving())?.heldThere === true);
      sides.pair.cut();
      await settled(sides);
      hold(false);
      sides.pair.open();
      await sides.until(bothDone(sides));
    },
  );

  it.each(['sender', 'receiver'] as const)('who cancel as %s end it on both sides', async (who) => {
    const sides = twoSides();
    const cancel = () => {
      const key = (who === 'sender' ? sides.leaving() : sides.arriving())?.key;
      if (key) sides[who].cancel(key);
    };
    await offerAndAccept(sides, fileOf(contentOf(3 * pieceBytes)), () => afterPayloads(sides, 20, cancel));
    await sides.until(() => sides.arriving()?.phase === 'ended' && sides.leaving()?.phase === 'ended');
    const ends = [sides.leaving()?.end, sides.arriving()?.end];
    expect(ends.map((end) => end?.side)).toEqual(who === 'sender' ? ['here', 'there'] : ['there', 'here']);
  });

  it('whose page was loaded anew are offered what had not arrived, from its beginning', async () => {
    const sides = twoSides();
    const content = contentOf(3 * pieceBytes);
    const reload = () => void sides.reload('receiver');
    await offerAndAccept(sides, fileOf(content), () => afterPayloads(sides, 60, reload));
    await sides.until(() => sides.arriving() === undefined);
    await sides.until(() => sides.arriving()?.phase === 'offered' && sides.leaving()?.phase === 'offered');
    const key = sides.arriving()?.key;
    if (key) await sides.receiver.accept(key);
    await sides.until(bothDone(sides));
    expect(Buffer.compare(await saved(sides), content)).toBe(0);
  });

  it('are told that a file is lost when the page that sent it was loaded anew', async () => {
    const sides = twoSides();
    const reload = () => void sides.reload('sender');
    await offerAndAccept(sides, fileOf(contentOf(3 * pieceBytes)), () => afterPayloads(sides, 60, reload));
    await sides.until(() => sides.arriving()?.phase === 'ended');
    expect(sides.arriving()?.end).toEqual({ side: 'there', reason: 'lost' });
  });

  it('hear nothing of files before one of them offers one', async () => {
    const sides = twoSides();
    await sides.until(() => sides.receiver.view.isOpen && sides.sender.view.isOpen);
    expect(sides.pair.delivered).toBe(0);
  });
});

describe('limits', () => {
  it('refuse a sixth file and one above 500 MB with a reason, and the other five are offered', async () => {
    const sides = twoSides();
    const large = Object.assign(fileOf(contentOf(1), 'Film.mp4'), {});
    Object.defineProperty(large, 'size', { value: 500_000_001 });
    const files = Array.from({ length: 6 }, (_, index) => fileOf(contentOf(5), `${index}.txt`));
    sides.sender.offer([large, ...files]);
    await sides.until(() => sides.receiver.view.files.length === 5);
    expect(sides.sender.view.refusals).toEqual([
      { name: 'Film.mp4', why: 'too-large' },
      { name: '5.txt', why: 'too-many' },
    ]);
  });

  it('say that there is no room before anything is sent, and let it be tried again', async () => {
    let bytes = 10;
    const store = memoryFileStore(1_000);
    const sides = twoSides(async () => ({ ...store, room: async () => bytes }));
    await offerAndAccept(sides, fileOf(contentOf(500)));
    await sides.until(() => sides.arriving()?.lacksRoom === true);
    expect(sides.arriving()?.phase).toBe('offered');
    bytes = 1_000;
    const key = sides.arriving()?.key;
    if (key) await sides.receiver.accept(key);
    await sides.until(bothDone(sides));
  });

  it('end a file on both sides when the disk gives out on the way', async () => {
    const store = memoryFileStore(pieceBytes);
    const sides = twoSides(async () => ({ ...store, room: async () => 2 ** 40 }));
    await offerAndAccept(sides, fileOf(contentOf(3 * pieceBytes)));
    await sides.until(() => sides.leaving()?.phase === 'ended');
    expect(sides.leaving()?.end).toEqual({ side: 'there', reason: 'store-failed' });
  });
});
