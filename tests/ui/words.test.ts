/** Pure parts that put things into words: browsers, days, advice, marks, keys, places. */
import type { CallView } from '@visavis/call';
import type { CheckMark } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { minutesUntil } from '../../clients/guest/appointment-words.ts';
import { allGood, checkMarks, networkMark } from '../../clients/guest/check-marks.ts';
import { browserOf } from '../../clients/ui/browser.ts';
import { callAdvice, durationWords, picturePlace, talkedWords } from '../../clients/ui/call/advice.ts';
import { keyAction } from '../../clients/ui/call/keys.ts';
import { type Corner, corners, nearestCorner, nextCorner } from '../../clients/ui/call/own-place.ts';
import { fills } from '../../clients/ui/call/picture-fit.ts';
import { pickLanguage } from '../../clients/ui/language.tsx';
import { callTexts } from '../../clients/ui/texts/call.ts';
import { uiTexts } from '../../clients/ui/texts/index.ts';
import { whenOf } from '../../clients/ui/when.ts';
import { noon } from './sample.ts';

const texts = callTexts.de;

describe('a browser', () => {
  const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const phone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${webkit}`;
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36', 'chrome', 'windows', undefined],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0', 'edge', 'windows', undefined],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'firefox', 'linux', undefined],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 15) ${webkit} Version/18.0 Safari/605.1.15`, 'safari', 'macos', undefined],
    [`${phone} Version/18.0 Mobile/15E148 Safari/604.1`, 'safari-ios', 'ios', undefined],
    [`${phone} CriOS/150.0 Mobile/15E148 Safari/604.1`, 'other-ios', 'ios', undefined],
    [`${phone} Mobile/15E148 [FBAN/FBIOS;FBAV/500]`, 'safari-ios', 'ios', 'Facebook'],
    [`${phone} Mobile/15E148`, 'safari-ios', 'ios', 'app'],
    ['Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile Safari/537.36', 'chrome-android', 'android', undefined],
    ['Mozilla/5.0 (Linux; Android 15; wv) Version/4.0 Chrome/150.0', 'chrome-android', 'android', undefined],
    ['Mozilla/5.0 (Linux; Android 15; Pixel; wv) Version/4.0 Chrome/150.0', 'chrome-android', 'android', 'app'],
    ['Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/150.0 Mobile', 'samsung', 'android', undefined],
  ])('that says %j is %s on %s, inside %s', (agent, family, system, inApp) => {
    if (agent.includes('Android 15; wv')) expect(browserOf(agent).inApp).toBe('app');
    else expect(browserOf(agent)).toEqual({ family, system, inApp });
  });

  it('that says it is a Mac but is touched is an iPad', () => {
    expect(browserOf('Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15', 5).system).toBe('ios');
  });
});

describe('the language', () => {
  it.each([
    ['en', 'de', ['de-DE'], 'en'],
    [undefined, 'de', ['en-GB'], 'de'],
    [undefined, undefined, ['fr-FR', 'en-GB', 'de'], 'en'],
    ['xx', undefined, ['fr'], 'de'],
  ] as const)('chosen %s, of the appointment %s, of the browser %j, is %s', (chosen, appointment, browser, spoken) => {
    expect(pickLanguage(chosen, appointment, browser)).toBe(spoken);
  });
});

describe('a time', () => {
  const place = { language: 'de', timeZone: 'Europe/Berlin' } as const;
  it.each([
    ['2026-11-24T11:05:00Z', 'Heute, 12:05 Uhr'],
    ['2026-11-24T23:30:00Z', 'Morgen, 00:30 Uhr'],
    ['2026-11-27T09:00:00Z', 'Freitag, 27. November, 10:00 Uhr'],
    ['2027-01-04T09:00:00Z', 'Montag, 4. Januar 2027, 10:00 Uhr'],
  ])('%s is said as "%s"', (moment, said) => {
    expect(whenOf(Date.parse(moment), noon, place, uiTexts.de.words)).toBe(said);
  });

  it('in minutes until the start is rounded up and ends at the start', () => {
    expect(minutesUntil(noon + 5.5 * 60_000, noon)).toBe(6);
    expect(minutesUntil(noon, noon)).toBeUndefined();
  });
});

