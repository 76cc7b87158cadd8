/** Deutsch: was am Regal der Werkzeuge steht. */
export const rack = {
  title: 'Gemeinsam im Gespräch',
  labels: {
    text: 'Schreiben',
    files: 'Dateien',
    board: 'Tafel',
    form: 'Formular',
    telephone: 'Telefon',
  },
  /** Was auf der Taste steht, wenn die andere Seite etwas geschickt hat. */
  news: 'Neu',
  /** Was auf der Taste steht, wenn die andere Seite das gemeinsame Werkzeug aufgemacht hat. */
  opened: 'ist offen',
  newsOf: (label: string, news: string) => `${label}: ${news}`,
  close: 'Schließen',
  back: 'Zurück zum Gespräch',
  loading: 'Einen Moment.',
  failed: 'Das ließ sich gerade nicht laden. Ihr Gespräch läuft weiter.',
  again: 'Noch einmal versuchen',
};
