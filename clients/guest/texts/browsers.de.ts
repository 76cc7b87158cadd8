/** Deutsch: der falsche Browser. */
export const browsers = {
  inApp: {
    title: 'Öffnen Sie diese Seite in Ihrem Browser.',
    what: (app: string | undefined) =>
      `${app ? `Sie sind gerade in ${app}.` : 'Sie sind gerade in einer anderen App.'} Dort funktionieren Kamera und Mikrofon meist nicht.`,
    steps: [
      'Drücken Sie auf „Link kopieren“.',
      'Öffnen Sie Safari, Chrome oder Firefox.',
      'Tippen Sie oben in die Adresszeile und wählen Sie „Einfügen“.',
    ],
    menu: 'Oft geht es auch so: Tippen Sie oben rechts auf die drei Punkte und dann auf „Im Browser öffnen“.',
    copy: 'Link kopieren',
    copied: 'Der Link ist kopiert.',
    select: 'Ihr Link zum Markieren und Kopieren',
    anyway: 'Trotzdem hier weitermachen',
  },
  unsupported: {
    title: 'Dieser Browser kann keine Videogespräche.',
    text: 'Öffnen Sie den Link in einem aktuellen Browser, zum Beispiel in Chrome, Edge, Firefox oder Safari.',
    frames:
      'Er kann Bild und Ton nicht so verschlüsseln, dass nur Sie beide sie sehen und hören. Diese Browser können es: Chrome und Edge ab Version 86, Firefox ab Version 117, Safari ab Version 15.4. Oft hilft es schon, den Browser zu aktualisieren. Sie können auch einfach anrufen.',
    insecure:
      'Die Adresse dieser Seite beginnt nicht mit „https“. Öffnen Sie den Link so, wie er in Ihrer Einladung steht.',
  },
};
