/** Deutsch: warum Kamera oder Mikrofon nicht gehen, und was hilft, je Browser und System. */
import type { MediaProblem } from '@visavis/call';
import type { BrowserFamily, System } from '../../browser.ts';

export type DeviceWord = 'camera' | 'microphone' | 'both';

/** `what` happened; `now` is what helps; the steps for one browser or system follow below. */
export interface ProblemText {
  what: (device: DeviceWord) => string;
  now: (device: DeviceWord) => string;
}

const the: Record<DeviceWord, string> = {
  camera: 'Ihre Kamera',
  microphone: 'Ihr Mikrofon',
  both: 'Kamera und Mikrofon',
};
const are = (device: DeviceWord) => (device === 'both' ? 'sind' : 'ist');

const siteSteps: Record<BrowserFamily, string[]> = {
  chrome: [
    'Klicken Sie oben links neben der Adresse auf das Zeichen mit den zwei Reglern.',
    'Schalten Sie Kamera und Mikrofon ein.',
    'Klicken Sie hier auf „Noch einmal versuchen“.',
  ],
  edge: [
    'Klicken Sie oben links neben der Adresse auf das Schloss.',
    'Stellen Sie Kamera und Mikrofon auf „Zulassen“.',
    'Klicken Sie hier auf „Noch einmal versuchen“.',
  ],
  firefox: [
    'Klicken Sie oben links neben der Adresse auf das durchgestrichene Zeichen für Kamera oder Mikrofon.',
    'Klicken Sie auf das Kreuz neben „Blockiert“.',
    'Klicken Sie hier auf „Noch einmal versuchen“ und dann auf „Zulassen“.',
  ],
  safari: [
    'Öffnen Sie oben in der Menüleiste „Safari“ und darin „Einstellungen für diese Website“.',
    'Stellen Sie Kamera und Mikrofon auf „Erlauben“.',
    'Klicken Sie hier auf „Noch einmal versuchen“.',
  ],
  'chrome-android': [
    'Tippen Sie oben neben der Adresse auf das Zeichen mit den zwei Reglern.',
    'Tippen Sie auf „Berechtigungen“ und schalten Sie Kamera und Mikrofon ein.',
    'Tippen Sie hier auf „Noch einmal versuchen“.',
  ],
  'firefox-android': [
    'Tippen Sie oben neben der Adresse auf das Schloss.',
    'Tippen Sie bei Kamera und Mikrofon auf „Blockiert“, damit dort „Zugelassen“ steht.',
    'Tippen Sie hier auf „Noch einmal versuchen“.',
  ],
  samsung: [
    'Tippen Sie oben neben der Adresse auf das Schloss.',
    'Tippen Sie auf „Berechtigungen“ und erlauben Sie Kamera und Mikrofon.',
    'Tippen Sie hier auf „Noch einmal versuchen“.',
  ],
  'safari-ios': [
    'Tippen Sie neben der Adresse auf das Zeichen „aA“ oder auf das Seitenmenü.',
    'Tippen Sie auf „Website-Einstellungen“ und erlauben Sie Kamera und Mikrofon.',
    'Tippen Sie hier auf „Noch einmal versuchen“.',
  ],
  'other-ios': [
    'Öffnen Sie die Einstellungen Ihres iPhones oder iPads.',
    'Suchen Sie dort Ihren Browser und erlauben Sie ihm Kamera und Mikrofon.',
    'Kommen Sie hierher zurück und tippen Sie auf „Noch einmal versuchen“.',
  ],
  other: [
    'Öffnen Sie die Einstellungen Ihres Browsers für diese Seite. Meist genügt ein Klick neben die Adresse.',
    'Erlauben Sie Kamera und Mikrofon.',
    'Laden Sie die Seite neu.',
  ],
};

