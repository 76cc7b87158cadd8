/** Deutsch: welche Systeme der Organisation von Terminen erfahren. */
import type { ErrorCode, WebhookEvent } from '@visavis/shared';
import type { FailureKind, WebhookField } from '../webhooks-form.ts';

const eventNames: Record<WebhookEvent, string> = {
  'appointment.requested': 'Termin angefragt',
  'appointment.confirmed': 'Termin vereinbart',
  'appointment.moved': 'Termin verschoben',
  'appointment.cancelled': 'Termin abgesagt',
  'appointment.held': 'Termin hat stattgefunden',
  'appointment.missed': 'Termin hat nicht stattgefunden',
};
const problems: Record<WebhookField, string> = {
  url: 'Tragen Sie eine Adresse ein, die mit https:// beginnt. Ein Kennwort und das Zeichen # dürfen nicht darin stehen.',
  events: 'Wählen Sie mindestens eine Meldung.',
};
const failures: Record<FailureKind, (failure: string) => string> = {
  status: (status) => `Das System hat mit ${status} geantwortet. Es soll mit 200 bis 299 antworten.`,
  inside: () => 'Die Adresse führt in ein inneres Netz. Das muss erst freigeben, wer diese Anlage betreibt.',
  timeout: () => 'Das System hat zu lange nicht geantwortet.',
  name: () => 'Den Namen in der Adresse gibt es nicht.',
  away: () => 'Unter der Adresse antwortet niemand.',
  certificate: () => 'Das Zertifikat des Systems ist nicht gültig.',
  broken: () => 'Die Verbindung zum System ist abgebrochen.',
};

const words: Partial<Record<ErrorCode, string>> = {
  'not-found': 'Dieses System gibt es nicht mehr. Laden Sie die Seite neu.',
};

export const webhooks = {
  words,
  triedWords: { ...words, conflict: 'Gerade läuft schon ein Versuch. Warten Sie einen Moment.' } as typeof words,
  sentWords: { ...words, conflict: 'Das System ist pausiert. Setzen Sie es zuerst fort.' } as typeof words,
  title: 'Meldungen an Systeme',
  hint: 'Hier legen Sie fest, welche Systeme Ihrer Organisation erfahren, was aus Terminen wird (Webhooks). Name und Adresse eines Gastes stehen in keiner Meldung.',
  none: 'Noch ist kein System eingetragen.',
  add: 'System hinzufügen',
  addNow: 'Hinzufügen',
  address: 'Adresse des Systems',
  addressHint: 'Zum Beispiel https://crm.beispiel.de/termine',
  events: 'Das System erfährt',
  eventNames,
  problems,
  notAdded: 'Das System ist nicht hinzugefügt.',
  full: 'Es sind schon 20 Systeme. Löschen Sie zuerst eines.',
  added: 'Das System ist hinzugefügt',
  secretOnce: 'Dieser Schlüssel wird nur jetzt gezeigt.',
  secretWhy:
    'An ihm erkennt das System, dass eine Meldung von hier kommt. Geben Sie ihn nur den Menschen, die es einrichten.',
  copy: 'Schlüssel kopieren',
  done: 'Fertig',
  active: 'aktiv',
  paused: 'pausiert',
  told: (events: readonly string[]) => `Erfährt: ${events.join(', ')}.`,
  lastArrived: (moment: string) => `Letzte Meldung angekommen: ${moment}.`,
  noneArrived: 'In den letzten sieben Tagen ist keine Meldung angekommen.',
  waiting: (count: number) => (count === 1 ? 'Eine Meldung wartet' : `${count} Meldungen warten`),
  setAside: (count: number) => (count === 1 ? 'Eine Meldung ist aufgegeben' : `${count} Meldungen sind aufgegeben`),
  tryOut: 'Testmeldung senden',
  arrived: (status: number) => `Die Testmeldung ist angekommen. Das System hat mit ${status} geantwortet.`,
  notTried: 'Die Testmeldung ist nicht verschickt.',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  notChanged: 'Daran hat sich nichts geändert.',
  failuresTitle: 'Fehlgeschlagene Meldungen',
  failures,
  noFailures: 'Es fehlt keine Meldung.',
  attempts: (count: number) => (count === 1 ? 'Ein Versuch.' : `${count} Versuche.`),
  nextTry: (moment: string) => `Nächster Versuch: ${moment}.`,
  restsWhilePaused: 'Die Meldung wartet, bis Sie das System fortsetzen.',
  givenUp: 'Es wird nicht mehr versucht.',
  resend: 'Noch einmal senden',
  notSent: 'Die Meldung ist nicht noch einmal verschickt.',
  remove: 'Löschen',
  removeTitle: 'System löschen',
  removeHint: 'Es erfährt dann nichts mehr. Auch Meldungen, die noch warten, sind gelöscht.',
  notRemoved: 'Das System ist nicht gelöscht.',
};
