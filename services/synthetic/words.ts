/** What stands on the buttons that the caller presses, in both languages of the pages; a test compares it with them. */

/** The name of a control, whichever language the page speaks. */
const either = (german: string, english: string): RegExp => {
  const quoted = [german, english].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(${quoted.join('|')})$`);
};

export const words = {
  guest: {
    agree: either(
      'Ich stimme den Nutzungsbedingungen zu und habe den Hinweis zum Datenschutz gelesen.',
      'I agree to the terms of use and have read the privacy notice.',
    ),
    enter: either('Zustimmen und weiter', 'Agree and continue'),
    devices: either('Kamera und Mikrofon einschalten', 'Switch on camera and microphone'),
    skipTest: either('Test überspringen', 'Skip the test'),
    start: either('Gespräch starten', 'Start the conversation'),
    hangUp: either('Auflegen', 'Hang up'),
  },
  advisor: {
    open: either('Raum öffnen', 'Open room'),
    start: either('Gespräch starten', 'Start conversation'),
  },
} as const;
