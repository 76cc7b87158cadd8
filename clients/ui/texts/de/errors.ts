/** Deutsch: zu jedem Fehlercode, was geschehen ist und was man jetzt tun kann. */
import type { ErrorCode } from '@visavis/shared';

/** `what` happened, in one sentence; `now` is the next step. */
export interface ErrorText {
  what: string;
  now: string;
}

const reload = 'Laden Sie die Seite neu. Hilft das nicht, rufen Sie uns bitte an.';

export const errors: Record<ErrorCode, ErrorText> = {
  'bad-message': { what: 'Diese Seite und unser Dienst verstehen sich gerade nicht.', now: reload },
  'bad-request': { what: 'Eine Angabe passt nicht.', now: 'Prüfen Sie bitte Ihre Angaben und senden Sie sie erneut.' },
  'consent-outdated': {
    what: 'Die Nutzungsbedingungen wurden geändert.',
    now: 'Lesen Sie bitte die neue Fassung und stimmen Sie noch einmal zu.',
  },
  conflict: {
    what: 'Jemand hat das gerade schon geändert.',
    now: 'Laden Sie die Seite neu, dann sehen Sie den neuen Stand.',
  },
  'body-too-large': { what: 'Das war zu viel auf einmal.', now: 'Kürzen Sie den Text und senden Sie ihn erneut.' },
  'ticket-invalid': { what: 'Ihre Anmeldung zum Gespräch gilt nicht.', now: reload },
  'ticket-expired': {
    what: 'Ihre Anmeldung zum Gespräch ist abgelaufen.',
    now: 'Laden Sie die Seite neu. Sie kommen dann gleich wieder herein.',
  },
  'ticket-used': {
    what: 'Ihre Anmeldung zum Gespräch wurde schon benutzt.',
    now: 'Laden Sie die Seite neu. Sie kommen dann gleich wieder herein.',
  },
  'not-signed-in': { what: 'Sie sind nicht mehr angemeldet.', now: 'Melden Sie sich bitte wieder an.' },
  'sign-in-used': {
    what: 'Dieser Anmeldelink wurde schon benutzt.',
    now: 'Jeder Anmeldelink gilt einmal. Fordern Sie einen neuen an.',
  },
  'origin-refused': {
    what: 'Diese Seite wurde von einer fremden Adresse geöffnet.',
    now: 'Öffnen Sie den Link aus Ihrer Einladung.',
  },
  forbidden: { what: 'Das ist Ihnen hier nicht erlaubt.', now: 'Rufen Sie uns an, wenn Sie das für falsch halten.' },
  dismissed: {
    what: 'Das Gespräch wurde für Sie beendet.',
    now: 'Rufen Sie uns an, wenn Sie noch Fragen haben.',
  },
  'not-admitted': {
    what: 'Diese Angaben passen nicht zu einem Termin, der jetzt offen ist.',
    now: 'Prüfen Sie den Code in Ihrer Einladung. Er hat acht Ziffern.',
  },
  'not-found': { what: 'Das gibt es hier nicht.', now: 'Öffnen Sie den Link aus Ihrer Einladung noch einmal.' },
  'link-unknown': {
    what: 'Diesen Link kennen wir nicht.',
    now: 'Öffnen Sie den Link aus Ihrer neuesten Einladung, oder geben Sie Terminnummer und Code ein.',
  },
  'no-such-room': {
    what: 'Dieses Gespräch gibt es nicht.',
    now: 'Öffnen Sie den Link aus Ihrer Einladung noch einmal.',
  },
  'seat-taken': {
    what: 'Sie sind schon mit einem anderen Gerät in diesem Gespräch.',
    now: 'Beenden Sie das Gespräch auf dem anderen Gerät. Dann geht es hier von selbst weiter.',
  },
  'appointment-over': {
    what: 'Dieser Termin ist vorbei.',
    now: 'Rufen Sie uns an, wenn Sie einen neuen Termin möchten.',
  },
  replaced: {
    what: 'Das Gespräch läuft jetzt in einem anderen Fenster weiter.',
    now: 'Schließen Sie dieses Fenster, oder holen Sie das Gespräch hierher zurück.',
  },
  'room-over': { what: 'Dieses Gespräch ist beendet.', now: 'Rufen Sie uns an, wenn Sie noch Fragen haben.' },
  'peer-absent': {
    what: 'Ihr Gegenüber ist gerade nicht da.',
    now: 'Bleiben Sie auf der Seite. Sobald jemand da ist, geht es weiter.',
  },
  'too-many': {
    what: 'Das waren zu viele Versuche in kurzer Zeit.',
    now: 'Warten Sie bitte einen Moment und versuchen Sie es dann noch einmal.',
  },
  internal: { what: 'Bei uns ist ein Fehler aufgetreten.', now: 'Versuchen Sie es bitte noch einmal.' },
  unavailable: {
    what: 'Unser Dienst ist gerade nicht erreichbar.',
    now: 'Prüfen Sie, ob Ihr Gerät mit dem Internet verbunden ist. Wir versuchen es von selbst weiter.',
  },
};