const systemSteps: Record<System, string[]> = {
  windows: [
    'Öffnen Sie das Startmenü und darin „Einstellungen“.',
    'Öffnen Sie „Datenschutz und Sicherheit“, dann „Kamera“ und danach „Mikrofon“.',
    'Schalten Sie den Zugriff ein, auch für Desktop-Apps.',
  ],
  macos: [
    'Öffnen Sie das Apfel-Menü und darin „Systemeinstellungen“.',
    'Öffnen Sie „Datenschutz & Sicherheit“, dann „Kamera“ und danach „Mikrofon“.',
    'Schalten Sie Ihren Browser dort ein und starten Sie ihn neu.',
  ],
  linux: [
    'Öffnen Sie die Einstellungen Ihres Rechners und darin „Datenschutz“.',
    'Erlauben Sie dort Kamera und Mikrofon.',
  ],
  android: [
    'Öffnen Sie die Einstellungen Ihres Telefons und darin „Apps“.',
    'Wählen Sie Ihren Browser und tippen Sie auf „Berechtigungen“.',
    'Erlauben Sie Kamera und Mikrofon.',
  ],
  ios: [
    'Öffnen Sie die Einstellungen Ihres iPhones oder iPads.',
    'Suchen Sie dort Ihren Browser und tippen Sie darauf.',
    'Schalten Sie Kamera und Mikrofon ein.',
  ],
  other: ['Erlauben Sie Ihrem Browser in den Einstellungen Ihres Geräts Kamera und Mikrofon.'],
};

const problems: Record<MediaProblem, ProblemText> = {
  'blocked-by-site': {
    what: (device) => `${the[device]} ${are(device)} für diese Seite gesperrt.`,
    now: () => 'So heben Sie die Sperre auf:',
  },
  'blocked-by-system': {
    what: (device) => `Ihr Gerät gibt ${the[device]} nicht für den Browser frei.`,
    now: () => 'So geben Sie den Zugriff frei:',
  },
  dismissed: {
    what: () => 'Die Frage Ihres Browsers wurde geschlossen, ohne dass eine Antwort kam.',
    now: () => 'Versuchen Sie es noch einmal und wählen Sie dann „Zulassen“.',
  },
  'in-use': {
    what: (device) =>
      `${the[device]} ${device === 'both' ? 'werden' : 'wird'} gerade von einem anderen Programm benutzt.`,
    now: () => 'Schließen Sie andere Programme und Fenster mit Videogesprächen. Versuchen Sie es dann noch einmal.',
  },
  'not-found': {
    what: (device) =>
      ({
        camera: 'Wir finden keine Kamera an Ihrem Gerät.',
        microphone: 'Wir finden kein Mikrofon an Ihrem Gerät.',
        both: 'Wir finden an Ihrem Gerät weder Kamera noch Mikrofon.',
      })[device],
    now: () => 'Stecken Sie Kamera oder Kopfhörer neu ein, wenn Sie welche haben. Versuchen Sie es dann noch einmal.',
  },
  'in-app-browser': {
    what: () => 'Diese Seite ist in einer anderen App geöffnet. Dort gibt es keine Kamera und kein Mikrofon.',
    now: () => 'Öffnen Sie den Link in Ihrem Browser, zum Beispiel in Safari, Chrome oder Firefox.',
  },
  'insecure-page': {
    what: () => 'Die Adresse dieser Seite beginnt nicht mit „https“. Der Browser sperrt deshalb Kamera und Mikrofon.',
    now: () => 'Öffnen Sie den Link genau so, wie er in Ihrer Einladung steht.',
  },
  unsupported: {
    what: () => 'Dieser Browser kann Kamera und Mikrofon nicht benutzen.',
    now: () => 'Öffnen Sie den Link in einem aktuellen Browser, zum Beispiel in Chrome, Edge, Firefox oder Safari.',
  },
  unknown: {
    what: (device) => `${the[device]} ${device === 'both' ? 'lassen' : 'lässt'} sich gerade nicht einschalten.`,
    now: () => 'Versuchen Sie es noch einmal. Hilft das nicht, starten Sie Ihren Browser neu.',
  },
};

export const media = { problems, siteSteps, systemSteps };
