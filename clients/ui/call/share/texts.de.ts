/** Deutsch: alles, was rund um das Zeigen gesagt wird. */
export const share = {
  title: 'Etwas zeigen',
  screen: {
    title: 'Bildschirm, Fenster oder Tab',
    text: (name: string) => `Ihr Browser fragt gleich, was Sie zeigen möchten. ${name} sieht genau das.`,
    beware: (name: string) => `Schließen Sie vorher, was ${name} nicht sehen soll.`,
    button: 'Bildschirm zeigen',
  },
  noScreen: 'Dieses Gerät kann seinen Bildschirm nicht zeigen. Das ist bei Telefonen und Tablets üblich.',
  instead: 'Sie können stattdessen ein Foto oder ein Schriftstück zeigen.',
  picture: {
    title: 'Foto oder Schriftstück',
    text: (name: string) => `Das Bild geht nur an ${name}. Es wird nirgends gespeichert.`,
    take: 'Foto aufnehmen',
    pick: 'Bild auswählen',
  },
  problems: {
    refused: 'Es wird nichts gezeigt. Sie können es jederzeit neu versuchen.',
    'blocked-by-system':
      'Ihr Gerät erlaubt dem Browser nicht, den Bildschirm zu zeigen. Öffnen Sie die Einstellungen des Geräts, suchen Sie „Bildschirmaufnahme“, und erlauben Sie es Ihrem Browser.',
    failed: 'Der Browser konnte nichts zeigen. Versuchen Sie es noch einmal, oder wählen Sie etwas anderes.',
    unreadable: 'Dieses Bild lässt sich nicht öffnen. Nehmen Sie ein Foto, oder ein Bild als JPEG oder PNG.',
  },
  sign: {
    screen: 'Sie zeigen Ihren Bildschirm.',
    window: 'Sie zeigen ein Fenster.',
    tab: 'Sie zeigen einen Tab.',
    picture: 'Sie zeigen ein Bild.',
    withSound: 'Der Ton geht mit.',
    waits: (name: string) => `${name} sieht es, sobald die Verbindung steht.`,
    stop: 'Nicht mehr zeigen',
    film: 'Film: flüssig statt scharf',
    stopped: 'Sie zeigen nichts mehr.',
    pageTitle: (title: string) => `Sie zeigen gerade: ${title}`,
  },
  shared: {
    title: (name: string) => `Das zeigt Ihnen ${name}`,
    begins: (name: string) => `${name} zeigt Ihnen etwas.`,
    ends: (name: string) => `${name} zeigt nichts mehr.`,
    picture: (name: string) =>
      `Bild, das ${name} zeigt. Vergrößern mit Plus und Minus, verschieben mit den Pfeiltasten.`,
    larger: 'Größer',
    smaller: 'Kleiner',
    fit: 'Ganz zeigen',
    actual: 'Originalgröße',
    full: 'Ganzer Bildschirm',
    leaveFull: 'Zurück zum Gespräch',
    level: (percent: number) => `Vergrößerung ${percent} Prozent`,
  },
};
