/** Requests, services, hours and letters as the service would answer them, for scenes and tests of the advisor's page. */
import type { AdvisorHours, AdvisorRequest, HolidayList, LetterList, ServiceOffer } from '@visavis/shared';

export const videoService: ServiceOffer = {
  id: 'beratung',
  mode: 'video',
  texts: {
    de: { title: 'Beratung zur Pflege', description: 'Ein Gespräch per Video.' },
    en: { title: 'Advice on care', description: 'A conversation by video.' },
  },
  durationMinutes: 30,
  everyMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  noticeMinutes: 24 * 60,
  horizonDays: 60,
};

export const inPersonService: ServiceOffer = {
  ...videoService,
  id: 'vor-ort',
  mode: 'in-person',
  place: 'Lindenstraße 12, 10969 Berlin, Zimmer 204',
  texts: { de: { title: 'Beratung im Haus', description: '' } },
  durationMinutes: 45,
};

export const sampleHours: AdvisorHours = {
  weekly: [
    ...[1, 2, 3, 4].flatMap((weekday) => [
      { weekday, from: '09:00', to: '12:00' },
      { weekday, from: '13:00', to: '16:30' },
    ]),
    { weekday: 5, from: '09:00', to: '12:30' },
  ],
  exceptions: [
    { day: '2026-12-24', hours: [] },
    { day: '2026-12-05', hours: [{ from: '10:00', to: '13:00' }] },
    { day: '2027-03-08', hours: [{ from: '16:00', to: '24:00' }] },
  ],
  services: null,
};

export const sampleHolidays: HolidayList = {
  region: 'DE-BE',
  regionNames: { de: 'Berlin', en: 'Berlin' },
  holidays: [
    { day: '2026-12-25', names: { de: '1. Weihnachtstag', en: 'Christmas Day' } },
    { day: '2026-12-26', names: { de: '2. Weihnachtstag', en: 'Second Day of Christmas' } },
    { day: '2027-01-01', names: { de: 'Neujahr', en: 'New Year’s Day' } },
    { day: '2027-03-08', names: { de: 'Internationaler Frauentag', en: 'International Women’s Day' } },
    { day: '2027-03-26', names: { de: 'Karfreitag', en: 'Good Friday' } },
  ],
};

/** A request that waits for the advisor, unless `change` says otherwise. */
export function sampleRequest(
  firstName: string,
  lastName: string,
  startsAt: string,
  change: Partial<AdvisorRequest> = {},
): AdvisorRequest {
  return {
    id: `${firstName}${lastName}`
      .replace(/[^A-Za-z]/g, '')
      .padEnd(22, 'A')
      .slice(0, 22) as AdvisorRequest['id'],
    status: 'requested',
    service: videoService.id,
    startsAt,
    wishedFor: null,
    durationMinutes: 30,
    mode: 'video',
    place: null,
    expiresAt: '2026-11-25T09:00:00Z',
    language: 'de',
    createdAt: '2026-11-23T09:00:00Z',
    person: {
      salutation: 'none',
      firstName,
      lastName,
      phone: '030 1234567',
      email: 'gast@beispiel.de',
      insuranceNumber: 'A123456780',
      subject: 'Fragen zum Antrag',
    },
    appointment: null,
    unread: 0,
    ...change,
  };
}

export const sampleLetters: LetterList = {
  with: 'Ruth Sommer',
  unread: 2,
  left: 9,
  letters: [
    {
      id: 'one',
      from: 'advisor',
      text: 'Bitte bringen Sie den letzten Bescheid mit.\nEr hat zwei Seiten.',
      at: '2026-11-22T09:10:00Z',
      readAt: '2026-11-22T10:00:00Z',
    },
    {
      id: 'two',
      from: 'guest',
      text: 'Das mache ich. Gibt es einen Aufzug?',
      at: '2026-11-22T10:02:00Z',
      readAt: null,
    },
  ],
};
