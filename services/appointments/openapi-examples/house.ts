/** Examples of the house: who is signed in, settings, words, terms, webhooks, one person's data, counts. */
import * as s from './samples.ts';

const organisation = {
  name: 'Musterkasse',
  phone: '0800 1234567',
  consent: s.consent,
  languages: ['de', 'en'],
  timeZone: 'Europe/Berlin',
  relay: true,
  welcome: { de: 'Schön, dass Sie da sind.', en: 'Good to have you here.' },
};

const settings = {
  revision: 3,
  own: { phone: '0800 7654321', retentionDays: 30, remindHours: [24, 1], holidays: 'DE-BY' },
};
const texts = { revision: 3, texts: { welcome: organisation.welcome } };
const terms = { version: s.version, state: 'planned', validFrom: s.startsAt, isFile: false, consents: 0 };
const termsTexts = {
  de: '# Bedingungen\n\nEin Gespräch ist freiwillig.',
  en: '# Terms\n\nA conversation is voluntary.',
};

const webhook = {
  id: s.webhook,
  url: 'https://crm.example.de/visavis',
  events: ['appointment.confirmed', 'appointment.moved', 'appointment.cancelled'],
  isActive: true,
  createdAt: s.createdAt,
  previousSecretUntil: null,
  waiting: 0,
  setAside: 0,
  lastDeliveredAt: s.createdAt,
};
const delivery = {
  id: s.message,
  type: 'appointment.moved',
  createdAt: s.createdAt,
  status: 'waiting',
  attempts: 1,
  nextAttemptAt: '2027-01-12T13:05:25.000Z',
  lastError: 'status 503',
};

const advisor = {
  ...{
    id: 'berger',
    name: s.advisor.name,
    toldName: 'Berger, Petra',
    signsInBy: 'provider',
    roles: ['advisor', 'lead'],
  },
  ...{ isActive: true, appointmentsAhead: 12, openRequests: 1, lastSignInOn: '2027-01-12' },
};
const ahead = {
  ...{ id: s.appointment, kind: 'appointment', number: s.number, startsAt: s.startsAt, durationMinutes: 30 },
  ...{ mode: 'video', isTold: true, fits: false },
};

const person = { email: s.guest.email };

export const houseExamples: Record<string, unknown> = {
  Organisation: organisation,
  SignIn: { token: s.secret },
  Session: { advisor: { id: 'berger', name: s.advisor.name }, roles: ['advisor', 'lead'], organisation, walkIn: true },
  SignInWays: { provider: true, link: false },
  SignedOut: { next: null },
  SettingsView: {
    ...settings,
    installation: {
      name: organisation.name,
      phone: organisation.phone,
      languages: organisation.languages,
      retentionDays: 90,
      remindHours: [24, 1],
      embedOrigins: ['https://www.example.de'],
      holidays: 'DE',
    },
  },
  SettingsChange: settings,
  HouseChanges: {
    changes: [
      {
        at: s.createdAt,
        by: s.advisor.name,
        what: 'settings',
        changes: [{ name: 'retentionDays', before: null, after: '30' }],
      },
    ],
  },
  AdvisorList: { advisors: [advisor] },
  AdvisorChange: { name: s.advisor.name, isActive: true },
  AdvisorEntry: advisor,
  AheadList: { items: [ahead] },
  PassOn: { successor: 'wolf', only: [s.appointment] },
  PassedOn: { passedOn: 1, given: [ahead], stayed: [], failed: [] },
  TextsView: texts,
  TextsChange: texts,
  TermsList: { versions: [terms] },
  TermsDraft: { texts: termsTexts },
  TermsPublication: { validFrom: s.startsAt },
  WrittenTerms: { ...terms, texts: termsTexts },
  NewWebhook: { url: webhook.url, events: webhook.events },
  WebhookChange: { isActive: false },
  Webhook: webhook,
  WebhookList: { webhooks: [webhook] },
  CreatedWebhook: { ...webhook, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  NewWebhookSecret: { previousHours: 24 },
  WebhookDelivery: delivery,
  WebhookTestMessage: { type: 'webhook.test', timestamp: s.createdAt, data: {} },
  WebhookTested: { status: 204, failure: null },
  WebhookDeliveries: { messages: [delivery] },
  WebhookMessage: {
    type: 'appointment.moved',
    timestamp: s.createdAt,
    data: {
      appointment: s.appointment,
      request: s.request,
      service: 'beratung',
      advisor: 'berger',
      startsAt: s.later,
      endsAt: '2027-01-14T11:00:00.000Z',
      mode: 'video',
      sequence: 1,
      movedFrom: s.startsAt,
      cause: null,
    },
  },
  PersonQuestion: { person, language: 'de' },
  PersonFound: {
    records: [{ table: 'appointments', title: 'Termine', count: 1 }],
    names: 1,
    standing: [{ number: s.number, startsAt: s.startsAt }],
  },
  PersonExport: {
    about: s.guest.email,
    organisation: organisation.name,
    madeAt: s.createdAt,
    parts: [
      {
        table: 'appointments',
        title: 'Termine',
        fields: { number: 'Terminnummer' },
        records: [{ number: s.number }],
      },
    ],
    left: [],
  },
  PersonErasure: { person },
  PersonErased: { erasedAt: s.createdAt, deleted: { appointments: 1 }, proof: s.token },
  Retention: { days: 90 },
  Statistics: {
    from: '2026-10-13',
    to: '2027-01-12',
    until: '2027-01-11',
    services: [{ id: 'beratung', de: 'Beratung', en: 'Advice' }],
    bundles: [{ day: '2027-01-11', service: 'beratung', measure: 'held', bucket: '10', count: 7 }],
  },
  Jwks: {
    keys: [
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        kid: '2027-01',
        alg: 'Ed25519',
        use: 'sig',
      },
    ],
  },
};
