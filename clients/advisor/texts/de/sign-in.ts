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
  byProvider: 'Sie melden sich mit dem Konto Ihrer Organisation an.',
  go: 'Anmelden',
  endedProvider:
    'Das geschieht nach einer längeren Pause, nach einem langen Tag, oder wenn Sie sich bei Ihrer Organisation abgemeldet haben.',
  failures: {
    expired:
      'Die Anmeldung hat zu lange gedauert, oder Sie haben sie in einem anderen Fenster begonnen. Melden Sie sich noch einmal an.',
    refused: 'Die Anmeldung wurde abgebrochen. Sie können es noch einmal versuchen.',
    invalid:
      'Die Antwort Ihres Anmeldedienstes passt nicht. Versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie Ihre Technik.',
    unavailable: 'Ihr Anmeldedienst antwortet gerade nicht. Versuchen Sie es in ein paar Minuten noch einmal.',
    'no-role': 'Ihr Konto ist für diese Seite nicht freigegeben. Ihre Technik kann es freigeben.',
    inactive: 'Ihr Zugang ist abgeschaltet. Fragen Sie Ihre Leitung.',
  },
  failureCode: (code: string) => `Code für Ihre Technik: ${code}`,
  noDeskTitle: 'Sie sind angemeldet.',
  noDeskLead: 'Ihr Konto leitet und berät nicht selbst. Eigene Termine haben Sie hier deshalb nicht.',
  noDeskOperator: 'Ihr Konto betreibt diese Anlage. Termine und Personen sehen Sie hier nicht.',
  guests: 'Sie haben einen Termin bei uns? Dann öffnen Sie den Link aus Ihrer Einladung.',
};
