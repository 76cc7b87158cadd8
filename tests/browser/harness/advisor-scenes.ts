/** Every page and state of the advisor by name, for screenshots and for axe. */
import type { CheckResult } from '@visavis/shared';
import { noProof } from '../../../clients/call/proof-view.ts';
import { appointmentAt, type Scene, sceneNow, session } from './advisor-parts.ts';
import { inPersonService, sampleHours, sampleLetters, sampleRequest, videoService } from './booking-samples.ts';
import { companionHere, third } from './companion-states.ts';
import { choices, drawnStream, guestLook, peerHere, talking, unchecked, workingDevices } from './fake-call.ts';
import { walkInPerson } from './walk-in-double.ts';

const minute = 60_000;
const well: CheckResult = {
  camera: 'good',
  microphone: 'good',
  sound: 'good',
  network: { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' },
};
const checked = (change: Partial<CheckResult> = {}) => ({
  check: { at: '2026-11-23T17:20:00Z', result: { ...well, ...change } },
});
const weakLine = { network: { ...well.network, udp: 'failed', direct: 'failed' } } as const;
const phone = (name: string, number: string) => ({
  guest: { name, email: 'gast@beispiel.de', phone: number },
});

const erika = appointmentAt('10:00', 'Erika Mustermann', {
  subject: 'Pflegegrad, Fragen zum Antrag',
  ...checked(weakLine),
  ...phone('Erika Mustermann', '+49 30 1234567'),
});
const heinz = appointmentAt('10:45', 'Heinz Albers');
const aylin = appointmentAt('11:30', 'Aylin Demir', { ...checked({ throughput: 'failed' }), subject: 'Reha' });
const joachim = appointmentAt('13:00', 'Joachim Kern', {
  ...checked({ microphone: 'failed' }),
  ...phone('Joachim Kern', '0170 1234567'),
});
const bounced = appointmentAt('14:15', 'Maria-Magdalena von Hohenstein-Lichtenberg', { mailStatus: 'failed' });
const early = appointmentAt('09:00', 'Paul Lehmann', checked());
const cancelled = appointmentAt('15:00', 'Olga Petrowa', { status: 'cancelled' });
const own = appointmentAt('10:10', 'Sabine Roth', { mail: 'advisor', mailStatus: 'none', linkSecret: 'browser' });

const list = [early, erika, heinz, aylin, joachim, bounced, cancelled];
const waits: Scene = { appointments: list, waiting: [[erika, sceneNow - 2 * minute - 20_000]] };
const guest = { ...peerHere, seat: 'guest', name: 'Erika Mustermann', ready: false } as const;
const inRoom: Scene = { ...waits, media: workingDevices() };
const guestTalks = (): Scene['call'] => ({
  ...talking(),
  peer: guest,
  remoteStream: drawnStream(guestLook, 1280, 720),
});
/** Both have pressed start on a line that came without the link. */
const comparing = {
  phase: 'starting',
  transport: 'connected',
  ready: true,
  peer: { ...guest, ready: true },
} as const;

const asked = sampleRequest('Wilhelmine', 'Ostermann', '2026-11-25T10:00:00Z');
const askedInPerson = sampleRequest('Karl-Heinz', 'Baumgartner-Schmidt', '2026-11-26T13:30:00Z', {
  service: inPersonService.id,
  mode: 'in-person',
  place: inPersonService.place ?? null,
  unread: 1,
});
const proposed = sampleRequest('Aylin', 'Demir', '2026-11-27T09:00:00Z', {
  status: 'proposed',
  wishedFor: '2026-11-26T09:00:00Z',
});
const declined = sampleRequest('Paul', 'Lehmann', '2026-11-24T14:00:00Z', { status: 'declined', expiresAt: null });
const booking: Scene = {
  requests: [asked, askedInPerson, proposed, declined],
  services: [videoService, inPersonService],
  hours: sampleHours,
  letters: sampleLetters,
};
const visit = appointmentAt('10:00', 'Ruth Sommer', {
  mode: 'in-person',
  place: 'Lindenstraße 12, 10969 Berlin, Zimmer 204',
  unread: 2,
});

const queue: Scene['queue'] = {
  ...{ isFree: true, waiting: 3, longestSince: new Date(sceneNow - 6 * minute).toISOString(), freeAdvisors: 1 },
  services: [
    { service: 'beratung', title: { de: 'Beratung zu Heilmitteln' }, waiting: 2 },
    { service: 'pflege', title: { de: 'Pflegegrad und Pflegegeld' }, waiting: 1 },
  ],
  calls: [
    walkInPerson('Karl-Heinz Baumgartner-Schmidt', sceneNow, 40, '+49 30 7654321'),
    walkInPerson('Ruth Sommer', sceneNow, 12, '0170 1234567'),
  ],
};
const taken = { person: walkInPerson('Erika Mustermann', sceneNow, 6), appointment: erika.id };

/** A scene is made anew for every page: streams belong to one. */
export const advisorScenes: Record<string, () => Scene> = {
  'sign-in': () => ({ session: 'not-signed-in' }),
  'sign-in-used': () => ({ session: 'not-signed-in', token: 'T'.repeat(43) }),
  'sign-in-failed': () => ({ session: 'internal' }),
  day: () => waits,
  'day-next': () => ({ appointments: [early, heinz, aylin] }),
  'day-later': () => ({ appointments: [aylin, joachim], notify: 'denied' }),
  'day-two-wait': () => ({ ...waits, waiting: [...(waits.waiting ?? []), [heinz, sceneNow - 30_000]] }),
  'day-elsewhere': () => ({ appointments: list, elsewhere: [erika] }),
  'day-bounced': () => ({ appointments: [{ ...bounced, startsAt: '2026-11-24T10:15:00+01:00' }, joachim] }),
  'day-empty': () => ({ appointments: [], notify: 'granted' }),
  'day-done': () => ({ appointments: [early, cancelled] }),
  'day-loading': () => ({ appointments: 'never' }),
  'day-failed': () => ({ appointments: 'internal' }),
  'day-offline': () => ({ ...waits, deskLost: true }),
  'day-own': () => ({ appointments: [own, heinz], kept: [own] }),
  'day-own-elsewhere': () => ({ appointments: [own, heinz] }),
  'walk-ins': () => ({ ...waits, session: { ...session, walkIn: true }, queue }),
  'walk-ins-taken': () => ({
    ...waits,
    session: { ...session, walkIn: true },
    queue: { ...queue, current: taken, calls: [] },
  }),
  requests: () => ({ ...waits, ...booking }),
  'requests-none': () => ({ ...waits, requests: [] }),
  'requests-conflict': () => ({ ...waits, ...booking, answering: 'conflict' }),
  offer: () => ({ ...waits, ...booking }),
  'offer-calendar': () => ({
    ...{ ...waits, ...booking },
    feed: { since: '2026-11-03T09:00:00Z', lastAskedAt: '2026-11-24T07:00:00Z' },
  }),
  'in-person': () => ({ ...booking, appointments: [visit, heinz] }),
  'save-fails': () => ({ ...waits, saving: 'unavailable' }),
  'room-needs-link': () => ({ appointments: [own], admission: { linkSecret: null } }),
  'room-asks-open': () => ({ ...waits, admission: { sealed: false } }),
  'room-fails': () => ({ ...waits, admission: 'unavailable' }),
  'lobby-first': () => ({ ...waits, call: { phase: 'together', peer: guest, transport: 'connected' } }),
  'lobby-alone': () => ({ ...inRoom, call: { phase: 'waiting' } }),
  'lobby-waits': () => ({ ...inRoom, call: { phase: 'together', peer: guest, transport: 'connected' } }),
  'lobby-ready': () => ({
    ...inRoom,
    call: { phase: 'together', peer: { ...guest, ready: true }, transport: 'connected' },
  }),
  'lobby-started': () => ({ ...inRoom, call: { phase: 'together', ready: true, peer: guest, transport: 'connected' } }),
  'lobby-unsealed': () => ({ ...inRoom, call: { phase: 'waiting', peerUnsealed: true } }),
  'lobby-old-browser': () => ({
    ...inRoom,
    call: { phase: 'together', peer: guest, privacy: { ...noProof, frames: 'unsupported' } },
  }),
  'lobby-line-failed': () => ({
    ...inRoom,
    call: { phase: 'together', peer: guest, lineFailed: true, incident: '7KX0T2QM' },
  }),
  'lobby-seat-taken': () => ({
    ...inRoom,
    call: { phase: 'joining', refusal: { code: 'seat-taken', incident: '7KX0T2QM' } },
  }),
  'lobby-blocked': () => ({
    ...waits,
    media: { microphoneProblem: 'blocked-by-site', cameraProblem: 'blocked-by-site' },
    call: { phase: 'together', peer: guest },
  }),
  'room-refused': () => ({
    ...inRoom,
    call: { phase: 'refused', refusal: { code: 'room-over', incident: '7KX0T2QM' } },
  }),
  talking: () => ({ ...inRoom, call: guestTalks() }),
  'compare-choose': () => ({ ...inRoom, call: { ...comparing, privacy: { ...unchecked, choices } } }),
  'compare-wrong': () => ({ ...inRoom, call: { ...comparing, privacy: { ...unchecked, choices, triesLeft: 1 } } }),
  'compare-read-out': () => ({ ...inRoom, call: { ...comparing, privacy: { ...unchecked, compared: true } } }),
  'lobby-companion': () => ({
    ...inRoom,
    call: { phase: 'waiting', ready: true, second: companionHere({ standing: 'asking' }) },
  }),
  'talking-companion': () => ({ ...inRoom, call: { ...guestTalks(), second: third() } }),
  'talking-companion-asks': () => ({
    ...inRoom,
    call: { ...guestTalks(), second: companionHere({ standing: 'asking' }) },
  }),
  'talking-companion-no-link': () => ({
    ...inRoom,
    call: { ...guestTalks(), proof: 'open', second: companionHere({ standing: 'asked' }) },
  }),
  'talking-knock': () => ({
    ...inRoom,
    waiting: [
      [erika, sceneNow - 12 * minute],
      [heinz, sceneNow - minute],
    ],
    call: guestTalks(),
  }),
  ended: () => ({ ...waits, call: { phase: 'ended', end: { reason: 'hung-up', talkedMs: 23 * minute } } }),
};
