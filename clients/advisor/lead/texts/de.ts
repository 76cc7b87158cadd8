/** Deutsch: Einstellungen, Texte und Bedingungen der Organisation. */
import type { HouseChange, SettingsView } from '@visavis/shared';
import type { SettingsField, SettingsProblem } from '../settings-form.ts';
import type { TermsProblem } from '../terms-form.ts';
import { advisors } from './advisors.de.ts';
import { people } from './people.de.ts';
import { webhooks } from './webhooks.de.ts';

type Installation = SettingsView['installation'];

const languages: Record<string, string> = { de: 'Deutsch', en: 'Englisch' };
const fields: Record<SettingsField, string> = {
  name: 'Name der Organisation',
  phone: 'Telefon für Hilfe',
  mailPhone: 'Telefon in E-Mails',
  retentionDays: 'Tage bis zur Löschung eines Termins',
  remindHours: 'Stunden vor dem Termin',
};
const hints: Record<SettingsField, (installation: Installation) => string> = {
  name: ({ name }) => `Ohne Angabe gilt: ${name}.`,
  phone: ({ phone }) => `Steht auf allen Seiten. Ohne Angabe gilt: ${phone}.`,
  mailPhone: () => 'Ohne Angabe gilt das Telefon für Hilfe.',
  retentionDays: ({ retentionDays }) => `Höchstens ${retentionDays}. Ohne Angabe gilt: ${retentionDays}.`,
  remindHours: () => 'Bis zu fünf Zahlen, mit Komma getrennt: 24, 1.',
};
const settingsProblems: Record<SettingsProblem, (mostDays: number) => string> = {
  'too-long': () => 'Das ist zu lang. Möglich sind 80 Zeichen.',
  phone: () => 'Tragen Sie eine Telefonnummer ein, zum Beispiel 0800 123 45 67.',
  days: (mostDays) => `Tragen Sie eine Zahl von 1 bis ${mostDays} ein.`,
  hours: () => 'Tragen Sie bis zu fünf verschiedene Zahlen von 1 bis 168 ein.',
};
const termsProblems: Record<TermsProblem, string> = {
  name: 'Nennen Sie die Fassung, zum Beispiel 2027-01: Buchstaben, Ziffern, Punkt und Strich.',
  taken: 'Diese Fassung gibt es schon.',
  missing: 'In dieser Sprache fehlt der Text.',
  'too-long': 'Das ist zu lang. Möglich sind 20.000 Zeichen.',
  placeholder: 'Ein Platzhalter in {{ }} ist unbekannt.',
};
const areas: Record<HouseChange['what'], string> = {
  settings: 'Einstellungen',
  texts: 'Texte',
  terms: 'Bedingungen',
  advisors: 'Beraterinnen und Berater',
};
const shown = (value: string | null) => value ?? 'wie in der Anlage';

export const de = {
  title: 'Leitung',
  failed: 'Das konnte nicht geladen werden.',
  notSaved: 'Das hat nicht geklappt. Ihre Eingaben stehen noch da.',
  saving: 'Wird gespeichert.',
  saved: 'Gespeichert. Es gilt ab sofort.',
  save: 'Speichern',
  settings: {
    title: 'Einstellungen',
    hint: 'Sie gelten sofort und für alle. Ein leeres Feld ist so, wie die Anlage eingestellt ist.',
    fields,
    hints,
    problems: settingsProblems,
    asInstalled: 'wie in der Anlage',
    languages: 'Sprachen der Seiten',
    languageNames: (codes: readonly string[]) =>
      codes.length === 1 ? `nur ${languages[codes[0] ?? '']}` : codes.map((code) => languages[code]).join(', dann '),
    reminders: 'Erinnerungen an Gäste',
    ownHours: 'eigene Zeiten',
    noReminders: 'keine',
    origins: 'Diese Seiten dürfen die Buchung einbetten',
    holidays: 'Feiertage',
    holidaysHint:
      'An diesen Tagen werden keine Zeiten angeboten. Das gilt, sobald Sie speichern. Termine, die schon stehen, bleiben. Wer an einem Feiertag berät, öffnet ihn auf der Seite „Angebot“.',
  },
  texts: {
    title: 'Texte',
    hint: 'Ein Satz zur Begrüßung. Gäste lesen ihn an der Tür und in der Einladung. Die Beschreibungen der Angebote stehen im Angebot.',
    welcome: { de: 'Begrüßung auf Deutsch (freiwillig)', en: 'Begrüßung auf Englisch (freiwillig)' },
    left: (count: number) => (count < 0 ? `${-count} Zeichen zu viel.` : `Noch ${count} Zeichen. Keine Links.`),
    preview: 'So lesen es Gäste',
    problems: {
      'too-long': 'Das ist zu lang. Möglich sind 200 Zeichen.',
      link: 'Links und Adressen sind hier nicht möglich.',
    },
  },
  terms: {
    title: 'Bedingungen',
    hint: 'Jede Zustimmung nennt ihre Fassung. Was Gäste gesehen haben, ändert sich nicht mehr.',
    version: (version: string) => `Fassung ${version}`,
    states: { draft: 'Entwurf', planned: 'geplant', current: 'gilt jetzt', former: 'galt früher' },
    from: (moment: string) => `Ab ${moment}.`,
    fromFile: 'Kam mit der Anlage.',
    consents: (count: number) => (count === 1 ? 'Eine Zustimmung.' : `${count} Zustimmungen.`),
    edit: 'Bearbeiten',
    look: 'Ansehen',
    read: 'Lesen',
    add: 'Neue Fassung',
    name: 'Name der Fassung',
    nameHint: 'So heißt sie für Gäste, zum Beispiel 2027-01.',
    text: { de: 'Text auf Deutsch', en: 'Text auf Englisch' },
    markup:
      'Überschrift: ## am Anfang der Zeile. Liste: - am Anfang. Platzhalter: {{organisation}}, {{phone}}, {{version}}, {{retentionDays}}.',
    preview: { de: 'Vorschau auf Deutsch', en: 'Vorschau auf Englisch' },
    saveDraft: 'Entwurf speichern',
    publishTitle: 'Veröffentlichen',
    validFrom: 'Gilt ab (freiwillig)',
    validFromHint: 'Nach der Uhr dieses Geräts. Ohne Angabe gilt die Fassung sofort.',
    publishNow: 'Ab sofort gelten lassen',
    publishLater: 'Ab diesem Zeitpunkt gelten lassen',
    fixed: 'Diese Fassung ist veröffentlicht und gilt später. Sie können sie bis dahin zurücknehmen.',
    withdraw: 'Fassung löschen',
    problems: termsProblems,
  },
  advisors,
  people,
  webhooks,
  changes: {
    title: 'Verlauf',
    hint: 'Wer was geändert hat. Nach 90 Tagen wird es gelöscht.',
    none: 'In den letzten 90 Tagen wurde nichts geändert.',
    areas,
    line: (by: string, area: string) => `${by}: ${area}`,
    detail: (name: string, before: string | null, after: string | null) =>
      before === null && after === null ? name : `${name}: ${shown(before)} → ${shown(after)}`,
  },
};
