/** Deutsch: die Warteschlange aus dem Portal. */
export const de = {
  title: 'Warteschlange',
  nobody: 'Niemand wartet.',
  waiting: (count: number) => (count === 1 ? '1 Person wartet,' : `${count} Personen warten,`),
  longest: (minutes: number) =>
    minutes === 0
      ? 'seit weniger als einer Minute.'
      : minutes === 1
        ? 'die erste seit einer Minute.'
        : `die erste seit ${minutes} Minuten.`,
  ofService: (title: string, count: number) => `${title}: ${count}`,
  arrived: (count: number) => (count === 1 ? 'Eine Person wartet.' : `${count} Personen warten.`),
  free: 'Ich nehme Personen aus der Warteschlange',
  take: 'Nächste Person nehmen',
  tooLate: 'Jemand war schneller. Es wartet niemand mehr.',
  notDone: 'Das hat nicht geklappt.',
  current: 'Bei Ihnen ist gerade:',
  insured: 'Versichertennummer',
  back: 'Ins Gespräch',
  over: 'Fertig',
  calls: (count: number) => (count === 1 ? '1 Rückruf erbeten' : `${count} Rückrufe erbeten`),
  called: 'Erledigt',
};
