/** Mails about a request in German. */
import type { RequestTexts } from './text.ts';

export const german: RequestTexts = {
  subject: {
    received: (short) => `Ihre Terminanfrage für einen Videotermin ${short}`,
    proposed: (short) => `Unser Vorschlag: Videotermin ${short}`,
    declined: (short) => `Leider kein Videotermin ${short}`,
    expired: (short) => `Abgelaufen: Ihre Terminanfrage für den Videotermin ${short}`,
    withdrawn: (short) => `Zurückgezogen: Ihre Terminanfrage für den Videotermin ${short}`,
  },
  title: {
    received: 'Ihre Terminanfrage ist angekommen',
    proposed: 'Passt Ihnen eine andere Zeit?',
    declined: 'Dieser Termin ist leider nicht möglich',
    expired: 'Ihre Terminanfrage ist abgelaufen',
    withdrawn: 'Ihre Terminanfrage ist zurückgezogen',
  },
  opening: {
    received: () =>
      'Sie möchten mit uns per Video sprechen. Ihre Anfrage ist noch kein Termin. Wir müssen sie erst bestätigen.',
    proposed: (advisor) =>
      `${advisor} kann zu Ihrer Wunschzeit nicht und schlägt Ihnen eine andere Zeit vor. Der Termin gilt erst, wenn Sie zustimmen.`,
    declined: () => 'Wir können Ihnen diesen Termin leider nicht geben. Es findet kein Gespräch statt.',
    expired: () =>
      'Wir haben Ihre Anfrage nicht rechtzeitig bestätigt. Das tut uns leid. Es findet kein Gespräch statt.',
    withdrawn: () => 'Sie haben Ihre Anfrage zurückgezogen. Es findet kein Gespräch statt.',
  },
  openingUnanswered: 'Wir haben auf unseren Vorschlag keine Antwort von Ihnen bekommen. Es findet kein Gespräch statt.',
  labels: { wished: 'Ihre Wunschzeit', proposed: 'Unser Vorschlag' },
  notPossible: 'nicht möglich',
  next: {
    received: (until) => `Sie bekommen unsere Antwort per E-Mail, spätestens bis ${until}.`,
    proposed: (until) => `Bitte antworten Sie bis ${until}. Danach ist die Zeit wieder frei.`,
  },
  button: { received: 'Anfrage ansehen', proposed: 'Auf den Vorschlag antworten' },
  orLink: 'Oder öffnen Sie diesen Link in Ihrem Browser:',
  callToAccept: (phone) => `Passt Ihnen die Zeit? Rufen Sie uns an: ${phone}.`,
  callToCancel: (phone) => `Sie möchten die Anfrage zurückziehen? Rufen Sie uns an: ${phone}.`,
  again: (phone) => `Sie möchten einen anderen Termin? Rufen Sie uns an: ${phone}.`,
  notMe: 'Sie haben keinen Termin angefragt? Dann müssen Sie nichts tun.',
  nothingToDo: 'Sie müssen nichts weiter tun.',
};
