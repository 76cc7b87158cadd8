/** The lead's side of the service on doubles: settings, texts and terms that a scene can show. */
import type { AdvisorEntry, AheadItem, HouseChange, TermsEntry, TermsTexts } from '@visavis/shared';
import type { LeadApi } from '../../../clients/advisor/lead/lead-api.ts';
import { webhooksDouble } from './webhooks-double.ts';

const installation = {
  name: 'Musterkasse',
  phone: '0800 123 45 67',
  languages: ['de' as const, 'en' as const],
  retentionDays: 30,
  remindHours: [24, 1],
  embedOrigins: ['https://www.musterkasse.example', 'https://portal.musterkasse.example'],
  holidays: 'DE' as const,
};
const texts: TermsTexts = {
  de: '## Worum es geht\n\n{{organisation}} lädt Sie zu einem Gespräch ein.\n\n- Es kostet nichts.\n- Es ist freiwillig.\n\nFragen? Rufen Sie an: {{phone}}',
  en: '## What it is about\n\n{{organisation}} invites you to a conversation.',
};

/** Two people behind one address, and no appointment to come. */
const onePerson = (erasedAt: string): Pick<LeadApi, 'findPerson' | 'exportPerson' | 'erasePerson'> => ({
  findPerson: async () => ({
    records: [
      { table: 'appointments', title: 'Termine', count: 2 },
      { table: 'mails', title: 'E-Mails, die noch nicht verschickt sind', count: 1 },
    ],
    names: 2,
    standing: [],
  }),
  exportPerson: async () => ({ about: '', organisation: '', madeAt: '', parts: [], left: [] }),
  erasePerson: async () => ({ erasedAt, deleted: { appointments: 2, mails: 1 }, proof: 'a.b.c' }),
});

const someAdvisor = (id: string, name: string, change: Partial<AdvisorEntry> = {}): AdvisorEntry => ({
  ...{ id, name, toldName: null, signsInBy: 'provider', roles: ['advisor'], isActive: true },
  ...{ appointmentsAhead: 0, openRequests: 0, lastSignInOn: '2026-11-23', ...change },
});
const advisors = [
  someAdvisor('weber', 'Frau Weber', { roles: ['advisor', 'lead'], appointmentsAhead: 7, lastSignInOn: '2026-11-24' }),
  someAdvisor('yilmaz', 'Herr Yilmaz', { toldName: 'Yilmaz, Cem', appointmentsAhead: 3, openRequests: 1 }),
  someAdvisor('house', 'Kundenberatung', { signsInBy: 'house', roles: [], lastSignInOn: null }),
  someAdvisor('hohenstein', 'Maria-Magdalena von Hohenstein-Lichtenberg', { isActive: false, appointmentsAhead: 1 }),
];

/** One that does not fit, one whose guest is not told, and a request. */
function aheadOf(moment: (days: number) => string): AheadItem[] {
  const item = (id: string, days: number, change: Partial<AheadItem> = {}): AheadItem => ({
    ...{ id, kind: 'appointment', number: '4711223310', startsAt: moment(days), durationMinutes: 30 },
    ...{ mode: 'video', isTold: true, fits: true, ...change },
  });
  return [
    item('a1', 1),
    item('a2', 2, { number: '5822334421', fits: false }),
    item('a3', 3, { number: '6933445532', isTold: false }),
    item('r1', 5, { kind: 'request', number: null, isTold: false }),
  ];
}

const ofAdvisors = (
  moment: (days: number) => string,
): Pick<LeadApi, 'advisors' | 'changeAdvisor' | 'ahead' | 'passOn'> => ({
  advisors: async () => ({ advisors }),
  changeAdvisor: async (id, { name }) => someAdvisor(id, name ?? 'Herr Yilmaz'),
  ahead: async () => ({ items: aheadOf(moment) }),
  /** One goes, one just does not fit any more, and one fails. */
  passOn: async () => {
    const [first, , third, last] = aheadOf(moment);
    const list = (one: AheadItem | undefined) => (one === undefined ? [] : [one]);
    return { passedOn: 1, given: list(first), stayed: list(last), failed: list(third) };
  },
});

const someChanges = (moment: (days: number) => string): HouseChange[] => [
  {
    at: moment(-1),
    by: 'Frau Weber',
    what: 'settings',
    changes: [
      { name: 'phone', before: null, after: '0800 765 43 21' },
      { name: 'holidays', before: null, after: 'DE-MV' },
    ],
  },
  {
    at: moment(-2),
    by: 'Frau Weber',
    what: 'advisors',
    changes: [{ name: 'deactivated', before: null, after: 'Maria-Magdalena von Hohenstein-Lichtenberg' }],
  },
  {
    at: moment(-3),
    by: 'Herr Yilmaz',
    what: 'terms',
    changes: [{ name: 'publish 2026-12', before: null, after: moment(-3) }],
  },
];

/** Answers as a service would that keeps everything and checks nothing. */
export function leadDouble(now: number): LeadApi {
  const moment = (days: number) => new Date(now + days * 86_400_000).toISOString();
  const versions: TermsEntry[] = [
    { version: '2027-04', state: 'draft', validFrom: null, isFile: false, consents: 0 },
    { version: '2027-01', state: 'planned', validFrom: moment(30), isFile: false, consents: 0 },
    { version: '2026-12', state: 'current', validFrom: moment(-3), isFile: false, consents: 12 },
    { version: '2026-11', state: 'former', validFrom: null, isFile: true, consents: 1 },
  ];
  const written = (version: string) => {
    const [first] = versions;
    const entry = versions.find((one) => one.version === version) ?? first;
    if (entry === undefined) throw new Error('a scene without terms');
    return { ...entry, texts };
  };
  return {
    settings: async () => ({ revision: 1, own: { phone: '0800 765 43 21', holidays: 'DE-MV' }, installation }),
    saveSettings: async (revision, own) => ({ revision: revision + 1, own, installation }),
    changes: async () => ({ changes: someChanges(moment) }),
    texts: async () => ({ revision: 1, texts: { welcome: { de: 'Schön, dass Sie da sind. Nehmen Sie sich Zeit.' } } }),
    saveTexts: async (revision, kept) => ({ revision: revision + 1, texts: kept }),
    terms: async () => ({ versions }),
    oneTerms: async (version) => written(version),
    saveTerms: async (version) => written(version),
    publishTerms: async (version) => written(version),
    withdrawTerms: async () => undefined,
    ...ofAdvisors(moment),
    ...webhooksDouble(moment),
    ...onePerson(new Date(now).toISOString()),
  };
}
