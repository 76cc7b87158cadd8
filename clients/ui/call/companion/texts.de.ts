/** Deutsch: die dritte Person im Gespräch. */
import { dative } from '../../texts/de/unknown-name.ts';

export const company = {
  kinds: {
    relative: 'Familie oder Freunde',
    carer: 'Betreuung',
    interpreter: 'Dolmetschen',
    'sign-interpreter': 'Gebärdensprache',
  },
  guest: {
    title: (name: string) => `${name} möchte dazukommen.`,
    text: (name: string, advisor: string) =>
      `${advisor} hat ${name} eingeladen. Sagen Sie Ja, dann hört und sieht ${name} alles, was Sie beide sagen und zeigen. Sie können das jederzeit beenden.`,
    yes: 'Ja, dazunehmen',
  },
  advisor: {
    title: (name: string) => `${name} ist da. Dazunehmen?`,
    text: (guest: string) => `Danach fragen wir ${guest}. Erst wenn beide zustimmen, sehen und hören Sie einander.`,
    yes: 'Dazunehmen',
  },
  no: 'Nein',
  asked: (other: string, name: string) => `Wir fragen ${other}, ob ${name} dazukommen darf.`,
  withoutLink: (other: string, name: string) =>
    `${other} ist ohne den Link da. Darum können wir nicht fragen, ob ${name} dazukommen darf. Bitten Sie ${other}, den Link aus der Einladung zu öffnen. Laden Sie danach diese Seite neu.`,
  connecting: (name: string) => `Wir verbinden Sie mit ${dative(name)}.`,
  three: (name: string) => `Zu dritt: ${name} hört und sieht mit.`,
  threeSelf: 'Sie sind zu dritt.',
  away: (name: string) => `${name} ist kurz weg und kommt von selbst wieder.`,
  remove: 'Herausnehmen',
  takeBack: 'Doch nicht',
  sure: (name: string) => `${name} verlässt dann sofort das Gespräch.`,
  keep: 'Nein, weiter zu dritt',
  refusedBy: (other: string, name: string) => `${other} möchte das Gespräch ohne ${name} führen.`,
  refused: (name: string) => `${name} ist nicht dabei.`,
  understood: 'Verstanden',
  picture: (name: string) => `Bild von ${dative(name)}`,
  cameraOff: (name: string) => `${name} ist ohne Bild dabei.`,
  speaks: 'spricht',
  muted: 'ohne Ton',
  larger: (name: string) => `${name} größer zeigen`,
  even: 'Beide gleich groß zeigen',
  largerShort: 'Größer',
  evenShort: 'Gleich groß',
  soundOn: 'Ton einschalten',
};
