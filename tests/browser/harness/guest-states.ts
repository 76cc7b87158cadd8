/** Every page and state of the guest's journey by name, for screenshots and for axe. */
import type { CallEnd, CallView, MediaProblem } from '@visavis/call';
import type { ErrorCode, LinkAnswer } from '@visavis/shared';
import { AppointmentId, DialInCode, LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import type { GuestView } from '../../../clients/guest/guest.ts';
import type { CheckStage, Facts, Found, NetworkState, Place, Wish } from '../../../clients/guest/journey-types.ts';
import { companionStates } from './companion-states.ts';
import { fakeCall, fakeMedia, peerHere, talking, unchecked, workingDevices } from './fake-call.ts';

export interface GuestState {
  view: GuestView;
  agent?: string;
}

const minute = 60_000;
const now = Date.now();
const iso = (ms: number) => new Date(ms).toISOString();

const link = {
  appointment: v.parse(AppointmentId, 'A'.repeat(22)),
  secret: v.parse(LinkSecret, 'B'.repeat(22)),
  code: v.parse(DialInCode, '48291370'),
};

const answer: LinkAnswer = {
  state: 'open',
  now,
  opensAt: iso(now - 9 * minute),
  startsAt: iso(now + 5.5 * minute),
  durationMinutes: 30,
  movedFrom: null,
  language: 'de',
  advisor: 'Frau Weber',
  calendar: 'BEGIN:VCALENDAR\r\nURL:{link}\r\nEND:VCALENDAR\r\n',
  codeInLink: true,
};

const facts: Facts = {
  organisation: {
    name: 'Musterkasse',
    phone: '0800 123 45 67',
    consent: { version: '2026-11' },
    languages: ['de', 'en'],
    timeZone: 'Europe/Berlin',
    relay: true,
  },
  link,
  testFirst: false,
  linkBroken: false,
  answer,
  clockOffsetMs: 0,
  number: undefined,
  device: undefined,
  consent: '2026-11',
  appointment: undefined,
  name: 'Erika Mustermann',
  wish: { microphone: true, camera: true },
  on: undefined,
  onAir: false,
  checked: {
    camera: 'good',
    microphone: 'good',
    sound: 'good',
    network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
    throughput: 'good',
  },
};

type Extra = Partial<Pick<GuestView, 'media' | 'call'>> & { agent?: string; facts?: Partial<Facts> };

const at = (place: Place, extra: Extra = {}): GuestState => ({
  view: {
    journey: { facts: { ...facts, ...extra.facts }, at: place },
    media: extra.media,
    call: extra.call,
  },
  ...(extra.agent ? { agent: extra.agent } : {}),
});

const early = { ...answer, opensAt: iso(now + 1425 * minute), startsAt: iso(now + 1440 * minute) } as const;
const typed = { number: '', code: '48291370', name: '', agreed: false };
const trouble = (code: ErrorCode, waitMs?: number) => ({
  code,
  incident: '7K3M9QXA',
  untilMs: waitMs === undefined ? undefined : now + waitMs,
});
const door = { phase: 'arrive', typed, busy: false, missing: undefined, trouble: undefined } as const;
const byNumber = { link: undefined, answer: undefined, name: undefined, device: undefined };
const asking = { phase: 'permission', purpose: 'join', asked: true, trouble: undefined } as const;

const refusedBy = (problem: MediaProblem, agent?: string) => {
  const media = fakeMedia({ microphoneProblem: problem, cameraProblem: problem });
  return at(asking, { media, ...(agent ? { agent } : {}) });
};

const check = (
  stage: CheckStage,
  network: NetworkState = 'running',
  throughput: Found['throughput'] = 'running',
  wish: Wish = facts.wish,
) => {
  const found: Found = { heard: true, sound: stage === 'result' ? 'good' : 'skipped', network, throughput };
  const media = fakeMedia(wish.camera ? workingDevices() : { microphone: 'on' });
  return at({ phase: 'check', purpose: 'join', stage, ...found }, { media, facts: { wish } });
};
const goodWays = { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' } as const;

const room = (view: Partial<CallView>, devices = workingDevices(), known: Partial<Facts> = {}) => {
  const media = fakeMedia(devices);
  return at({ phase: 'room' }, { media, call: fakeCall(view, media), facts: known });
};

/** Both have pressed start on a line that came without the link. */
const comparing = { phase: 'starting', transport: 'connected', ready: true, peer: peerHere } as const;
const noWords = { ...unchecked, words: undefined, digits: undefined } as const;

const ended = (reason: CallEnd['reason'], talkedMs = 23 * minute, known: Partial<Facts> = {}) =>
  at({ phase: 'end', end: { reason, talkedMs } }, { facts: known });

const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 7) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0';

/** Made anew at each call, so that streams are the page's own. */
export const guestStates: Record<string, () => GuestState> = {
  loading: () => at({ phase: 'loading', tries: 0 }, { facts: { organisation: undefined, answer: undefined } }),
  early: () => at({ phase: 'early', asking: false, tested: false }, { facts: { answer: early } }),
  'early-moved': () =>
    at(
      { phase: 'early', asking: false, tested: true },
      { facts: { answer: { ...early, movedFrom: iso(now + 4 * 1440 * minute) } } },
    ),
  over: () => at({ phase: 'over' }),
  cancelled: () => at({ phase: 'cancelled' }),
  unknown: () => at({ phase: 'unknown', trouble: trouble('link-unknown') }, { facts: { answer: undefined } }),
  unreachable: () => at({ phase: 'unreachable', tries: 2, againMs: now + minute }),
  'in-app': () => at({ phase: 'in-app' }, { agent: `${android} WhatsApp/2.24` }),
  unsupported: () => at({ phase: 'unsupported' }),
  arrive: () => at(door),
  'arrive-moved': () => at(door, { facts: { answer: { ...answer, movedFrom: iso(now - 2 * 1440 * minute) } } }),
  'arrive-code': () =>
    at({ ...door, typed: { ...typed, code: '4829' } }, { facts: { link: { ...link, code: undefined } } }),
  'arrive-number': () => at({ ...door, typed: { ...typed, code: '' } }, { facts: byNumber }),
  'arrive-missing': () =>
    at({ ...door, typed: { ...typed, code: '' }, missing: 'code' }, { facts: { link: { ...link, code: undefined } } }),
  'arrive-refused': () =>
    at(
      { ...door, typed: { ...typed, agreed: true }, trouble: trouble('not-admitted', 42_000) },
      { facts: { link: { ...link, code: undefined } } },
    ),
  permission: () => at({ ...asking, asked: false }),
  'permission-iphone': () => at({ ...asking, asked: false }, { agent: iphone }),
  'permission-blocked': () => refusedBy('blocked-by-site'),
  'permission-blocked-android': () => refusedBy('blocked-by-site', android),
  'permission-blocked-firefox': () => refusedBy('blocked-by-site', firefox),
  'permission-system': () => refusedBy('blocked-by-system', firefox),
  'permission-no-camera': () => at(asking, { media: fakeMedia({ microphone: 'on', cameraProblem: 'in-use' }) }),
  'permission-dismissed': () => refusedBy('dismissed'),
  'check-look': () => check('look'),
  'check-look-sound': () => check('look', 'running', 'running', { microphone: true, camera: false }),
  'check-sound': () => check('sound'),
  'check-no-sound': () => check('no-sound'),
  'check-result': () => check('result', goodWays, 'good'),
  'check-result-measuring': () => check('result', goodWays),
  'check-result-code': () => {
    const { view } = check('result', 'failed', 'skipped');
    const { facts: known, at: place } = view.journey;
    const without = { ...known, link: { ...link, code: undefined } };
    const tested = place.phase === 'check' ? { ...place, purpose: 'test' as const } : place;
    return { view: { ...view, journey: { facts: without, at: tested } } };
  },
  'check-result-slow': () => check('result', goodWays, 'failed'),
  'check-result-weak': () =>
    check('result', { direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' }, 'skipped'),
  waiting: () => room({}),
  'waiting-no-camera': () => room({ signalling: 'reconnecting' }, { microphone: 'on' }),
  'waiting-here': () => room({ phase: 'together', peer: { ...peerHere, ready: false } }),
  'waiting-ready': () => room({ phase: 'together', ready: true, peer: { ...peerHere, ready: false } }),
  'call-starting': () => room({ phase: 'starting', ready: true, peer: peerHere }),
  call: () => room(talking()),
  'call-muted': () => room(talking(), { ...workingDevices(), microphone: 'off', camera: 'off' }),
  'call-compare': () => room({ ...comparing, privacy: unchecked }),
  'call-compare-offered': () => room({ ...comparing, privacy: { ...unchecked, soundForComparing: 'offered' } }),
  'call-compare-sound': () => room({ ...comparing, privacy: { ...unchecked, soundForComparing: 'on' } }),
  'call-compare-done': () => room({ ...comparing, privacy: { ...unchecked, compared: true } }),
  'call-words-differ': () => room({ ...talking(), privacy: { ...unchecked, state: 'broken', broken: 'words' } }),
  'call-other-device': () =>
    room({ ...talking(), privacy: { ...unchecked, state: 'broken', broken: 'certificate', otherDevice: true } }),
  'call-impostor': () => room({ ...talking(), privacy: { ...unchecked, state: 'broken', broken: 'certificate' } }),
  'call-binding': () => room({ ...talking(), privacy: { ...noWords, state: 'broken', broken: 'binding' } }),
  'call-interrupted': () => room({ ...talking(), phase: 'interrupted', transport: 'interrupted' }),
  'call-peer-camera-off': () => room({ ...talking(), peer: { ...peerHere, camera: 'off', microphone: 'off' } }),
  'call-not-heard': () => room({ ...talking(), causes: ['not-heard', 'line-weak'] }),
  'call-weak': () => room({ ...talking(), causes: ['line-weak'] }),
  'call-sound-blocked': () => room({ ...talking(), soundBlocked: true }),
  'call-hanging-up': () => room({ ...talking(), phase: 'hanging-up', undoUntil: Date.now() + 5_000 }),
  ...companionStates({ room, ended }),
  'end-hung-up': () => ended('hung-up'),
  'end-peer-hung-up': () => ended('peer-hung-up'),
  'end-replaced': () => ended('replaced', 0),
  'end-dismissed': () => ended('dismissed'),
  'end-room-over': () => ended('room-over'),
  'end-left': () => ended('left', 0),
  'refused-seat': () => at({ phase: 'refused', trouble: trouble('seat-taken') }),
  'refused-unavailable': () => at({ phase: 'refused', trouble: trouble('unavailable') }),
};
