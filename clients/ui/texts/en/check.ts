/** English: checking the device and its line. */
import type { UiTexts } from '../index.ts';

export const check: UiTexts['check'] = {
  camera: {
    good: 'Your camera works.',
    weak: 'Your camera works, but the picture is weak.',
    failed: 'Your camera does not work. You can still talk.',
    skipped: 'You are coming without a camera.',
  },
  microphone: {
    good: 'Your microphone works.',
    weak: 'Your microphone does not hear you yet. Please speak a little louder.',
    failed: 'Your microphone does not work. You can listen.',
    skipped: 'You are coming without a microphone.',
  },
  sound: {
    good: 'You hear the sound.',
    weak: 'The sound is faint.',
    failed: 'You do not hear any sound yet. Please check the volume.',
    skipped: 'The sound is not checked yet.',
  },
  network: {
    good: 'Your internet lets the conversation through.',
    weak: 'Your connection is sufficient. The picture may freeze now and then.',
    failed: 'Your connection does not let the conversation through. Try another Wi-Fi or your mobile network.',
    skipped: 'We check your connection when the conversation begins.',
    running: 'Your connection is being checked.',
  },
  throughput: {
    good: 'Your line is fast enough for picture and sound.',
    weak: 'Your line is only just fast enough. Sound comes first, the picture may freeze.',
    failed: 'Your line is too slow for the picture. Perhaps only sound will work.',
    skipped: 'We have not measured how fast your line is.',
    running: 'We are measuring how fast your line is. This takes a few seconds.',
  },
  preview: 'Your own picture, mirrored',
  level: 'How well your microphone hears you',
  levelHeard: 'Your microphone hears you.',
  levelSilent: 'Your microphone hears nothing yet.',
  cameraOff: 'Your camera is off.',
  devices: { microphone: 'Microphone', camera: 'Camera', speaker: 'Loudspeaker' },
  cameraNone: 'You are here without a camera.',
  speakerBySystem: 'You choose the loudspeaker in the settings of your device.',
};
