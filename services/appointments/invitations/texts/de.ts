/** The invitation in German. */
import { formatOf, isShownTwice } from '../wall-time.ts';
import type { InvitationTexts } from './text.ts';

function zoneInWords(atMs: number, timeZone: string): string {
  const timeZoneName = isShownTwice(atMs, timeZone) ? 'long' : 'longGeneric';
  const parts = formatOf('de-DE', { timeZone, timeZoneName }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return /^\p{Lu}\p{Ll}+ische /u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function when(atMs: number, timeZone: string): ReturnType<InvitationTexts['when']> {
  const format = (options: Intl.DateTimeFormatOptions) => formatOf('de-DE', { timeZone, ...options }).format(atMs);
  const date = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return {
    day: date,
    time: `${time} Uhr (${zoneInWords(atMs, timeZone)})`,
    short: `am ${format({ day: 'numeric', month: 'long' })} um ${time} Uhr`,
  };
}

export const german: InvitationTexts = {
  when,
  minutes: (count) => `etwa ${count} Minuten`,
  subject: {
    invite: (short) => `Ihr Videotermin ${short}`,
    move: (short) => `Neue Zeit: Ihr Videotermin ist jetzt ${short}`,
    cancel: (short) => `Abgesagt: Ihr Videotermin ${short}`,
    code: (short) => `Neuer Einwahlcode für Ihren Videotermin ${short}`,
    remind: (short) => `Erinnerung: Ihr Videotermin ${short}`,
    advisor: (short) => `Jemand anderes berät Sie: Ihr Videotermin ${short}`,
  },
  title: {
    invite: 'Ihr Videotermin',
    move: 'Ihr Videotermin hat eine neue Zeit',
    cancel: 'Ihr Videotermin ist abgesagt',
    code: 'Ihr Videotermin hat einen neuen Einwahlcode',
    remind: 'Erinnerung an Ihren Videotermin',
    advisor: 'Jemand anderes berät Sie',
  },
  greeting: (name) => `Guten Tag ${name},`,
  opening: {
    invite: (advisor) => `${advisor} erwartet Sie zu einem Gespräch per Video.`,
    move: (advisor) => `Ihr Gespräch per Video mit ${advisor} findet zu einer anderen Zeit statt.`,
    cancel: (advisor) => `Ihr Gespräch per Video mit ${advisor} findet nicht statt.`,
    remind: (advisor) => `Wir erinnern Sie an Ihr Gespräch per Video mit ${advisor}.`,
    advisor: (advisor) => `Ihr Gespräch per Video führt jetzt ${advisor} mit Ihnen. Die Zeit bleibt dieselbe.`,
    code: (advisor) =>
      `Für Ihr Gespräch per Video mit ${advisor} gibt es einen neuen Einwahlcode. Der alte gilt nicht mehr.`,
  },
  labels: {
    when: 'Wann',
    noLonger: 'Bisher',
    duration: 'Dauer',
    withWhom: 'Mit',
    number: 'Terminnummer',
    code: 'Einwahlcode',
    phone: 'Telefon',
  },
  noLongerValid: 'gilt nicht mehr',
  join: {
    heading: 'So kommen Sie zum Gespräch',
    button: 'Zum Videotermin',
    orLink: 'Oder öffnen Sie diesen Link in Ihrem Browser:',
    sameLink: 'Ihr Link bleibt derselbe.',
  },
  code: {
    inLink: 'Der Einwahlcode steckt schon im Link. Sie brauchen ihn nur, wenn die Seite danach fragt.',
    separately:
      'Ihren Einwahlcode erhalten Sie getrennt von dieser E-Mail, zum Beispiel am Telefon. Die Seite fragt danach.',
    unchanged: 'Ihr Einwahlcode bleibt derselbe.',
    changed: 'Bitte benutzen Sie ab jetzt den Link aus dieser E-Mail.',
  },
  test: {
    heading: 'Testen Sie Ihr Gerät schon jetzt',
    text: 'Die Seite prüft mit Ihnen Kamera, Ton und Verbindung. Das geht so oft, wie Sie möchten. Sie müssen nichts installieren und brauchen kein Benutzerkonto.',
    link: 'Gerät jetzt testen',
  },
  asks: {
    heading: 'Was die Seite Sie fragt',
    items: [
      'Die Seite bittet Sie, den Nutzungsbedingungen zuzustimmen.',
      'Ihr Browser fragt, ob die Seite Kamera und Mikrofon benutzen darf. Wählen Sie „Zulassen“ oder „Erlauben“.',
      'Sie haben keine Kamera? Sie können trotzdem teilnehmen.',
    ],
  },
  trouble: {
    heading: 'Wenn etwas nicht klappt',
    call: (phone) => `Rufen Sie uns an: ${phone}.`,
    number: (grouped) => `Halten Sie bitte Ihre Terminnummer bereit: ${grouped}.`,
  },
  privacy: (advisor) =>
    `Bild und Ton laufen verschlüsselt zwischen Ihrem Gerät und dem Gerät von ${advisor}. Wir zeichnen nichts auf.`,
  keepPrivate: 'Der Link gilt nur für Sie. Geben Sie ihn bitte nicht weiter.',
  terms: 'Nutzungsbedingungen',
  privacyNotice: 'Datenschutz',
  cancelled: {
    removed: 'Der Link zu diesem Termin führt nicht mehr zum Gespräch. Sie müssen nichts weiter tun.',
    again: (phone) => `Sie möchten einen neuen Termin? Rufen Sie uns an: ${phone}.`,
  },
  calendar: {
    summary: (advisor) => `Videotermin mit ${advisor}`,
    description: {
      join: 'Zum Videotermin',
      number: 'Terminnummer',
      code: 'Einwahlcode',
      phone: 'Telefon, wenn etwas nicht klappt',
      cancelled: 'Dieser Termin ist abgesagt.',
    },
    reminder: 'Ihr Videotermin beginnt in 15 Minuten.',
    fileName: 'videotermin.ics',
  },
};
