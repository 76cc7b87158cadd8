/** Mails about a request in German. */
import type { RequestTexts } from './text.ts';

export const german: RequestTexts = {
  subject: {
    verify: (short) => `Bitte bestätigen: Ihre Anfrage für den Termin ${short}`,
    link: (short) => `Ihr Link zum Termin ${short}`,
    received: (short) => `Ihre Anfrage ist angekommen: Termin ${short}`,
    proposed: (short) => `Unser Vorschlag: Termin ${short}`,
    declined: (short) => `Leider kein Termin ${short}`,
    expired: (short) => `Abgelaufen: Ihre Anfrage für den Termin ${short}`,
    withdrawn: (short) => `Zurückgezogen: Ihre Anfrage für den Termin ${short}`,
  },
  title: {
    verify: 'Möchten Sie diesen Termin anfragen?',
    link: 'Hier ist Ihr Link',
    received: 'Ihre Anfrage ist angekommen',
    proposed: 'Passt Ihnen eine andere Zeit?',
    declined: 'Dieser Termin ist leider nicht möglich',
    expired: 'Ihre Anfrage ist abgelaufen',
    withdrawn: 'Ihre Anfrage ist zurückgezogen',
  },
  opening: {
    verify: () =>
      'Mit Ihrer E-Mail-Adresse wurde ein Termin angefragt. Waren Sie das? Dann bestätigen Sie die Anfrage bitte.',
    link: () => 'Sie haben uns gebeten, Ihnen den Link noch einmal zu schicken. Er führt zu Ihrer Anfrage.',
    received: () => 'Sie möchten mit uns sprechen. Ihre Anfrage ist noch kein Termin. Wir müssen sie erst bestätigen.',
    proposed: (advisor) =>
      `${advisor} kann zu Ihrer Wunschzeit nicht und schlägt Ihnen eine andere Zeit vor. Der Termin gilt erst, wenn Sie zustimmen.`,
    declined: () => 'Wir können Ihnen diesen Termin leider nicht geben. Es findet kein Gespräch statt.',
    expired: () =>
      'Wir haben Ihre Anfrage nicht rechtzeitig bestätigt. Das tut uns leid. Es findet kein Gespräch statt.',
    withdrawn: () => 'Sie haben Ihre Anfrage zurückgezogen. Es findet kein Gespräch statt.',
  },
  reasons: {
    'no-time': 'Zu dieser Zeit ist niemand frei. Eine andere Zeit können Sie gern neu anfragen.',
    'other-service': 'Für Ihr Anliegen ist eine andere Stelle bei uns zuständig. Am Telefon nennen wir sie Ihnen.',
    'by-phone': 'Bitte rufen Sie uns an. Am Telefon können wir Ihnen schneller weiterhelfen.',
    'already-booked': 'Für Sie steht bei uns schon ein Termin fest. Er bleibt bestehen.',
  },
  openingUnanswered: 'Wir haben auf unseren Vorschlag keine Antwort von Ihnen bekommen. Es findet kein Gespräch statt.',
  labels: { wished: 'Ihre Wunschzeit', proposed: 'Unser Vorschlag' },
  notPossible: 'nicht möglich',
  next: {
    verify: (until) =>
      `Wir halten die Zeit bis ${until} für Sie frei. Ohne Ihre Bestätigung geben wir sie danach wieder frei.`,
    received: (until) => `Sie bekommen unsere Antwort per E-Mail bis ${until}.`,
    proposed: (until) => `Bitte antworten Sie bis ${until}. Danach ist die Zeit wieder frei.`,
  },
  button: {
    verify: 'Anfrage ansehen und bestätigen',
    link: 'Anfrage ansehen',
    received: 'Anfrage ansehen',
    proposed: 'Auf den Vorschlag antworten',
  },
  orLink: 'Oder öffnen Sie diesen Link in Ihrem Browser:',
  callToAccept: (phone) => `Passt Ihnen die Zeit? Rufen Sie uns an: ${phone}.`,
  callToCancel: (phone) => `Sie möchten die Anfrage zurückziehen? Rufen Sie uns an: ${phone}.`,
  again: (phone) => `Sie möchten einen anderen Termin? Rufen Sie uns an: ${phone}.`,
  notMe: 'Sie haben keinen Termin angefragt? Dann müssen Sie nichts tun.',
  nothingToDo: 'Sie müssen nichts weiter tun.',
};
