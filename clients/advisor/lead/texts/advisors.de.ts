/** Deutsch: wer hier berät, unter welchem Namen, und wer wessen Termine übernimmt. */
import type { AdvisorEntry, AheadItem } from '@visavis/shared';
import type { NameProblem } from '../advisors-form.ts';

const signsIn: Record<AdvisorEntry['signsInBy'], string> = {
  house: 'Meldet sich über den Link der Konsole an. Auch Programme arbeiten in diesem Namen.',
  provider: 'Meldet sich bei der Organisation an.',
};
const roles: Record<AdvisorEntry['roles'][number], string> = {
  advisor: 'Beratung',
  lead: 'Leitung',
  operator: 'Betrieb',
};
const nameProblems: Record<NameProblem, string> = {
  missing: 'Tragen Sie den Namen ein, den Gäste lesen sollen.',
  'too-long': 'Das ist zu lang. Möglich sind 120 Zeichen.',
};
const kinds: Record<AheadItem['kind'], string> = { appointment: 'Termin', request: 'Anfrage' };
const appointments = (count: number) => (count === 1 ? 'ein Termin' : `${count} Termine`);
const requests = (count: number) => (count === 1 ? 'eine offene Anfrage' : `${count} offene Anfragen`);

export const advisors = {
  title: 'Beraterinnen und Berater',
  hint: 'Wer hier berät und unter welchem Namen. Änderungen gelten sofort.',
  active: 'aktiv',
  inactive: 'nicht aktiv',
  signsIn,
  roles,
  neverSignedIn: 'War noch nicht angemeldet.',
  signedIn: (day: string, names: readonly string[]) =>
    `Zuletzt am ${day} angemeldet${names.length === 0 ? '' : ` (${names.join(', ')})`}.`,
  ahead: (appointmentCount: number, requestCount: number) => {
    const parts = [
      ...(appointmentCount > 0 ? [appointments(appointmentCount)] : []),
      ...(requestCount > 0 ? [requests(requestCount)] : []),
    ];
    return parts.length === 0 ? 'Keine Termine und keine Anfragen.' : `Noch ${parts.join(' und ')}.`;
  },
  rename: 'Name ändern',
  nameLabel: 'Name, wie Gäste ihn lesen',
  nameHint: 'Er steht ab jetzt auf allen Seiten und in neuen E-Mails.',
  toldNameHint: (name: string) => `Ohne Angabe gilt der Name aus der Anmeldung: ${name}.`,
  nameProblems,
  notChanged: 'Das hat nicht geklappt. Es ist alles wie vorher.',
  leave: 'Zurück',
  close: 'Fertig',
  deactivate: 'Deaktivieren',
  activate: 'Wieder aktivieren',
  kept: {
    own: 'Das sind Sie. Das eigene Konto kann nur jemand anderes deaktivieren.',
    last: 'Jemand muss aktiv bleiben.',
  },
  deactivateTitle: (name: string) => `${name} deaktivieren?`,
  consequences: [
    'Eine Anmeldung ist nicht mehr möglich. Offene Sitzungen enden sofort.',
    'Freie Zeiten verschwinden aus der Buchung.',
    'Ein laufendes Gespräch geht weiter.',
  ],
  programsEnd: 'Programme machen keine Termine mehr.',
  stays: 'Das bleibt bestehen. Übergeben Sie es, damit jemand da ist.',
  passOnFirst: 'Erst Termine übergeben',
  passOn: 'Termine übergeben',
  passOnTitle: (name: string) => `Termine übergeben: ${name}`,
  successor: 'Wer übernimmt?',
  fitting: 'Das wird übergeben',
  nothingFits: 'Davon passt nichts.',
  conflicts: (name: string) => `Hier hat ${name} schon etwas vor. Das bleibt, wo es ist:`,
  item: (kind: AheadItem['kind'], when: string, number: string | null) =>
    `${when}, ${kinds[kind]}${number === null ? '' : ` ${number}`}`,
  notTold: 'Die Einladung ging von Hand hinaus: Der Gast erfährt es nicht von uns.',
  told: 'Zeit und Link bleiben. Gäste lesen in einer E-Mail, wer sie jetzt berät.',
  give: (count: number) => (count === 1 ? 'Einen Eintrag übergeben' : `${count} Einträge übergeben`),
  notPassedOn: 'Das Übergeben wurde unterbrochen. Sehen Sie nach, was noch da ist.',
  failed: 'Diese Einträge ließen sich nicht übergeben. Sie sind noch da. Versuchen Sie es später noch einmal:',
  passedOnNone: (name: string) => `${name} hat nichts dazubekommen.`,
  passedOn: (count: number, name: string) =>
    count === 1 ? `${name} hat jetzt einen Eintrag mehr.` : `${name} hat jetzt ${count} Einträge mehr.`,
  history: (name: string, before: string | null, after: string | null): string | undefined => {
    if (name === 'name') return `Name: ${before} heißt jetzt ${after}`;
    if (name === 'deactivated') return `Deaktiviert: ${after}`;
    if (name === 'activated') return `Wieder aktiv: ${after}`;
    return name === 'passed-on' ? `Termine übergeben: ${before} an ${after}` : undefined;
  },
};
