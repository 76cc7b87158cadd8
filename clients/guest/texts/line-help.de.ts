/** Deutsch: was bei einer langsamen oder ungeprüften Leitung hilft. */
export const lineHelp = {
  withCode: 'Mit Ihrem Einwahlcode prüfen wir auch Ihre Leitung.',
  codeWrong: 'Damit ging es nicht. Prüfen Sie bitte die acht Ziffern.',
  measure: 'Leitung prüfen',
  faster: 'So wird Ihre Leitung schneller:',
  fasterSteps: [
    'Gehen Sie näher an Ihren WLAN-Router, oder probieren Sie einen anderen Ort.',
    'Noch besser: Verbinden Sie Ihren Computer mit einem Kabel.',
    'Schließen Sie andere Programme, die das Internet benutzen.',
  ],
  notFaster: 'Hilft das nicht? Rufen Sie uns an. Dann finden wir einen anderen Weg.',
  again: 'Leitung noch einmal messen',
};
