/** Deutsch: was im Gespräch nicht stimmt, bei wem es liegt und was hilft. */

import type { Cause, Side } from '@visavis/call';
import type { System } from '../../browser.ts';
import { dative } from './unknown-name.ts';

/** Whom and what a sentence is about. */
export interface CauseWords {
  /** The other person. */
  name: string;
  /** What took over from a device that is gone. */
  device: string | undefined;
}

/** `what` happened, in one sentence; `now` is what helps, or what already happens. */
export interface CauseText {
  what: (words: CauseWords) => string;
  now: (words: CauseWords) => string;
}

const shownThere = 'Was hilft, steht dort auf dem Bildschirm.';

const list: Record<Cause, CauseText> = {
  'own-offline': {
    what: () => 'Ihr Gerät ist gerade nicht mit dem Internet verbunden.',
    now: () => 'Prüfen Sie WLAN oder Kabel. Danach geht das Gespräch von selbst weiter.',
  },
  'nothing-arrives': {
    what: ({ name }) => `Von ${dative(name)} kommt gerade nichts an.`,
    now: () => 'Wir suchen einen anderen Weg. Bitte bleiben Sie hier.',
  },
  'nothing-leaves': {
    what: ({ name }) => `Bei ${dative(name)} kommt gerade nichts von Ihnen an.`,
    now: () => 'Wir suchen einen anderen Weg. Bitte bleiben Sie hier.',
  },
  'sound-held-back': {
    what: () => 'Ihr Browser hält den Ton zurück.',
    now: () => 'Klicken Sie auf „Ton einschalten“.',
  },
  'peer-cannot-hear': {
    what: ({ name }) => `${name} hört Sie noch nicht.`,
    now: () => 'Dort fehlt noch ein Klick auf „Ton einschalten“.',
  },
  'microphone-muted': {
    what: () => 'Ihr Mikrofon ist am Gerät stummgeschaltet.',
    now: () => 'Suchen Sie einen Schalter am Kopfhörer oder eine Taste mit einem Mikrofon.',
  },
  'peer-microphone-muted': {
    what: ({ name }) => `Das Mikrofon von ${dative(name)} gibt keinen Ton.`,
    now: () => shownThere,
  },
  'microphone-silent': {
    what: () => 'Ihr Mikrofon gibt keinen Ton.',
    now: () => 'Vielleicht ist es am Kopfhörer ausgeschaltet. Sonst wählen Sie unter „Mehr“ ein anderes.',
  },
  'not-heard': {
    what: ({ name }) => `Sie sprechen, aber bei ${dative(name)} kommt kein Ton an.`,
    now: () => 'Schalten Sie Ihr Mikrofon aus und wieder an. Sonst wählen Sie unter „Mehr“ ein anderes.',
  },
  'peer-not-heard': {
    what: ({ name }) => `${name} spricht, aber bei Ihnen kommt kein Ton an.`,
    now: () => shownThere,
  },
  'peer-echo': {
    what: () => 'Sie hören sich selbst.',
    now: ({ name }) => `Der Lautsprecher bei ${dative(name)} ist zu laut. ${shownThere}`,
  },
  'own-echo': {
    what: ({ name }) => `${name} hört sich selbst.`,
    now: () => 'Stellen Sie Ihren Lautsprecher leiser, oder nehmen Sie einen Kopfhörer.',
  },
  'camera-muted': {
    what: () => 'Ihr Gerät hält die Kamera an.',
    now: () => 'Schließen Sie andere Programme mit Kamera. Ihr Ton läuft weiter.',
  },
  'peer-camera-muted': {
    what: ({ name }) => `Die Kamera von ${dative(name)} ist angehalten.`,
    now: () => 'Sie hören sich weiter.',
  },
  'peer-picture-frozen': {
    what: ({ name }) => `Das Bild von ${dative(name)} steht still.`,
    now: () => 'Sie hören sich weiter.',
  },
  'own-picture-frozen': {
    what: ({ name }) => `${name} sieht Ihr Bild stillstehen.`,
    now: () => 'Schalten Sie Ihre Kamera aus und wieder an.',
  },
  'peer-picture-dark': {
    what: ({ name }) => `Das Bild von ${dative(name)} ist dunkel.`,
    now: () => 'Vielleicht ist die Kamera dort abgedeckt.',
  },
  'own-picture-dark': {
    what: () => 'Ihr Bild ist dunkel.',
    now: () => 'Öffnen Sie die Abdeckung Ihrer Kamera, oder machen Sie Licht.',
  },
  'peer-floods': {
    what: ({ name }) => `Von ${dative(name)} kommt mehr, als Ihr Browser verarbeiten kann.`,
    now: () => 'Was zu viel ist, lassen wir weg. Sie sehen und hören sich weiter.',
  },
  'microphone-changed': {
    what: () => 'Ihr Kopfhörer oder Mikrofon ist weg.',
    now: ({ device }) => (device ? `Man hört Sie jetzt über: ${device}.` : 'Man hört Sie jetzt über ein anderes.'),
  },
  'speaker-changed': {
    what: () => 'Ihr Kopfhörer oder Lautsprecher ist weg.',
    now: () => 'Der Ton kommt jetzt aus dem Lautsprecher Ihres Geräts.',
  },
  'line-weak': {
    what: () => 'Die Verbindung ist gerade schwach.',
    now: () => 'Der Ton geht vor, das Bild wird kleiner. Näher am Router wird es besser.',
  },
  'line-slow': {
    what: () => 'Die Verbindung ist gerade langsam.',
    now: () => 'Was Sie sagen, kommt etwas später an. Lassen Sie einander Zeit.',
  },
  'device-busy': {
    what: () => 'Ihr Gerät hat gerade viel zu tun.',
    now: () => 'Schließen Sie andere Programme und Fenster.',
  },
  saving: {
    what: () => 'Sie sparen Daten. Beide Bilder sind kleiner.',
    now: () => 'Unter „Mehr“ schalten Sie das wieder aus.',
  },
  'peer-saving': {
    what: ({ name }) => `${name} spart Daten.`,
    now: () => 'Beide Bilder sind deshalb kleiner.',
  },
};

