/** Every language says everything: the same keys, a sentence and a next step for every error and every device problem. */
import type { MediaProblem } from '@visavis/call';
import { errorCodes, Language } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { browsersTexts } from '../../clients/guest/texts/browsers.ts';
import { companionTexts } from '../../clients/guest/texts/companion.ts';
import { guestTexts } from '../../clients/guest/texts/index.ts';
import { lineHelpTexts } from '../../clients/guest/texts/line-help.ts';
import { browserOf } from '../../clients/ui/browser.ts';
import { companyTexts } from '../../clients/ui/call/companion/texts.ts';
import { sensesTexts } from '../../clients/ui/call/senses/texts.ts';
import { shareTexts } from '../../clients/ui/call/share/texts.ts';
import { boardTexts } from '../../clients/ui/call/tools/board/texts.ts';
import { filesTexts } from '../../clients/ui/call/tools/files/texts.ts';
import { formTexts } from '../../clients/ui/call/tools/form/texts.ts';
import { telephoneTexts } from '../../clients/ui/call/tools/telephone/texts.ts';
import { textTexts } from '../../clients/ui/call/tools/text/texts.ts';
import { rackTexts } from '../../clients/ui/call/tools/texts.ts';
import { remedySteps } from '../../clients/ui/media-help.tsx';
import { callTexts } from '../../clients/ui/texts/call.ts';
import { causeTexts } from '../../clients/ui/texts/causes.ts';
import { uiTexts } from '../../clients/ui/texts/index.ts';
import { mediaTexts } from '../../clients/ui/texts/media.ts';
import { proofTexts } from '../../clients/ui/texts/proof.ts';
import { receiptTexts } from '../../clients/ui/texts/receipt.ts';

const problems: Record<MediaProblem, true> = {
  'blocked-by-site': true,
  'blocked-by-system': true,
  dismissed: true,
  'in-use': true,
  'not-found': true,
  'in-app-browser': true,
  'insecure-page': true,
  unsupported: true,
  unknown: true,
};

/** Every path to a text, with arrays by their length, so that a list that is shorter shows. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => paths(item, `${at}[${index}]`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => paths(item, `${at}.${key}`));
  }
  return [`${at}: ${typeof value}`];
}

function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}

const all = {
  ui: uiTexts,
  call: callTexts,
  proof: proofTexts,
  receipt: receiptTexts,
  media: mediaTexts,
  share: shareTexts,
  rack: rackTexts,
  text: textTexts,
  senses: sensesTexts,
  form: formTexts,
  telephone: telephoneTexts,
  company: companyTexts,
  companion: companionTexts,
  guest: guestTexts,
  lineHelp: lineHelpTexts,
  browsers: browsersTexts,
};

describe.each(Language.options)('in %s', (language) => {
  it.each([
    'ui',
    'call',
    'proof',
    'receipt',
    'media',
    'share',
    'senses',
    'form',
    'telephone',
    'company',
    'companion',
    'guest',
    'lineHelp',
    'browsers',
  ] as const)('the words of %s have the keys of the German ones', (room) => {
    expect(paths(all[room][language])).toEqual(paths(all[room].de));
  });

  it.each(errorCodes)('the error "%s" has a sentence and a next step', (code) => {
    const { what, now } = uiTexts[language].errors[code];
    expect(what).toMatch(/^[A-ZÄÖÜ].*\.$/);
    expect(now).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });

  it.each(Object.keys(problems) as MediaProblem[])(
    'the device problem "%s" has a sentence and a next step',
    (problem) => {
      for (const device of ['camera', 'microphone', 'both'] as const) {
        expect(mediaTexts[language].problems[problem].what(device)).toMatch(/^[A-ZÄÖÜ].*\.$/);
        expect(mediaTexts[language].problems[problem].now(device)).toMatch(/^[A-ZÄÖÜ].*[.:]$/);
      }
    },
  );

  it.each(['blocked-by-site', 'blocked-by-system'] as const)('"%s" ends in steps for every browser', (problem) => {
    const texts = mediaTexts[language];
    for (const family of Object.keys(texts.siteSteps) as (keyof typeof texts.siteSteps)[]) {
      const browser = { ...browserOf(''), family };
      expect(remedySteps(texts, problem, browser).length).toBeGreaterThan(0);
    }
  });

  it('nothing shouts', () => {
    expect(sentences(all).filter((sentence) => sentence.includes('!'))).toEqual([]);
  });

  it('no word of the trade is spoken', () => {
    const trade = /WebRTC|\bPeer\b|\bSession\b|\bICE\b|\bTURN\b|Browser-Tab/;
    expect(sentences(all).filter((sentence) => trade.test(sentence))).toEqual([]);
  });
});

/** Whatever texts say of somebody of this name, as an argument or within one; what wants other arguments is left out. */
function saidOf(value: unknown, name: string): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((one) => saidOf(one, name));
  if (typeof value !== 'function') return [];
  return [[name, name, name], [{ name, device: undefined }]].flatMap((given: unknown[]) => {
    try {
      return [String(value(...given))];
    } catch {
      return [];
    }
  });
}

it('puts who advises into the right case where the name is not known', () => {
  const rooms = [...Object.values(all), causeTexts, filesTexts, boardTexts];
  const said = rooms.flatMap((room) => saidOf(room.de, uiTexts.de.words.yourAdvisor));
  expect(said.filter((sentence) => /\b(von|mit|bei|zu) Ihrer Beratung\b/i.test(sentence)).length).toBeGreaterThan(25);
  // Pages and files are counted by the same words.
  const isOfPerson = (sentence: string) => !/^(Seite|Blatt|Fortschritt) /.test(sentence);
  expect(said.filter(isOfPerson).filter((sentence) => /\b(von|mit|bei|zu) Ihre Beratung\b/i.test(sentence))).toEqual(
    [],
  );
});

it('counts the seconds to wait, the last of them too', () => {
  const waits = (language: Language) => [1, 2, 89, 90].map((seconds) => uiTexts[language].words.wait(seconds));
  expect(waits('de')).toEqual(['1 Sekunde', '2 Sekunden', '89 Sekunden', '2 Minuten']);
  expect(waits('en')).toEqual(['1 second', '2 seconds', '89 seconds', '2 minutes']);
});
