/** Deutsch: an- und abmelden. */
export const signIn = {
  title: 'Anmelden',
  checking: 'Wir melden Sie an.',
  howTitle: 'So melden Sie sich an',
  howTo: 'Sie melden sich mit einem Link an. Ein Passwort brauchen Sie nicht.',
  steps: [
    'Lassen Sie sich von Ihrer Technik einen Anmeldelink geben. Nach dem Start des Dienstes steht er im Protokoll.',
    'Öffnen Sie den Link in diesem Browser.',
    'Danach sehen Sie Ihren Tag und bleiben angemeldet.',
  ],
  usedTitle: 'Dieser Anmeldelink gilt nicht mehr.',
  used: 'Jeder Anmeldelink gilt einmal und nur kurze Zeit. Lassen Sie sich einen neuen geben.',
  endedTitle: 'Sie sind nicht mehr angemeldet.',
  ended: 'Nach einiger Zeit melden wir Sie zur Sicherheit ab. Öffnen Sie einen neuen Anmeldelink.',
  doneTitle: 'Sie sind abgemeldet.',
  done: 'Sie können dieses Fenster schließen.',
  failedTitle: 'Die Anmeldung hat nicht geklappt.',
  guests: 'Sie haben einen Termin bei uns? Dann öffnen Sie den Link aus Ihrer Einladung.',
};
