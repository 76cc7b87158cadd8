/** English: what is wrong in a conversation, on whose side, and what helps. */
import type { causes as german } from '../de/causes.ts';

const shownThere = 'Their screen shows what helps.';

export const causes: typeof german = {
  list: {
    'own-offline': {
      what: () => 'Your device has no internet connection right now.',
      now: () => 'Check your Wi-Fi or cable. Then the conversation goes on by itself.',
    },
    'nothing-arrives': {
      what: ({ name }) => `Nothing is arriving from ${name} right now.`,
      now: () => 'We are looking for another way. Please stay here.',
    },
    'nothing-leaves': {
      what: ({ name }) => `Nothing of you is reaching ${name} right now.`,
      now: () => 'We are looking for another way. Please stay here.',
    },
    'sound-held-back': {
      what: () => 'Your browser is holding the sound back.',
      now: () => 'Click “Switch sound on”.',
    },
    'peer-cannot-hear': {
      what: ({ name }) => `${name} cannot hear you yet.`,
      now: () => 'A click on “Switch sound on” is still missing there.',
    },
    'microphone-muted': {
      what: () => 'Your microphone is muted on the device itself.',
      now: () => 'Look for a switch on the headset or a key with a microphone on it.',
    },
    'peer-microphone-muted': {
      what: ({ name }) => `The microphone of ${name} gives no sound.`,
      now: () => shownThere,
    },
    'microphone-silent': {
      what: () => 'Your microphone gives no sound.',
      now: () => 'It may be switched off on the headset. Otherwise choose another one under “More”.',
    },
    'not-heard': {
      what: ({ name }) => `You are speaking, but no sound reaches ${name}.`,
      now: () => 'Turn your microphone off and on again. Otherwise choose another one under “More”.',
    },
    'peer-not-heard': {
      what: ({ name }) => `${name} is speaking, but no sound reaches you.`,
      now: () => shownThere,
    },
    'peer-echo': {
      what: () => 'You can hear yourself.',
      now: ({ name }) => `The loudspeaker of ${name} is too loud. ${shownThere}`,
    },
    'own-echo': {
      what: ({ name }) => `${name} hears an echo of their own voice.`,
      now: () => 'Turn your loudspeaker down, or use headphones.',
    },
    'camera-muted': {
      what: () => 'Your device has paused the camera.',
      now: () => 'Close other programs that use the camera. Your sound goes on.',
    },
    'peer-camera-muted': {
      what: ({ name }) => `The camera of ${name} is paused.`,
      now: () => 'You can still hear each other.',
    },
    'peer-picture-frozen': {
      what: ({ name }) => `The picture of ${name} stands still.`,
      now: () => 'You can still hear each other.',
    },
    'own-picture-frozen': {
      what: ({ name }) => `${name} sees your picture standing still.`,
      now: () => 'Turn your camera off and on again.',
    },
    'peer-picture-dark': {
      what: ({ name }) => `The picture of ${name} is dark.`,
      now: () => 'Their camera may be covered.',
    },
    'own-picture-dark': {
      what: () => 'Your picture is dark.',
      now: () => 'Open the cover of your camera, or turn on a light.',
    },
    'peer-floods': {
      what: ({ name }) => `More comes from ${name} than your browser can take in.`,
      now: () => 'What is too much is left out. You still see and hear each other.',
    },
    'microphone-changed': {
      what: () => 'Your headset or microphone is gone.',
      now: ({ device }) =>
        device ? `You are now heard through: ${device}.` : 'You are now heard through another one.',
    },
    'speaker-changed': {
      what: () => 'Your headset or loudspeaker is gone.',
      now: () => 'The sound now comes from the loudspeaker of your device.',
    },
    'line-weak': {
      what: () => 'The connection is weak right now.',
      now: () => 'Sound goes first, the picture gets smaller. Closer to the router it gets better.',
    },
    'line-slow': {
      what: () => 'The connection is slow right now.',
      now: () => 'What you say arrives a little later. Give each other time.',
    },
    'device-busy': {
      what: () => 'Your device is very busy right now.',
      now: () => 'Close other programs and windows.',
    },
    saving: {
      what: () => 'You are saving data. Both pictures are smaller.',
      now: () => 'You can turn this off under “More”.',
    },
    'peer-saving': {
      what: ({ name }) => `${name} is saving data.`,
      now: () => 'That is why both pictures are smaller.',
    },
  },
  sides: {
    own: () => 'The cause is your device or your connection.',
    peer: (name) => `The cause is on the side of ${name}. All is well on yours.`,
    line: () => 'The cause is the connection between the two of you.',
  },
  microphoneSteps: {
    windows: [
      'Right-click the loudspeaker at the bottom right. Open “Sound settings”.',
      'Choose your microphone under “Input” and turn the volume up.',
    ],
    macos: [
      'Open the Apple menu, then “System Settings” and “Sound”.',
      'Choose your microphone under “Input” and turn the volume up.',
    ],
    linux: [
      'Open the settings of your computer and there “Sound”.',
      'Choose your microphone under “Input” and turn the volume up.',
    ],
    android: [
      'Pull down from the top of the screen with two fingers.',
      'Tap “Mic access” if it is blocked there.',
      'End any phone call that is going on.',
    ],
    ios: ['End any phone call that is going on.', 'Disconnect your headphones and connect them again.'],
    other: ['Turn the microphone up in the settings of your device.'],
  },
  cameraSteps: {
    windows: ['Look for a slider or a key with a camera on your device.'],
    macos: ['Close other programs that use the camera, such as FaceTime.'],
    linux: ['Look for a slider or a key with a camera on your device.'],
    android: ['Pull down from the top of the screen with two fingers.', 'Tap “Camera access” if it is blocked there.'],
    ios: ['Close other apps that use the camera and come back here.'],
    other: ['Look for a slider or a key with a camera on your device.'],
  },
  lineSteps: [
    'Move closer to the router, or plug in a network cable.',
    'Stop downloads and films on other devices.',
    'Turn on data saving here. The conversation then needs less.',
  ],
  help: 'What helps?',
  saving: {
    title: 'Little data',
    switch: 'Save data: both pictures smaller',
    why: 'This helps where reception is weak. The sound stays as it is.',
  },
  heldPicture: 'Still picture from a moment ago',
};
