/** Deutsch: wo eine Anfrage steht, was als Nächstes geschieht, und der Weg zurück zum Link. */
export const request = {
  fresh: 'Ihre Anfrage ist da',
  title: {
    unconfirmed: 'Möchten Sie diesen Termin anfragen?',
    requested: 'Ihre Anfrage wartet auf unsere Antwort',
    proposed: 'Passt Ihnen eine andere Zeit?',
    confirmed: 'Ihr Termin ist bestätigt',
    moved: 'Ihr Termin ist bestätigt',
    declined: 'Dieser Termin ist leider nicht möglich',
    expired: 'Diese Anfrage ist abgelaufen',
    cancelled: 'Dieser Termin ist abgesagt',
    held: 'Ihr Termin hat stattgefunden',
    'no-show': 'Dieser Termin ist vorbei',
  },
  words: {
    unconfirmed: (until: string) => `Es fehlt nur noch Ihre Bestätigung. Die Zeit ist bis ${until} für Sie reserviert.`,
    requested: (until: string) =>
      `Es ist noch kein Termin. Wir antworten Ihnen per E-Mail, spätestens bis ${until}. Bis dahin halten wir die Zeit für Sie frei.`,
    proposed: (advisor: string, until: string) =>
      `${advisor} kann zu Ihrer Wunschzeit nicht und schlägt eine andere vor. Der Termin gilt, sobald Sie zustimmen. Bitte antworten Sie bis ${until}.`,
    confirmed: (advisor: string) =>
      `${advisor} erwartet Sie. Ab 15 Minuten vorher kommen Sie mit dem Link aus unserer E-Mail ins Gespräch, oder hier auf dieser Seite.`,
    moved: (advisor: string) =>
      `Ihr Termin wurde verlegt. ${advisor} erwartet Sie zur neuen Zeit. Der Link zum Gespräch bleibt derselbe.`,
    inPerson: (advisor: string) => `${advisor} erwartet Sie. Die Bestätigung haben Sie auch per E-Mail bekommen.`,
    movedInPerson: (advisor: string) => `Ihr Termin wurde verlegt. ${advisor} erwartet Sie zur neuen Zeit.`,
    declined:
      'Wir können Ihnen diesen Termin leider nicht geben. Suchen Sie bitte eine andere Zeit aus, oder rufen Sie uns an.',
    expired:
      'Niemand hat rechtzeitig geantwortet. Die Zeit ist wieder frei. Sie können neu anfragen, oder Sie rufen uns an.',
    cancelled: 'Es findet kein Gespräch statt. Sie müssen nichts weiter tun.',
    held: 'Wir hoffen, das Gespräch hat Ihnen geholfen.',
    'no-show': 'Das Gespräch hat nicht stattgefunden. Möchten Sie einen neuen Termin?',
  },
  labels: {
    how: 'Wie',
    time: 'Zeit',
    proposed: 'Unser Vorschlag',
    wished: 'Ihre Wunschzeit',
    before: 'Bisherige Zeit',
    advisor: 'Mit',
  },
  mail: 'Wir haben Ihnen eine E-Mail mit einem Link zu dieser Seite geschickt.',
  confirm: 'Ja, Termin anfragen',
  accept: 'Ja, das passt',
  move: 'Andere Zeit wählen',
  reschedule: 'Termin verlegen',
  cancel: { unconfirmed: 'Verwerfen', open: 'Anfrage zurückziehen', confirmed: 'Termin absagen' },
  sure: {
    accept: 'Möchten Sie diesem Termin zustimmen?',
    open: 'Möchten Sie Ihre Anfrage zurückziehen?',
    confirmed: 'Möchten Sie diesen Termin absagen?',
    words: 'Die Zeit ist danach wieder für andere frei.',
    yes: { accept: 'Ja, zustimmen', open: 'Ja, zurückziehen', confirmed: 'Ja, absagen' },
    no: 'Nein, zurück',
  },
  moving: {
    title: 'Welche Zeit passt Ihnen besser?',
    words: 'Wir prüfen Ihre neue Wunschzeit und antworten Ihnen per E-Mail. Die bisherige geben wir dafür frei.',
    agreed:
      'Mit der Zeit, die Sie wählen, ist Ihr Termin verlegt. Sie bekommen eine E-Mail. Der Link bleibt derselbe, die bisherige Zeit geben wir frei.',
    back: 'Doch nicht ändern',
    taken: 'Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere.',
  },
  calendar: 'In den Kalender eintragen',
  calendarFile: 'termin.ics',
  test: 'Gerät testen',
  join: 'Zum Gespräch',
  anew: 'Neuen Termin anfragen',
  unknown: {
    title: 'Zu diesem Link finden wir nichts',
    words:
      'Vielleicht ist die Anfrage schon gelöscht, oder der Link ist nicht vollständig. Öffnen Sie ihn bitte noch einmal aus der E-Mail.',
  },
  sent: {
    title: 'Bitte bestätigen Sie Ihre Anfrage',
    words: (until: string) =>
      `Wir haben Ihnen eine E-Mail geschickt. Öffnen Sie den Link darin und bestätigen Sie die Anfrage bis ${until}. So lange halten wir die Zeit für Sie frei.`,
    why: 'Damit stellen wir sicher, dass niemand in Ihrem Namen einen Termin anfragt.',
    none: 'Keine E-Mail bekommen? Sehen Sie bitte auch im Ordner für unerwünschte E-Mails nach.',
  },
  lost: {
    title: 'Wir schicken Ihnen Ihren Link noch einmal',
    words: 'Geben Sie die E-Mail-Adresse ein, mit der Sie angefragt haben.',
    email: 'E-Mail-Adresse',
    wrong: 'Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.',
    submit: 'Link zusenden',
    done: 'Sehen Sie in Ihr Postfach',
    doneWords:
      'Gibt es zu dieser Adresse einen Termin oder eine Anfrage, kommt gleich eine E-Mail mit dem Link. Kommt keine, rufen Sie uns bitte an.',
  },
};
