/** Deutsch: wie privat das Gespräch ist, und wie zwei Menschen das mit vier Wörtern prüfen. */
/** A number stays on one line. */
const whole = (phone: string) => phone.replaceAll(' ', '\u00a0');
const byPhone = (phone: string | undefined) => (phone ? ` ${whole(phone)}` : '');

export const proof = {
  title: 'Wie privat ist dieses Gespräch?',
  pending: 'Wir prüfen gerade die Leitung zwischen Ihren beiden Geräten. Das dauert nur einen Moment.',
  checked: {
    link: 'Niemand kann mithören oder mitsehen. Ihre beiden Geräte haben das geprüft, mit dem Geheimnis aus dem Einladungslink.',
    words: 'Niemand kann mithören oder mitsehen. Sie beide haben das geprüft: Ihre vier Wörter waren gleich.',
  },
  always: 'Bild, Ton und Text gehen verschlüsselt von Gerät zu Gerät. Nichts wird aufgezeichnet.',
  keyChanges: (count: number) =>
    count === 0
      ? 'Die Schlüssel wechseln alle zwei Minuten von selbst.'
      : `Die Schlüssel haben in diesem Gespräch ${count === 1 ? 'einmal' : `${count}-mal`} gewechselt.`,
  framesUnsupported:
    'Ihr Browser kann Bild und Ton nicht so verschlüsseln, dass nur Sie beide sie sehen und hören. Darum bleiben beide aus.',
  otherDevice: (name: string) => `${name} ist mit einem anderen Gerät zurück. Auch dieses Gerät ist geprüft.`,
  ownWords: {
    title: 'Die vier Wörter dieses Gesprächs',
    why: 'Wenn Sie möchten, lesen Sie die Wörter einander vor. Sie sind auf beiden Seiten gleich.',
    digits: (digits: string) => `Als Zahl: ${digits}`,
  },
  limits: {
    title: 'Was das nicht schützt',
    list: [
      'Wer diese Seite ausliefert, könnte sie verändern. Darum veröffentlichen wir zu jeder Fassung Prüfsummen.',
      'Wer Ihre E-Mails lesen kann, kennt auch Ihren Einladungslink.',
      'Wer bei Ihnen oder bei Ihrem Gegenüber im Zimmer ist, hört mit.',
    ],
  },
  compare: {
    title: 'Vergleichen Sie vier Wörter',
    why: (name: string) => `So prüfen Sie, dass niemand zwischen Ihnen und ${name} ist. Danach gehen Bild und Ton an.`,
    read: 'Lesen Sie diese vier Wörter vor:',
    listen: (name: string) => `Danach liest ${name} Ihnen vier Wörter vor. Sind es dieselben?`,
    same: 'Ja, dieselben',
    different: 'Nein, andere',
    guestWaits: (name: string) => `Danke. ${name} prüft noch.`,
    choose: (name: string) => `${name} liest Ihnen vier Wörter vor. Welches hören Sie als Erstes?`,
    none: 'Keines davon',
    wrong: (left: number) =>
      `Das war ein anderes Wort. Lassen Sie es sich noch einmal vorlesen. ${left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`}`,
    readOut: (name: string) => `Das erste Wort stimmt. Lesen Sie ${name} jetzt diese vier Wörter vor:`,
    advisorWaits: (name: string) => `${name} bestätigt sie auf der eigenen Seite.`,
  },
  voice: {
    title: 'Wie Sie dabei miteinander sprechen',
    phone: (phone: string | undefined) =>
      phone ? `Am Telefon: ${whole(phone)}.` : 'Am Telefon, so wie Sie sich sonst erreichen.',
    on: 'Der Ton ist an, das Bild noch aus. Sagen Sie noch nichts Vertrauliches.',
    hint: 'Ihr Bild bleibt dabei aus. Sagen Sie noch nichts Vertrauliches.',
    allow: 'Ohne Telefon: nur den Ton einschalten',
    wanted: (name: string) => `Ihr Ton geht an, sobald ${name} zustimmt.`,
    takeBack: 'Doch nicht',
    offered: (name: string) => `${name} möchte den Ton einschalten, um die Wörter zu vergleichen.`,
    accept: 'Ton einschalten',
    stop: 'Ton wieder ausschalten',
  },
  broken: {
    words: {
      title: 'Die Wörter sind verschieden',
      text: (phone: string | undefined) => [
        'Bild und Ton sind aus. Vielleicht hat sich jemand dazwischengeschaltet.',
        `Legen Sie auf, und sprechen Sie am Telefon weiter.${byPhone(phone)}`,
        'Oder öffnen Sie beide den Link aus der Einladung noch einmal.',
      ],
    },
    device: {
      title: (name: string) => `${name} ist an einem anderen Gerät`,
      text: (phone: string | undefined) => [
        'Geprüft war das bisherige Gerät. Bild und Ton sind aus, bis Sie sagen, dass das stimmt.',
        `Im Zweifel fragen Sie am Telefon nach.${byPhone(phone)}`,
      ],
      accept: 'Ja, das stimmt',
    },
    certificate: {
      title: 'Am anderen Ende ist ein anderes Gerät',
      text: (phone: string | undefined) => [
        'Mitten im Gespräch hat sich das Gerät geändert. Das darf nicht sein. Bild und Ton sind aus.',
        `Legen Sie auf, und sprechen Sie am Telefon weiter.${byPhone(phone)}`,
      ],
    },
    binding: {
      title: 'Die Leitung lässt sich nicht prüfen',
      text: (phone: string | undefined) => [
        'Bild und Ton sind aus. Wir bauen die Leitung neu auf und prüfen noch einmal.',
        `Gelingt das nicht, sprechen Sie am Telefon weiter.${byPhone(phone)}`,
      ],
    },
    leave: 'Auflegen',
  },
};
