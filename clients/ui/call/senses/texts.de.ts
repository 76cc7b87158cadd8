/** Deutsch: alles rund um das Hören und Sehen. */
export const senses = {
  title: 'Hören und Sehen',
  level: 'Wie laut Sie die andere Person hören',
  percent: (percent: number) => `${percent} Prozent`,
  asUsual: 'Wieder wie üblich',
  clear: 'Sprache deutlicher machen',
  clearHint: 'Hebt hervor, woran man Wörter erkennt, und dämpft dumpfe Geräusche.',
  contrast: 'Starke Kontraste',
  fill: 'Ganzer Bildschirm',
  float: 'Kleines Fenster',
  floatHint: 'Im kleinen Fenster sehen Sie die andere Person auch, wenn Sie etwas anderes öffnen.',
  captions: {
    on: 'Untertitel',
    none: 'Untertitel gibt es hier nicht. Ihr Browser kann sie nicht auf diesem Gerät schreiben, und über einen Server schreiben wir sie nicht.',
    install: 'Untertitel einrichten',
    installHint: 'Ihr Browser lädt dafür einmal ein Sprachpaket. Was gesagt wird, bleibt auf diesem Gerät.',
    here: 'Die Untertitel schreibt Ihr eigenes Gerät. Sie können Fehler enthalten.',
    waiting: 'Einen Moment bitte.',
    failed: 'Die Untertitel gehen auf diesem Gerät leider nicht.',
    line: 'Untertitel',
  },
  blur: {
    on: 'Hintergrund unscharf zeigen',
    none: 'Den Hintergrund kann Ihr Browser mit dieser Kamera nicht unscharf zeigen.',
  },
};
