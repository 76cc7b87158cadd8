/** What people are told of files: a sentence for every state in every language, and nothing while nothing happened. */
import { Language } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { stopReasons } from '../../clients/call/files/file-messages.ts';
import { fileViewOf } from '../../clients/call/files/file-view.ts';
import { newTransfer, type Transfer, type TransferPhase } from '../../clients/call/files/transfer-state.ts';
import {
  newsOf,
  percentOf,
  refusalWords,
  signWords,
  stateWords,
} from '../../clients/ui/call/tools/files/file-words.ts';
import { filesTexts } from '../../clients/ui/call/tools/files/texts.ts';

const phases: TransferPhase[] = ['offered', 'opening', 'moving', 'checking', 'done', 'ended'];
const ways = ['in', 'out'] as const;
const view = (way: 'in' | 'out', change: Partial<Transfer> = {}) =>
  fileViewOf({ ...newTransfer(way, 1, 'Bescheid.pdf', 1_000), ...change }, false);

/** Keys, and whether what is there is a text or makes one. */
function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, item]) => paths(item, `${at}.${key}`));
}

describe.each(Language.options)('in %s', (language) => {
  const texts = filesTexts[language];

  it('there are the words that there are in German', () => {
    expect(paths(texts)).toEqual(paths(filesTexts.de));
  });

  it('a whole folder that is dropped is refused in a few sentences', () => {
    const refusals = Array.from({ length: 995 }, (_, at) => ({ name: `${at}.jpg`, why: 'too-many' }) as const);
    const words = refusalWords(refusals, texts);
    expect(words).toHaveLength(6);
    expect(words.at(-1)).toContain('990');
    expect(refusalWords(refusals.slice(0, 5), texts)).toHaveLength(5);
  });

  it.each(ways.flatMap((way) => phases.map((phase) => [way, phase] as const)))(
    'a file on its way %s that is %s is told in a sentence',
    (way, phase) => {
      expect(stateWords(view(way, { phase }), 'Käthe', texts)).toMatch(/^[A-ZÄÖÜ1-90].*\.$/);
    },
  );

  it.each(stopReasons.flatMap((reason) => (['here', 'there'] as const).map((side) => [reason, side] as const)))(
    'the end "%s" %s is told in a sentence',
    (reason, side) => {
      const words = stateWords(view('in', { phase: 'ended', end: { side, reason } }), 'Käthe', texts);
      expect(words).toMatch(/^[A-ZÄÖÜ].*\.$/);
    },
  );

  it.each([
    [0, /^0 /],
    [999, /^999 /],
    [1_000, /^1 [Kk]/],
    [2_450_000, /^2[.,]5 [Mm]/],
    [500_000_000, /^500 [Mm]/],
  ])('%i bytes are told as a size', (bytes, words) => {
    expect(texts.size(bytes)).toMatch(words);
  });
});

describe('a screen reader', () => {
  const texts = filesTexts.de;

  it('hears of an offer, a pause and an end, and not of bytes', () => {
    expect(newsOf(view('in'), 'Käthe', texts)).toBe('Bescheid.pdf: Käthe möchte Ihnen diese Datei schicken.');
    expect(newsOf(view('in', { phase: 'moving', moved: 500 }), 'Käthe', texts)).toBeUndefined();
    expect(newsOf(view('in', { phase: 'moving', heldThere: true }), 'Käthe', texts)).toContain('Käthe hat angehalten.');
    expect(newsOf(view('out', { phase: 'done' }), 'Käthe', texts)).toContain('Bei Käthe angekommen');
  });
});

describe('the key of the tool', () => {
  const texts = filesTexts.de;

  it('counts what waits for this person, then says that something arrived, until it was looked at', () => {
    const offered = [view('in'), view('in'), view('out')];
    expect(signWords(offered, new Set(), texts)).toBe('2 neue');
    const done = [view('in', { phase: 'done' })];
    expect(signWords(done, new Set(), texts)).toBe('Datei da');
    expect(signWords(done, new Set(['in-1']), texts)).toBeUndefined();
    expect(signWords([view('out', { phase: 'done' })], new Set(), texts)).toBeUndefined();
  });
});

describe('progress', () => {
  it.each([
    [{ moved: 0 }, 0],
    [{ moved: 999 }, 99],
    [{ moved: 1_000 }, 100],
    [{ size: 0 }, 0],
  ])('of %o is %i per cent', (change, percent) => {
    expect(percentOf(view('in', { phase: 'moving', ...change }))).toBe(percent);
  });
});
