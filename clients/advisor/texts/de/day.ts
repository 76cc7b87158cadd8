/** Deutsch: der Tag der Beraterin oder des Beraters. */
import type { MailLine, Standing } from '../../day.ts';
import type { Light } from '../../lights.ts';

const minutes = (count: number) => (count === 1 ? '1 Minute' : `${count} Minuten`);
const span = (count: number) => {
  if (count < 90) return minutes(count);
  const hours = Math.round(count / 60);
  return hours === 1 ? '1 Stunde' : `${hours} Stunden`;
};

const picture: Record<Light, string> = {
  good: 'Bild in Ordnung',
  weak: 'Bild schwach',
  failed: 'Kein Bild',
  unknown: 'Bild nicht getestet',
};
const sound: Record<Light, string> = {
  good: 'Ton in Ordnung',
  weak: 'Ton leise',
  failed: 'Kein Ton vom Mikrofon',
  unknown: 'Ton nicht getestet',
};
const line: Record<Light, string> = {
  good: 'Leitung in Ordnung',
  weak: 'Leitung schwach',
  failed: 'Keine Leitung',
  unknown: 'Leitung nicht getestet',
};
const standing: Record<Standing, string> = {
  waiting: 'wartet',
  talking: 'im Gespräch',
  now: 'jetzt',
  soon: 'gleich',
  later: 'bestätigt',
  over: 'vorbei',
  cancelled: 'abgesagt',
};
const mail: Record<MailLine, string> = {
  queued: 'Die Einladung wird gerade gesendet.',
  sent: 'Die Einladung ist gesendet.',
  failed: 'Die Einladung konnte nicht zugestellt werden. Berichtigen Sie die E-Mail-Adresse, dann senden wir erneut.',
  own: 'Die Einladung senden Sie selbst.',
  none: 'Es wurde keine Einladung gesendet.',
};

export const day = {
  title: (date: string) => `${date}: Ihr Tag`,
  navigation: 'Tag wählen',
  previous: 'Vorheriger Tag',
  today: 'Heute',
  next: 'Nächster Tag',
  create: 'Neuer Termin',
  signOut: 'Abmelden',
  signedIn: (name: string) => `Angemeldet: ${name}`,
  otherZone: (zone: string) => `Alle Zeiten gelten für ${zone}.`,
  list: 'Termine',
  alsoList: 'Weitere Termine',
  emptyToday: 'Für heute ist nichts eingetragen.',
  empty: 'An diesem Tag ist nichts eingetragen.',
  emptyHelp: 'Legen Sie mit „Neuer Termin“ einen Termin an. Die Einladung geht dann von selbst hinaus.',
  allDone: 'Für heute sind alle Gespräche vorbei.',
  waitingElsewhere: (count: number) =>
    count === 1 ? 'An einem anderen Tag wartet jemand.' : `An anderen Tagen warten ${count} Personen.`,
  goToday: 'Zum heutigen Tag',
  waits: (count: number) => (count < 1 ? 'wartet seit eben' : `wartet seit ${minutes(count)}`),
  upcoming: (count: number) => (count < 1 ? 'gleich' : `in ${span(count)}`),
  running: (count: number) => (count < 1 ? 'hat eben begonnen' : `hat vor ${minutes(count)} begonnen, noch niemand da`),
  runningElsewhere: 'Das Gespräch läuft in einem anderen Fenster oder auf einem anderen Gerät.',
  number: (number: string) => `Termin ${number}`,
  untilTime: (time: string) => `bis ${time} Uhr`,
  standing,
  check: 'prüfen',
  lights: {
    label: 'Gerät und Leitung',
    picture,
    sound,
    deaf: 'Hört keinen Ton',
    hearsPoorly: 'Hört den Ton schlecht',
    line,
    slowLine: 'Leitung zu langsam für das Bild',
    untested: 'Gerät noch nicht getestet',
    allGood: 'Bild, Ton und Leitung in Ordnung',
    call: 'Vorher anrufen?',
  },
  mail,
  start: 'Gespräch starten',
  open: 'Raum öffnen',
  join: 'Gespräch hierher holen',
  opensAt: (time: string) => `Der Raum öffnet um ${time} Uhr.`,
  more: 'Mehr',
  less: 'Weniger',
  about: (name: string) => `zu ${name}`,
  details: {
    email: 'E-Mail',
    phone: 'Telefon',
    noPhone: 'nicht angegeben',
    language: 'Sprache',
    languages: { de: 'Deutsch', en: 'Englisch' },
    code: 'Einwahlcode',
    codeWithLink: 'steht in der Einladung',
    codeSeparately: 'wird getrennt mitgeteilt',
    relay: 'IP-Adresse',
    relayOnly: 'wird nicht an den Gesprächspartner übertragen',
    tested: 'Zuletzt getestet',
    erased: 'gelöscht',
  },
  move: 'Verschieben',
  correct: 'Angaben berichtigen',
  resend: 'Einladung erneut senden',
  handOut: 'Einladung noch einmal öffnen',
  newCode: 'Neuer Einwahlcode',
  cancel: 'Absagen',
  offline: 'Die Liste ist gerade nicht auf dem neuesten Stand. Wir verbinden von selbst neu.',
  listFailed: 'Die Termine konnten nicht geladen werden.',
  receipt: {
    talked: (name: string, duration: string) => `Das Gespräch mit ${name} ist beendet. Dauer: ${duration}.`,
    notTalked: (name: string) => `Sie haben den Raum von ${name} verlassen.`,
    dismissed: (name: string) => `Der Platz im Raum von ${name} wurde auf einem anderen Gerät beendet.`,
    replaced: (name: string) => `Das Gespräch mit ${name} läuft jetzt in einem anderen Fenster weiter.`,
    roomOver: (name: string) => `Die Zeit für das Gespräch mit ${name} ist abgelaufen.`,
    kept: 'Bild, Ton, Texte und Dateien gingen nur von Browser zu Browser. Gespeichert ist davon nichts.',
    close: 'Verstanden',
  },
  knock: {
    title: 'Wenn jemand wartet',
    explain: 'Dann hören Sie einen Ton, und der Titel des Fensters ändert sich. In einem Gespräch bleibt alles still.',
    sound: 'Ton abspielen',
    trySound: 'Ton anhören',
    soundFailed: 'Ihr Gerät spielt gerade keinen Ton ab. Prüfen Sie die Lautstärke.',
    soundAsleep: 'Der Browser spielt erst einen Ton ab, wenn Sie einmal auf die Seite geklickt haben.',
    notify: 'Mitteilungen erlauben',
    notifyAsk: 'Mit Mitteilungen sehen Sie es auch, wenn ein anderes Fenster davor liegt.',
    notifyOn: 'Mitteilungen sind erlaubt.',
    notifyBlocked: 'Mitteilungen sind für diese Seite blockiert. Sie können das in der Adresszeile ändern.',
    badge: (count: number) => (count === 1 ? '1 Person wartet' : `${count} Personen warten`),
    windowTitle: (count: number, title: string) => `(${count}) wartet · ${title}`,
    announce: (name: string, time: string) => `${name} wartet. Termin um ${time} Uhr.`,
    notification: (time: string) => `Zum Termin um ${time} Uhr wartet jemand.`,
    notificationTitle: 'Es wartet jemand',
  },
};
