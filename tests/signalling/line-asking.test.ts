/** Whether a line lives: only its own answer to this very question says so. */
import { manualClock } from '@visavis/runtime';
import { beforeEach, expect, it } from 'vitest';
import { LineAsking } from '../../services/signalling/line-asking.ts';

const clock = manualClock();
let asking: LineAsking<ReturnType<typeof line>>;
beforeEach(() => {
  asking = new LineAsking(clock);
});

const line = (isOpen = true) => ({
  isOpen,
  words: [] as string[],
  ping(word: string) {
    this.words.push(word);
  },
});
const said = (word: string | undefined) => Buffer.from(word ?? '', 'latin1');
/** What is known by now. */
async function soFar(answer: Promise<boolean>): Promise<boolean | undefined> {
  return Promise.race([answer, new Promise<undefined>((resolve) => setImmediate(resolve, undefined))]);
}

it('lives when it brings back the word that it was asked with, and not by any other', async () => {
  const [one, other] = [line(), line()];
  const [answer, another] = [asking.ask(one), asking.ask(other)];
  expect(one.words[0]).not.toBe(other.words[0]);
  for (const word of [undefined, other.words[0], `${one.words[0]}x`]) asking.answered(one, said(word));
  expect(await soFar(answer)).toBeUndefined();
  asking.answered(one, said(one.words[0]));
  expect(await answer).toBe(true);
  expect(await soFar(another)).toBeUndefined();
});

it('does not live when it is closed already, ends meanwhile or is silent for 8 s', async () => {
  const closed = line(false);
  expect(await asking.ask(closed)).toBe(false);
  expect(closed.words).toEqual([]);
  const [ending, silent] = [line(), line()];
  const [ended, unheard] = [asking.ask(ending), asking.ask(silent)];
  asking.gone(ending);
  expect(await ended).toBe(false);
  clock.advance(7_999);
  expect(await soFar(unheard)).toBeUndefined();
  clock.advance(1);
  expect(await unheard).toBe(false);
});

it('answers one question at a time: a later one ends the one before, and its word counts no more', async () => {
  const one = line();
  const first = asking.ask(one);
  const second = asking.ask(one);
  expect(await first).toBe(false);
  asking.answered(one, said(one.words[0]));
  expect(await soFar(second)).toBeUndefined();
  asking.answered(one, said(one.words[1]));
  expect(await second).toBe(true);
});