const sides: Record<Side, (name: string) => string> = {
  own: () => 'Es liegt an Ihrem Gerät oder Ihrem Anschluss.',
  peer: (name) => `Es liegt an der Seite von ${dative(name)}. Bei Ihnen ist alles in Ordnung.`,
  line: () => 'Es liegt an der Verbindung zwischen Ihnen beiden.',
};

/** Where the level of a microphone is set, by system. */
const microphoneSteps: Record<System, string[]> = {
  windows: [
    'Klicken Sie unten rechts mit der rechten Maustaste auf den Lautsprecher. Öffnen Sie „Soundeinstellungen“.',
    'Wählen Sie bei „Eingabe“ Ihr Mikrofon und stellen Sie die Lautstärke höher.',
  ],
  macos: [
    'Öffnen Sie das Apfel-Menü, dann „Systemeinstellungen“ und „Ton“.',
    'Wählen Sie unter „Eingabe“ Ihr Mikrofon und stellen Sie die Lautstärke höher.',
  ],
  linux: [
    'Öffnen Sie die Einstellungen Ihres Rechners und darin „Klang“.',
    'Wählen Sie bei „Eingabe“ Ihr Mikrofon und stellen Sie die Lautstärke höher.',
  ],
  android: [
    'Ziehen Sie mit zwei Fingern vom oberen Rand nach unten.',
    'Tippen Sie auf „Mikrofonzugriff“, wenn es dort gesperrt ist.',
    'Beenden Sie ein laufendes Telefonat.',
  ],
  ios: ['Beenden Sie ein laufendes Telefonat.', 'Trennen Sie Kopfhörer einmal und verbinden Sie sie neu.'],
  other: ['Stellen Sie das Mikrofon in den Einstellungen Ihres Geräts lauter.'],
};

/** Where a camera is held back, by system. */
const cameraSteps: Record<System, string[]> = {
  windows: ['Suchen Sie an Ihrem Gerät einen Schieber oder eine Taste mit einer Kamera.'],
  macos: ['Schließen Sie andere Programme mit Kamera, zum Beispiel FaceTime.'],
  linux: ['Suchen Sie an Ihrem Gerät einen Schieber oder eine Taste mit einer Kamera.'],
  android: [
    'Ziehen Sie mit zwei Fingern vom oberen Rand nach unten.',
    'Tippen Sie auf „Kamerazugriff“, wenn er dort gesperrt ist.',
  ],
  ios: ['Schließen Sie andere Apps mit Kamera und kommen Sie hierher zurück.'],
  other: ['Suchen Sie an Ihrem Gerät einen Schieber oder eine Taste mit einer Kamera.'],
};

const lineSteps = [
  'Gehen Sie näher an den Router, oder stecken Sie ein Netzkabel ein.',
  'Beenden Sie Downloads und Filme auf anderen Geräten.',
  'Schalten Sie hier das Sparen ein. Dann braucht das Gespräch weniger.',
];

export const causes = {
  list,
  sides,
  microphoneSteps,
  cameraSteps,
  lineSteps,
  help: 'Was hilft?',
  saving: {
    title: 'Wenig Daten',
    switch: 'Daten sparen: beide Bilder kleiner',
    why: 'Das hilft bei schwachem Empfang. Der Ton bleibt, wie er ist.',
  },
  heldPicture: 'Standbild von eben',
};
