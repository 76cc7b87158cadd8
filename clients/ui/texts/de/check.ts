/** Deutsch: Gerät und Leitung prüfen. */
import type { CheckMark } from '@visavis/shared';

const camera: Record<CheckMark, string> = {
  good: 'Ihre Kamera funktioniert.',
  weak: 'Ihre Kamera funktioniert, aber das Bild ist schwach.',
  failed: 'Ihre Kamera geht nicht. Sie können trotzdem sprechen.',
  skipped: 'Sie kommen ohne Kamera.',
};
const microphone: Record<CheckMark, string> = {
  good: 'Ihr Mikrofon funktioniert.',
  weak: 'Ihr Mikrofon hört Sie noch nicht. Sprechen Sie etwas lauter.',
  failed: 'Ihr Mikrofon geht nicht. Sie können zuhören.',
  skipped: 'Sie kommen ohne Mikrofon.',
};
const sound: Record<CheckMark, string> = {
  good: 'Sie hören den Ton.',
  weak: 'Der Ton ist schwach.',
  failed: 'Sie hören noch keinen Ton. Prüfen Sie bitte die Lautstärke.',
  skipped: 'Der Ton ist noch nicht geprüft.',
};
const network: Record<CheckMark | 'running', string> = {
  good: 'Ihr Internet lässt das Gespräch durch.',
  weak: 'Ihre Verbindung reicht aus. Das Bild kann manchmal stocken.',
  failed: 'Ihre Verbindung lässt das Gespräch nicht durch. Versuchen Sie ein anderes WLAN oder Ihr Mobilnetz.',
  skipped: 'Ihre Verbindung prüfen wir zu Beginn des Gesprächs.',
  running: 'Ihre Verbindung wird gerade geprüft.',
};

const throughput: Record<CheckMark | 'running', string> = {
  good: 'Ihre Leitung ist schnell genug für Bild und Ton.',
  weak: 'Ihre Leitung ist knapp. Der Ton geht vor, das Bild kann stocken.',
  failed: 'Ihre Leitung ist zu langsam für das Bild. Vielleicht geht es nur mit Ton.',
  skipped: 'Wie schnell Ihre Leitung ist, haben wir nicht gemessen.',
  running: 'Wir messen, wie schnell Ihre Leitung ist. Das dauert ein paar Sekunden.',
};

export const check = {
  camera,
  microphone,
  sound,
  network,
  throughput,
  preview: 'Ihr eigenes Bild, gespiegelt',
  level: 'So laut hört Sie Ihr Mikrofon',
  levelHeard: 'Ihr Mikrofon hört Sie.',
  levelSilent: 'Ihr Mikrofon hört noch nichts.',
  cameraOff: 'Ihre Kamera ist aus.',
  devices: { microphone: 'Mikrofon', camera: 'Kamera', speaker: 'Lautsprecher' },
  cameraNone: 'Sie sind ohne Kamera da.',
  speakerBySystem: 'Den Lautsprecher wählen Sie in den Einstellungen Ihres Geräts.',
};
