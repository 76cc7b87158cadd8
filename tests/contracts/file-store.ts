/** What every store of arriving files promises; run against the memory and against a disk behind its worker's protocol. */
import { beforeEach, describe, expect, it } from 'vitest';
import { pieceBytes } from '../../clients/call/files/file-limits.ts';
import type { FileStore } from '../../clients/call/files/file-store.ts';
import { PieceDigest } from '../../clients/call/files/piece-digest.ts';
import { contentOf } from '../files/two-sides.ts';

export interface StoreGround {
  store: FileStore;
  /** Names of files that exist anywhere. */
  names(): readonly string[];
}

type Ground = () => StoreGround;

function keeps(ground: Ground): void {
  it('gives back what was written in order, with its checksum', async () => {
    const [first, last] = [contentOf(pieceBytes), contentOf(1_000)];
    const whole = Buffer.concat([first, last]);
    const digest = new PieceDigest();
    await digest.take(0, first);
    await digest.take(1, last);
    const file = await ground().store.open('in-1');
    await Promise.all([file.write(first.slice()), file.write(last.slice())]);
    expect(await file.finish()).toBe(await digest.finish(2));
    expect(await file.finish()).toBe(await digest.finish(2));
    const blob = await file.blob();
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), whole)).toBe(0);
    expect(blob.type).toBe('application/octet-stream');
  });

  it('keeps two files apart', async () => {
    const [one, two] = [await ground().store.open('in-1'), await ground().store.open('in-2')];
    await one.write(contentOf(10));
    await two.write(contentOf(20));
    await Promise.all([one.finish(), two.finish()]);
    expect([(await one.blob()).size, (await two.blob()).size]).toEqual([10, 20]);
  });
}

function ends(ground: Ground): void {
  it('has no blob before the end, takes nothing after it, and nothing is left of what is discarded', async () => {
    const file = await ground().store.open('in-1');
    await file.write(contentOf(10));
    await expect(file.blob()).rejects.toThrow();
    await file.finish();
    await expect(file.write(contentOf(10))).rejects.toThrow();
    await file.discard();
    await file.discard();
    await expect(file.blob()).rejects.toThrow();
    expect(ground().names()).toEqual([]);
  });

  it('refuses what does not fit, and says before how much does', async () => {
    expect(await ground().store.room()).toBeGreaterThan(0);
    const file = await ground().store.open('in-1');
    await file.write(contentOf(3 * pieceBytes));
    await expect(file.write(contentOf(pieceBytes))).rejects.toThrow();
  });

  it('leaves nothing behind when it is closed, whole or not', async () => {
    const [whole, half] = [await ground().store.open('in-1'), await ground().store.open('in-2')];
    await whole.write(contentOf(10));
    await whole.finish();
    await half.write(contentOf(10));
    await ground().store.close();
    await ground().store.close();
    expect(ground().names()).toEqual([]);
    await expect(ground().store.open('in-3')).rejects.toThrow();
  });
}

/** `open` makes a store for about three pieces in all. */
export function fileStoreContract(name: string, open: () => Promise<StoreGround>): void {
  describe(`a store of files (${name})`, () => {
    let ground: StoreGround;
    beforeEach(async () => {
      ground = await open();
    });
    keeps(() => ground);
    ends(() => ground);
  });
}
