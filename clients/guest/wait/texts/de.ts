/** Deutsch: die Worte der Warteseite. Diese Datei ist das Muster für jede andere Sprache. */
export const de = {
  queue: {
    title: 'Sie sind in der Warteschlange',
    next: 'Sie sind als Nächstes an der Reihe.',
    before: (count: number) =>
      count === 1 ? 'Vor Ihnen wartet noch eine Person.' : `Vor Ihnen warten noch ${count} Personen.`,
    soon: 'Gleich ist jemand für Sie da.',
    minutes: (count: number) => `Es dauert noch etwa ${count} Minuten.`,
    unknown: 'Wie lange es noch dauert, können wir gerade nicht sagen.',
    nothingToDo: 'Sie müssen nichts tun. Lassen Sie dieses Fenster offen. Das Gespräch öffnet sich hier von selbst.',
    closedTitle: 'Im Moment ist niemand da',
    opens: (when: string) => `Wir sind wieder da: ${when}.`,
    opensUnknown: 'Wann wieder jemand da ist, wissen wir gerade nicht.',
    closedHelp: 'Wir rufen Sie gern an. Sie können das Fenster auch offen lassen, dann behalten Sie Ihren Platz.',
    lost: 'Die Verbindung ist unterbrochen. Wir versuchen es von selbst weiter. Ihr Platz bleibt fünf Minuten lang frei.',
    notDone: 'Das hat nicht geklappt. Versuchen Sie es bitte noch einmal.',
    callMe: 'Bitte rufen Sie mich an',
    leave: 'Warteschlange verlassen',
  },
  call: {
    title: 'Unter welcher Nummer erreichen wir Sie?',
    words: 'Wir rufen Sie an, sobald jemand frei ist. Ihren Platz in der Warteschlange geben Sie damit ab.',
    phone: 'Telefonnummer',
    wrong: 'Bitte geben Sie eine Telefonnummer ein, zum Beispiel 030 1234567.',
    notDone: 'Das hat nicht geklappt. Versuchen Sie es bitte noch einmal.',
    submit: 'Um Rückruf bitten',
    back: 'Doch lieber warten',
  },
  asked: {
    title: 'Wir rufen Sie an',
    number: 'Unter dieser Nummer:',
    words: 'Sie können dieses Fenster jetzt schließen. Ihre Nummer löschen wir nach dem Anruf.',
    change: 'Nummer ändern',
    never: 'Doch keinen Anruf',
  },
  taken: {
    title: 'Sie sind an der Reihe',
    words: 'Wir öffnen jetzt das Gespräch.',
    gone: 'Dieses Gespräch ist nicht mehr offen. Starten Sie im Portal noch einmal.',
    go: 'Zum Gespräch',
  },
  ended: {
    over: { title: 'Das Gespräch ist beendet', text: 'Sie können dieses Fenster schließen.' },
    left: {
      title: 'Sie haben die Warteschlange verlassen',
      text: 'Ihre Angaben sind gelöscht. Sie können dieses Fenster schließen.',
    },
    called: {
      title: 'Wir haben Sie angerufen',
      text: 'Ihre Angaben sind gelöscht. Sie können dieses Fenster schließen.',
    },
    expired: {
      title: 'Ihr Platz ist nicht mehr frei',
      text: 'Wir haben zu lange nichts von dieser Seite gehört. Starten Sie im Portal noch einmal.',
    },
  },
  refused: {
    title: 'Das hat nicht geklappt',
    again:
      'Der Weg aus dem Portal gilt nur eine Minute lang und nur einmal. Schließen Sie dieses Fenster und starten Sie im Portal noch einmal.',
    notHere: 'Dieses Anliegen gibt es hier gerade nicht. Rufen Sie uns bitte an.',
    away: 'Das Portal antwortet uns gerade nicht. Starten Sie dort in ein paar Minuten noch einmal.',
  },
};
