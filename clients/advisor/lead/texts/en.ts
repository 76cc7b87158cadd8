/** English: settings, texts and terms of the organisation. */
import { advisors } from './advisors.en.ts';
import type { LeadTexts } from './index.ts';
import { people } from './people.en.ts';
import { webhooks } from './webhooks.en.ts';

const languages: Record<string, string> = { de: 'German', en: 'English' };
const shown = (value: string | null) => value ?? 'as installed';

export const en: LeadTexts = {
  title: 'Lead',
  failed: 'This could not be loaded.',
  notSaved: 'This did not work. What you typed is still there.',
  saving: 'Saving.',
  saved: 'Saved. It holds from now on.',
  save: 'Save',
  settings: {
    title: 'Settings',
    hint: 'They hold at once and for everybody. An empty field is as the installation has it.',
    fields: {
      name: 'Name of the organisation',
      phone: 'Telephone for help',
      mailPhone: 'Telephone in e-mails',
      retentionDays: 'Days until an appointment is deleted',
      remindHours: 'Hours before the appointment',
    },
    hints: {
      name: ({ name }) => `If left empty: ${name}.`,
      phone: ({ phone }) => `Shown on all pages. If left empty: ${phone}.`,
      mailPhone: () => 'If left empty, the telephone for help.',
      retentionDays: ({ retentionDays }) => `At most ${retentionDays}. If left empty: ${retentionDays}.`,
      remindHours: () => 'Up to five numbers between commas: 24, 1.',
    },
    problems: {
      'too-long': () => 'This is too long. 80 characters are possible.',
      phone: () => 'Enter a telephone number, for instance 0800 123 45 67.',
      days: (mostDays) => `Enter a number from 1 to ${mostDays}.`,
      hours: () => 'Enter up to five different numbers from 1 to 168.',
    },
    asInstalled: 'as installed',
    languages: 'Languages of the pages',
    languageNames: (codes) =>
      codes.length === 1 ? `only ${languages[codes[0] ?? '']}` : codes.map((code) => languages[code]).join(', then '),
    reminders: 'Reminders for guests',
    ownHours: 'own times',
    noReminders: 'none',
    origins: 'These sites may show the booking page inside theirs',
    holidays: 'Public holidays',
    holidaysHint:
      'No times are offered on these days. This holds as soon as you save. Appointments that stand already stay. Whoever works on a holiday opens it on the page “Offer”.',
  },
  texts: {
    title: 'Texts',
    hint: 'One sentence of welcome. Guests read it at the door and in the invitation. Descriptions of services are part of the offer.',
    welcome: { de: 'Welcome in German (voluntary)', en: 'Welcome in English (voluntary)' },
    left: (count) => (count < 0 ? `${-count} characters too many.` : `${count} characters left. No links.`),
    preview: 'As guests read it',
    problems: {
      'too-long': 'This is too long. 200 characters are possible.',
      link: 'Links and addresses are not possible here.',
    },
  },
  terms: {
    title: 'Terms',
    hint: 'Every consent names its version. What guests have seen does not change any more.',
    version: (version) => `Version ${version}`,
    states: { draft: 'draft', planned: 'planned', current: 'holds now', former: 'held before' },
    from: (moment) => `From ${moment}.`,
    fromFile: 'Came with the installation.',
    consents: (count) => (count === 1 ? 'One consent.' : `${count} consents.`),
    edit: 'Edit',
    look: 'Look at',
    read: 'Read',
    add: 'New version',
    name: 'Name of the version',
    nameHint: 'What guests read, for instance 2027-01.',
    text: { de: 'Text in German', en: 'Text in English' },
    markup:
      'Heading: ## at the beginning of a line. List: - at the beginning. Placeholders: {{organisation}}, {{phone}}, {{version}}, {{retentionDays}}.',
    preview: { de: 'Preview in German', en: 'Preview in English' },
    saveDraft: 'Save draft',
    publishTitle: 'Publish',
    validFrom: 'Holds from (voluntary)',
    validFromHint: 'By the clock of this device. If left empty, at once.',
    publishNow: 'Let it hold from now on',
    publishLater: 'Let it hold from then on',
    fixed: 'This version is published and holds later. Until then you can take it back.',
    withdraw: 'Delete version',
    problems: {
      name: 'Name the version, for instance 2027-01: letters, digits, dot and dash.',
      taken: 'This version is there already.',
      missing: 'The text is missing in this language.',
      'too-long': 'This is too long. 20,000 characters are possible.',
      placeholder: 'A placeholder in {{ }} is unknown.',
    },
  },
  advisors,
  people,
  webhooks,
  changes: {
    title: 'History',
    hint: 'Who changed what. It is deleted after 90 days.',
    none: 'Nothing was changed in the last 90 days.',
    areas: { settings: 'Settings', texts: 'Texts', terms: 'Terms', advisors: 'Advisors' },
    line: (by, area) => `${by}: ${area}`,
    detail: (name, before, after) =>
      before === null && after === null ? name : `${name}: ${shown(before)} → ${shown(after)}`,
  },
};
