/** Two people who send each other files over a lane in memory, on a clock that tests move. */
import { manualClock } from '@visavis/runtime';
import { FileExchange } from '../../clients/call/files/file-exchange.ts';
import type { FileStore } from '../../clients/call/files/file-store.ts';
import { memoryFileStore } from '../../clients/call/files/file-store-memory.ts';
import type { FileView } from '../../clients/call/files/index.ts';
import type { Lane } from '../../clients/call/lane.ts';
import { seeded } from '../call/call-doubles.ts';
import { type LanePair, lanePair } from './lane-pair.ts';

export interface TwoSides {
  pair: LanePair;
  sender: FileExchange;
  receiver: FileExchange;
  /** Another page load in the receiver's place; the sender's, when told. */
  reload(who?: 'sender' | 'receiver'): FileExchange;
  /** Turns the event loop and the clock until `holds`; fails after many turns. */
  until(holds: () => boolean): Promise<void>;
  /** As the receiver sees the only or latest file. */
  arriving(): FileView | undefined;
  leaving(): FileView | undefined;
}

const mostTurns = 20_000;
/** Checksums are made by other threads, which a busy machine keeps waiting: whoever is not done by then is given real time. */
const quickTurns = 2_000;
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const nextMillisecond = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

export function twoSides(openStore: () => Promise<FileStore> = async () => memoryFileStore()): TwoSides {
  const clock = manualClock();
  const random = seeded(7);
  const pair = lanePair();
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  const exchange = (lane: Lane) => new FileExchange({ lane, clock, randomBytes, openStore });
  const sides = {
    pair,
    sender: exchange(pair.ends[0]),
    receiver: exchange(pair.ends[1]),
    reload(who: 'sender' | 'receiver' = 'receiver') {
      void sides[who].close();
      pair.cut();
      sides[who] = exchange(pair.ends[who === 'sender' ? 0 : 1]);
      pair.open();
      return sides[who];
    },
    async until(holds: () => boolean) {
      for (let turn = 0; turn < mostTurns; turn++) {
        if (holds()) return;
        await (turn < quickTurns ? nextTurn() : nextMillisecond());
        clock.advance(20);
      }
      const seen = JSON.stringify([sides.sender.view, sides.receiver.view]);
      throw new Error(`it never came to that: ${seen}`);
    },
    arriving: () => sides.receiver.view.files.at(-1),
    leaving: () => sides.sender.view.files.at(-1),
  };
  pair.open();
  return sides;
}

/** Bytes without a pattern that a shift could hide. */
export function contentOf(size: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(size);
  for (let at = 0; at < size; at++) content[at] = Math.imul(at + 1, 2_654_435_761) >>> 13;
  return content;
}

export const fileOf = (content: Uint8Array<ArrayBuffer>, name = 'Bescheid.pdf'): File => new File([content], name);

/** Does `deed` once, when so many payloads have been handed to the lane from now on. */
export function afterPayloads({ pair }: TwoSides, count: number, deed: () => void): void {
  let left = count;
  pair.bend((payload) => {
    if (--left === 0) queueMicrotask(deed);
    return payload;
  });
}

/** The sender offers `file`, the receiver takes it as soon as it is seen and `before` is done. */
export async function offerAndAccept(sides: TwoSides, file: File, before = () => {}): Promise<void> {
  sides.sender.offer([file]);
  await sides.until(() => sides.arriving()?.phase === 'offered');
  const key = sides.arriving()?.key;
  before();
  if (key) await sides.receiver.accept(key);
}
