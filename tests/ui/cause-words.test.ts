/** Everything that may be wrong has words in every language, says whose side it is, and what helps on this system. */
import type { CallView, Cause } from '@visavis/call';
import { describe, expect, it } from 'vitest';
import { causes, sideOf } from '../../clients/call/causes.ts';
import { adviceOf } from '../../clients/ui/call/advice.ts';
import { causeSteps } from '../../clients/ui/call/cause-help.tsx';
import { sideOfCause } from '../../clients/ui/call/cause-side.ts';
import { isDark } from '../../clients/ui/call/darkness.ts';
import { detailRows } from '../../clients/ui/call/details.tsx';
import { callTexts } from '../../clients/ui/texts/call.ts';
import { causeTexts } from '../../clients/ui/texts/causes.ts';
import { uiTexts } from '../../clients/ui/texts/index.ts';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36';
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1';
const words = { name: 'Frau Weber', device: 'Mikrofon des Laptops' };
const details = { path: 'direct', codec: 'VP8', restarts: 0, rebuilds: 0, reconnects: 0, dropped: 0 } as const;
const peer = { microphone: 'on', camera: 'on', present: true } as const;
const viewWith = (change: object): CallView =>
  ({
    phase: 'talking',
    signalling: 'open',
    transport: 'connected',
    lineFailed: false,
    peer,
    details,
    ...change,
  }) as CallView;

describe.each(['de', 'en'] as const)('every cause in %s', (language) => {
  const texts = causeTexts[language];

  it.each(causes)('%s has a sentence and what helps, without a word that nobody knows', (cause) => {
    const { what, now } = texts.list[cause];
    for (const sentence of [what(words), now(words)]) {
      expect(sentence).toMatch(/^[A-ZÄÖÜ].*\.$/);
      expect(sentence).not.toMatch(/!|WebRTC|Peer|Session|ICE\b|undefined/);
    }
    expect(texts.sides[sideOfCause(cause)]('Frau Weber')).toMatch(/\.$/);
  });
});

it.each(causes)('the pages lay %s on the same side as the engine', (cause) => {
  expect(sideOfCause(cause)).toBe(sideOf(cause));
});

describe('the advice', () => {
  const lost = { microphone: false, camera: false };
  const texts = { call: callTexts.de, causes: causeTexts.de };
  const whom = { ...words, phone: undefined };
  const said = (change: object, missing = lost) => adviceOf(viewWith(change), missing, whom, texts);

  it('is the most important cause, with what helps', () => {
    const found = said({ causes: ['not-heard', 'line-weak'] satisfies Cause[] });
    expect(found).toEqual({
      sentence: `${texts.causes.list['not-heard'].what(words)} ${texts.causes.list['not-heard'].now(words)}`,
      cause: 'not-heard',
    });
    expect(said({})).toBeUndefined();
  });

  it('goes behind a lost device of one’s own, and before what the other person has switched off, unless it only spoils', () => {
    const found = { causes: ['not-heard'] satisfies Cause[], peer: { ...peer, microphone: 'off' } };
    expect(said(found, { microphone: true, camera: false })?.sentence).toBe(texts.call.advice.microphoneLost);
    expect(said(found)?.cause).toBe('not-heard');
    expect(said({ ...found, causes: ['line-weak'] })?.cause).toBeUndefined();
    expect(said({ causes: ['line-weak'] })?.cause).toBe('line-weak');
    expect(said({ ...found, causes: [] })?.sentence).toBe(texts.call.peerMicrophoneOff('Frau Weber'));
  });

  it('says while interrupted that the own device has no network, and nothing else of what was found', () => {
    expect(said({ phase: 'interrupted', causes: ['own-offline'] })?.cause).toBe('own-offline');
    expect(said({ phase: 'interrupted', causes: ['line-weak'] })?.sentence).toBe(texts.call.advice.interrupted);
  });
});

it('names steps for the system that the person has', () => {
  const { microphoneSteps, lineSteps } = causeTexts.de;
  expect(causeSteps('microphone-muted', windows, 0, causeTexts.de)).toBe(microphoneSteps.windows);
  expect(causeSteps('microphone-muted', iPhone, 5, causeTexts.de)).toBe(microphoneSteps.ios);
  expect(causeSteps('line-weak', iPhone, 5, causeTexts.de)).toBe(lineSteps);
  expect(causeSteps('peer-cannot-hear', windows, 0, causeTexts.de)).toEqual([]);
});

describe('a picture', () => {
  const points = (...greys: number[]) => Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255]));

  it('is dark when nothing in it is bright', () => {
    expect(isDark(points(0, 4, 12, 20))).toBe(true);
    expect(isDark(points(0, 0, 0, 200))).toBe(false);
    expect(isDark(points(30, 30, 30, 30))).toBe(false);
    expect(isDark(points())).toBe(false);
  });
});

describe('the details for the help desk', () => {
  const mend = { what: 'rebuild', why: 'restart-untaken', asked: true, at: Date.UTC(2026, 10, 22, 9, 5, 7) } as const;
  const view = viewWith({ details: { ...details, mends: [mend] }, causes: ['line-weak'], incident: '7KX0T2QM' });
  const rows = detailRows(view, windows, callTexts.de, uiTexts.de.words);

  it('tell why the line was mended, what was found, and the number of the incident', () => {
    expect(rows.map(([, value]) => value)).toEqual(
      expect.arrayContaining(['09:05:07 rebuild restart-untaken (asked)', 'line-weak', '7KX0T2QM']),
    );
  });

  it('hold no name and no address', () => {
    const text = JSON.stringify(
      detailRows(
        { ...view, peer: { ...view.peer, name: 'Frau Weber' } } as CallView,
        windows,
        callTexts.de,
        uiTexts.de.words,
      ),
    );
    expect(text).not.toMatch(/Weber|\d+\.\d+\.\d+\.\d+(?! Safari)/);
  });
});
