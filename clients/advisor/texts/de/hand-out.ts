/** Deutsch: was nach dem Anlegen mitzuteilen ist. */
export const handOut = {
  titles: {
    created: 'Der Termin steht.',
    moved: 'Der Termin ist verschoben.',
    again: 'Die Einladung',
    code: 'Der neue Einwahlcode',
    corrected: 'Die Angaben sind berichtigt.',
    cancelled: 'Der Termin ist abgesagt.',
  },
  when: (day: string, time: string) => `${day}, ${time} Uhr`,
  mailed: {
    created: (email: string) => `Die Einladung an ${email} ist unterwegs.`,
    moved: (email: string) => `Die neue Zeit geht gerade an ${email}.`,
    corrected: (email: string) =>
      `Die Einladung geht jetzt an ${email}. Was an die alte Adresse ging, öffnet nichts mehr.`,
    again: (email: string) => `Die Einladung an ${email} ist unterwegs.`,
    code: (email: string) => `Die Einladung mit dem neuen Code geht gerade an ${email}.`,
    cancelled: (email: string) => `Die Absage geht gerade an ${email}.`,
  },
  number: 'Terminnummer',
  code: 'Einwahlcode',
  codeOnce: 'Den Code sehen Sie nur jetzt. Später können Sie nur noch einen neuen erzeugen.',
  codeTell: 'Teilen Sie den Code getrennt mit, zum Beispiel am Telefon. In der E-Mail steht er nicht.',
  codeInMail: 'Der Code steht auch in der Einladung.',
  copyCode: 'Code kopieren',
  copyNumber: 'Nummer kopieren',
  copyLink: 'Link kopieren',
  linkForOwn: 'Sie möchten den Link selbst weitergeben? Er ist nur jetzt zu sehen.',
  sendTitle: 'Jetzt senden',
  sendHelp: (email: string) => `Diese Nachricht an ${email} senden Sie selbst.`,
  openMail: 'E-Mail-Programm öffnen',
  shortened: 'Ihr E-Mail-Programm bekommt einen gekürzten Text. Den ganzen Text können Sie kopieren.',
  copyText: 'Text kopieren',
  eml: 'Als .eml herunterladen',
  ics: 'Kalenderdatei (.ics) herunterladen',
  emlName: (number: string) => `Einladung-${number}.eml`,
  icsName: (number: string) => `Termin-${number}.ics`,
  copied: 'Kopiert.',
  copyFailed: 'Kopieren ging nicht. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  keptHere: 'Der geheime Teil des Links liegt nur in diesem Browser, bis der Termin vorbei ist.',
  notKept:
    'Dieser Browser darf nichts behalten. Heben Sie die gesendete E-Mail auf: Zum Starten fügen Sie den Link daraus ein.',
  needLink:
    'Der geheime Teil des Links liegt nicht in diesem Browser. Fügen Sie den Link aus der gesendeten E-Mail ein.',
  needCode:
    'Der Code ist hier nicht mehr bekannt. Fügen Sie den Link aus der gesendeten E-Mail ein, oder erzeugen Sie einen neuen Code.',
  done: 'Fertig',
};