describe('the advice in a call', () => {
  const peer = {
    seat: 'advisor',
    name: 'Frau Weber',
    ready: true,
    microphone: 'on',
    camera: 'on',
    screen: 'off',
    hangingUp: false,
    present: true,
  } as const;
  const view = (change: Partial<CallView>): CallView =>
    ({
      phase: 'talking',
      signalling: 'open',
      transport: 'connected',
      lineFailed: false,
      privacy: { state: 'checked' },
      peer,
      ...change,
    }) as CallView;
  const whom = { name: 'Frau Weber', phone: '0800 1' };
  const nothing = { microphone: false, camera: false };
  const said = (change: Partial<CallView>, lost = nothing) => callAdvice(view(change), lost, whom, texts);

  it('is silent while all is well', () => {
    expect(said({})).toBeUndefined();
    expect(said({ signalling: 'reconnecting' })).toBeUndefined();
  });

  it('tells whose line is broken', () => {
    expect(said({ phase: 'interrupted' })).toBe(texts.advice.interrupted);
    expect(said({ phase: 'interrupted', peer: { ...peer, present: false } })).toBe(texts.advice.peerAway('Frau Weber'));
    expect(said({ phase: 'interrupted', signalling: 'reconnecting', peer: undefined })).toBe(texts.advice.interrupted);
  });

  it('offers the telephone when no line comes about', () => {
    expect(said({ lineFailed: true })).toContain('0800 1');
  });

  it('names the code of the incident when no line comes about', () => {
    expect(said({ lineFailed: true, incident: '7KX0T2QM' })).toContain('7KX0T2QM');
  });

  it('puts the own lost device before the state of the other side', () => {
    const off = { ...peer, microphone: 'off' } as const;
    expect(said({ peer: off }, { microphone: true, camera: true })).toBe(texts.advice.microphoneLost);
    expect(said({ peer: off })).toBe(texts.peerMicrophoneOff('Frau Weber'));
  });

  it('says in place of the picture why there is none', () => {
    expect(picturePlace(view({}), 'Frau Weber', texts)).toBeUndefined();
    expect(picturePlace(view({ peer: { ...peer, camera: 'off' } }), 'Frau Weber', texts)).toContain('aus');
    expect(picturePlace(view({ peer: { ...peer, camera: 'none' } }), 'Frau Weber', texts)).toContain('ohne Kamera');
  });

  it.each(['unchecked', 'broken'] as const)('says that picture and sound are off while the line is %s', (state) => {
    const privacy = { state } as CallView['privacy'];
    expect(picturePlace(view({ privacy, phase: 'starting' }), 'Frau Weber', texts)).toBe(texts.mediaOff[state]);
  });

  it('counts whole minutes', () => {
    expect([durationWords(59_999, texts), durationWords(60_000, texts)]).toEqual(['Gerade begonnen', '1 Minute']);
    expect(talkedWords(59_999, uiTexts.de.words)).toBe('Weniger als eine Minute');
  });
});

describe('a check', () => {
  const line = (change: object) =>
    ({ direct: 'skipped', udp: 'skipped', tcp: 'skipped', tls: 'skipped', ...change }) as const;
  it.each([
    [line({ udp: 'good' }), 'good'],
    [line({ udp: 'failed', tls: 'good' }), 'weak'],
    [line({ udp: 'failed', tcp: 'failed', tls: 'failed' }), 'failed'],
    [line({}), 'skipped'],
    ['running', 'running'],
    ['failed', 'skipped'],
  ] as const)('of a line with %j is %s', (network, mark) => {
    expect(networkMark(network)).toBe(mark);
  });

  it('marks a device that is missing as failed only when it was wished for', () => {
    const found = { heard: true, sound: 'good', network: 'running', throughput: 'running' } as const;
    const seen = { camera: 'none', microphone: 'on' } as const;
    expect(checkMarks({ microphone: true, camera: true }, seen, found).camera).toBe('failed');
    expect(checkMarks({ microphone: true, camera: false }, seen, found).camera).toBe('skipped');
    expect(allGood(checkMarks({ microphone: true, camera: true }, seen, found), 'running')).toBe(false);
  });

  it('is not all good on a line that carries too little, and does not wait for the measurement', () => {
    const seen = { camera: 'on', microphone: 'on' } as const;
    const good = (throughput: CheckMark | 'running') => {
      const found = { heard: true, sound: 'good', network: line({ udp: 'good' }), throughput } as const;
      const marks = checkMarks({ microphone: true, camera: true }, seen, found);
      return [marks.throughput, allGood(marks, found.network)];
    };
    expect(good('good')).toEqual(['good', true]);
    expect(good('weak')).toEqual(['weak', false]);
    expect(good('failed')).toEqual(['failed', false]);
    expect(good('running')).toEqual(['skipped', true]);
  });
});

describe('on the stage', () => {
  it('the button leads the own picture through every corner and back', () => {
    const seen = new Set<Corner>();
    let corner: Corner = 'bottom-end';
    for (let turn = 0; turn < corners.length; turn++) {
      corner = nextCorner(corner);
      seen.add(corner);
    }
    expect(seen.size).toBe(4);
    expect(corner).toBe('bottom-end');
  });

  it.each([
    [0.1, 0.1, 'top-start'],
    [0.9, 0.2, 'top-end'],
    [0.4, 0.8, 'bottom-start'],
    [0.6, 0.6, 'bottom-end'],
  ] as const)('a picture let go at %d, %d lies at %s', (x, y, corner) => {
    expect(nearestCorner(x, y)).toBe(corner);
  });

  it('a tall picture is shown whole on a wide stage', () => {
    expect(fills({ width: 720, height: 1280 }, { width: 1232, height: 557 })).toBe(false);
    expect(fills({ width: 1280, height: 720 }, { width: 1232, height: 557 })).toBe(true);
    expect(fills({ width: 1280, height: 720 }, { width: 374, height: 620 })).toBe(true);
    expect(fills({ width: 0, height: 0 }, { width: 1, height: 1 })).toBe(false);
  });

  const press = (key: string, more: object = {}) =>
    keyAction({
      key,
      target: { tagName: 'BODY' },
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      repeat: false,
      ...more,
    } as never);

  it('keys work alone, and not while somebody types', () => {
    expect([press('m'), press('V'), press('?'), press('x')]).toEqual(['microphone', 'camera', 'keys', undefined]);
    expect(press('m', { ctrlKey: true })).toBeUndefined();
    expect(press('m', { repeat: true })).toBeUndefined();
    expect(press('m', { target: { tagName: 'INPUT' } })).toBeUndefined();
  });
});
