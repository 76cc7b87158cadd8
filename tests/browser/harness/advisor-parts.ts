/** The advisor's page on doubles: a service, a desk, devices and a call that are what a scene says. */
import type { CallView, MediaView } from '@visavis/call';
import {
  type Admission,
  type Appointment,
  type CreatedAppointment,
  type CreatedCompanion,
  DialInCode,
  type ErrorCode,
  Incarnation,
  LinkSecret,
  type MailDraft,
  type NewAppointment,
  type NewCompanion,
  RoomId,
  type Session,
} from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import * as v from 'valibot';
import type { Api } from '../../../clients/advisor/api.ts';
import type { NotifyPermission } from '../../../clients/advisor/bell.ts';
import { makeLinkStore } from '../../../clients/advisor/link-store.ts';
import type { OpenDesk, Parts } from '../../../clients/advisor/parts.ts';
import { memoryStorage } from '../../../clients/advisor/safe-storage.ts';
import { type BookingScene, bookingDouble } from './booking-double.ts';
import { fakeCall, fakeMedia } from './fake-call.ts';
import { leadDouble } from './lead-double.ts';
import { statisticsDouble } from './statistics-double.ts';
import { type WalkInScene, walkInDouble } from './walk-in-double.ts';

export interface Scene extends BookingScene, WalkInScene {
  session?: Session | ErrorCode;
  token?: string;
  appointments?: Appointment[] | ErrorCode | 'never';
  /** Guests who wait, by appointment, and since when. */
  waiting?: [Appointment, number][];
  /** Appointments whose conversation runs on another device. */
  elsewhere?: Appointment[];
  deskLost?: boolean;
  notify?: NotifyPermission;
  saving?: ErrorCode;
  admission?: Partial<Admission> | ErrorCode;
  media?: Partial<MediaView>;
  call?: Partial<CallView>;
  /** Appointments whose link secret this browser keeps. */
  kept?: Appointment[];
}

/** Tuesday, 24 November 2026, two minutes past ten in Berlin. */
export const sceneNow = Date.parse('2026-11-24T09:02:00Z');
export const session: Session = {
  advisor: { id: 'weber', name: 'Frau Weber' },
  roles: ['advisor', 'lead', 'operator'],
  organisation: {
    name: 'Musterkasse',
    phone: '0800 123 45 67',
    consent: { version: '2026-11' },
    languages: ['de', 'en'],
    timeZone: 'Europe/Berlin',
    relay: true,
  },
};

const device = 'device';
const secret = v.parse(LinkSecret, 'K'.repeat(22));
const code = v.parse(DialInCode, '48291370');
const refuse = (error: ErrorCode) => new ApiError(error, { incident: '7K3M9QXZ' });

const draft: MailDraft = {
  to: 'sabine.roth@beispiel.de',
  subject: 'Ihr Videogespräch am 26. November um 9:30 Uhr',
  text: 'Guten Tag Sabine Roth,\n\nam Donnerstag, 26. November 2026, um 9:30 Uhr sprechen wir per Video.\n\nIhr Link: {link}',
  html: '<p>{link}</p>',
  calendar: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nURL:{link}\r\nEND:VCALENDAR\r\n',
};

function created(request: NewAppointment, like: Appointment): CreatedAppointment {
  const { mail, startsAt, durationMinutes, language } = request;
  return {
    ...like,
    startsAt,
    durationMinutes,
    language,
    mail,
    code: request.code,
    guest: { name: request.guest.name, email: request.guest.email, phone: request.guest.phone ?? null },
    joinLink: `https://beratung.musterkasse.example/j#${like.id}`,
    dialInCode: code,
    ...(mail === 'advisor' && { draft }),
  };
}

function admissionTo({ startsAt, durationMinutes, room }: Appointment): Admission {
  const appointment = { startsAt, durationMinutes, advisor: 'Frau Weber', organisation: 'Musterkasse' };
  const entry = { ticket: 't', signalling: '/signal', room, seat: 'advisor', sealed: true, device } as const;
  return { ...entry, linkSecret: secret, appointment };
}

function invited(id: string, { name, kind, language = 'de', email }: NewCompanion): CreatedCompanion {
  const companion = {
    ...{ name, kind, language, email: email ?? null, linkSecret: 'service' as const },
    ...{ mailStatus: 'queued' as const, invitedAt: new Date(sceneNow).toISOString(), admittedAt: null },
  };
  const joinLink = `https://video.example.de/j#${id}.${secret}.${code}`;
  return { companion, joinLink, dialInCode: code, ...(email === undefined ? { draft } : {}) };
}

