/** The notice of a letter in German. */
import type { LetterTexts } from './text.ts';

export const german: LetterTexts = {
  subject: 'Sie haben eine Nachricht',
  title: 'Sie haben eine Nachricht',
  opening: (advisor) => `${advisor} hat Ihnen zu Ihrem Termin geschrieben.`,
  about: 'Termin',
  why: 'Was in der Nachricht steht, schicken wir nicht per E-Mail. Sie lesen es geschützt auf unserer Seite.',
  button: 'Nachricht lesen',
  orLink: 'Oder öffnen Sie diesen Link in Ihrem Browser:',
  ownLink: 'Öffnen Sie dazu den Link aus Ihrer Einladung. Wählen Sie dort „Nachrichten“.',
  call: (phone) => `Sie haben Fragen? Rufen Sie uns an: ${phone}.`,
};
