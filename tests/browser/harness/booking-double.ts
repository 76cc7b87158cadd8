/** Requests, offer, hours and letters on doubles, for scenes of the advisor's page. */
import type {
  AdvisorHours,
  AdvisorRequest,
  Appointment,
  CalendarFeed,
  ErrorCode,
  LetterList,
  ServiceOffer,
} from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import type { BookingApi } from '../../../clients/advisor/booking-api.ts';
import { sampleHolidays } from './booking-samples.ts';

export interface BookingScene {
  requests?: AdvisorRequest[] | ErrorCode | undefined;
  /** What an answer to a request comes back with. */
  answering?: ErrorCode;
  services?: ServiceOffer[];
  hours?: AdvisorHours;
  /** Whether calendars have an address already. */
  feed?: CalendarFeed['feed'];
  letters?: LetterList;
  /** What writing comes back with. */
  writing?: ErrorCode;
}

const refuse = (error: ErrorCode) => new ApiError(error, { incident: '7K3M9QXZ' });
const noHours: AdvisorHours = { weekly: [], exceptions: [], services: null };
const noLetters: LetterList = { letters: [], unread: 0, left: 10, with: 'Erika Mustermann' };
const hour = 3_600_000;

/** `now` in milliseconds since 1970; `made` is what a noted outcome answers with. */
export function bookingDouble(scene: BookingScene, now: number, made: Appointment): BookingApi {
  const list = () => (Array.isArray(scene.requests) ? scene.requests : []);
  const days = [24, 25, 48, 49, 72].map((ahead) => new Date(now + ahead * hour).toISOString());
  const letters = scene.letters ?? noLetters;
  return {
    requests: async () => {
      if (typeof scene.requests === 'string') throw refuse(scene.requests);
      return { requests: list(), now };
    },
    answerRequest: async (id) => {
      if (scene.answering !== undefined) throw refuse(scene.answering);
      const found = list().find((one) => one.id === id);
      if (found === undefined) throw refuse('not-found');
      return { ...found, status: 'confirmed', expiresAt: null };
    },
    proposals: async () => ({ slots: days }),
    offer: async () => ({ services: scene.services ?? [] }),
    saveOffer: async (offer) => offer,
    hours: async () => scene.hours ?? noHours,
    saveHours: async (hours) => hours,
    holidays: async () => sampleHolidays,
    slots: async () => ({ timeZone: 'Europe/Berlin', durationMinutes: 30, days: [], next: days[0] ?? null }),
    calendarFeed: async () => ({ feed: scene.feed ?? null }),
    makeCalendarFeed: async () => ({ address: `https://video.example.de/api/v1/calendar/${'k3J9'.repeat(10)}aZ0.ics` }),
    withdrawCalendarFeed: async () => {},
    noteOutcome: async (_id, outcome) => ({ ...made, outcome }),
    letters: async () => letters,
    readLetters: async () => letters,
    writeLetter: async (_owner, text) => {
      if (scene.writing !== undefined) throw refuse(scene.writing);
      const letter = { id: 'new', from: 'advisor' as const, text, at: new Date(now).toISOString(), readAt: null };
      return { ...letters, letters: [...letters.letters, letter], left: letters.left - 1 };
    },
  };
}