function api(scene: Scene, pattern: Appointment): Api {
  const signedIn = async () => {
    const { session: answer = session } = scene;
    if (typeof answer === 'string') throw refuse(answer);
    return answer;
  };
  const list = () => (Array.isArray(scene.appointments) ? scene.appointments : []);
  const saved = async () => {
    if (scene.saving !== undefined) throw refuse(scene.saving);
  };
  const find = (id: string) => list().find((one) => one.id === id) ?? pattern;
  const withDraft = (one: Appointment) => (one.mail === 'advisor' ? { ...one, draft } : one);
  return {
    session: signedIn,
    signIn: signedIn,
    signOut: async () => null,
    ways: async () => ({ provider: false, link: true }),
    appointments: async () => {
      if (scene.appointments === 'never') await new Promise(() => undefined);
      if (typeof scene.appointments === 'string') throw refuse(scene.appointments as ErrorCode);
      return { appointments: list(), now: sceneNow };
    },
    create: async (request) => {
      await saved();
      return created(request, pattern);
    },
    change: async (id, change) => {
      await saved();
      return { ...withDraft(find(id)), ...(change.newCode && { dialInCode: code }) };
    },
    cancel: async (id) => {
      await saved();
      return { ...withDraft(find(id)), status: 'cancelled' };
    },
    inviteCompanion: async (id, wish) => {
      await saved();
      return invited(id, wish);
    },
    withdrawCompanion: saved,
    deskTicket: async () => ({ ticket: 't', signalling: '/signal', rooms: list().map(({ room }) => room), device }),
    roomTicket: async (id) => {
      if (typeof scene.admission === 'string') throw refuse(scene.admission);
      return { ...admissionTo(find(id)), ...scene.admission };
    },
  };
}

/** A desk that names who is there, each at the time a scene says, and then falls silent. */
function sceneDesk(scene: Scene, turn: (now: number) => void): OpenDesk {
  return ({ ticket, on }) => {
    const joined = (room: Appointment['room'], seat: 'guest' | 'advisor') =>
      on({ type: 'presence', presence: { type: 'presence', room, seat, event: 'joined' } });
    void ticket(v.parse(Incarnation, 'I'.repeat(22))).then(() => {
      on({ type: 'opened' });
      for (const [{ room }, since] of scene.waiting ?? []) {
        turn(since);
        joined(room, 'guest');
      }
      for (const { room } of scene.elsewhere ?? []) {
        joined(room, 'guest');
        joined(room, 'advisor');
      }
      turn(sceneNow);
      if (scene.deskLost) {
        on({ type: 'lost' });
        turn(sceneNow + 20_000);
      }
      on({ type: 'tick' });
    });
    return { close: () => undefined };
  };
}

/** Everything the page is built from, as `scene` says. */
export function advisorParts(scene: Scene, pattern: Appointment = made): Parts {
  const storage = memoryStorage();
  const links = makeLinkStore(storage);
  for (const { id } of scene.kept ?? []) links.keep(id, { k: secret, code, until: sceneNow * 2 });
  let now = sceneNow;
  const media = fakeMedia(scene.media);
  return {
    api: api(scene, pattern),
    booking: bookingDouble(scene, sceneNow, pattern),
    lead: leadDouble(sceneNow),
    statistics: statisticsDouble(sceneNow),
    walkIns: walkInDouble(scene, sceneNow, pattern),
    openDesk: sceneDesk(scene, (at) => {
      now = at;
    }),
    openCall: () => fakeCall(scene.call ?? {}, media),
    openMedia: () => media,
    links,
    memory: storage,
    roomReturn: { before: undefined, keep: () => undefined },
    bell: {
      wake: async () => undefined,
      sound: async () => true,
      hush: () => undefined,
      notify: () => undefined,
      withdraw: () => undefined,
      permission: () => scene.notify ?? 'default',
      askPermission: async () => 'granted',
    },
    clock: { now: () => now, after: () => () => undefined, every: () => () => undefined },
    random: (bytes) => void bytes.fill(7),
    goTo: () => undefined,
    onUse: () => () => undefined,
    agent: navigator.userAgent,
    mayUseDevices: async () => scene.media !== undefined,
  };
}

/** An appointment as the service would answer it; `at` is a time of that Tuesday in Berlin. */
export function appointmentAt(at: string, name: string, change: Partial<Appointment> = {}): Appointment {
  const mark = name.replace(/[^A-Za-z]/g, '').slice(0, 10);
  return {
    id: mark.padEnd(22, 'A') as Appointment['id'],
    number: '4711223310' as Appointment['number'],
    room: v.parse(RoomId, mark.padEnd(22, 'R')),
    status: 'confirmed',
    startsAt: `2026-11-24T${at}:00+01:00`,
    durationMinutes: 30,
    language: 'de',
    subject: null,
    guest: { name, email: `${mark.toLowerCase()}@beispiel.de`, phone: null },
    advisor: { name: 'Frau Weber' },
    code: 'with-link',
    mail: 'service',
    mailStatus: 'sent',
    linkSecret: 'service',
    relayOnly: false,
    sealed: true,
    check: null,
    admittedAt: null,
    ...{ sequence: 0, mode: 'video', place: null, outcome: null, unread: 0 },
    ...change,
  };
}

const made = appointmentAt('10:15', 'Sabine Roth');
