/** English: why camera or microphone do not work, and what helps, by browser and system. */
import type { MediaProblem } from '@visavis/call';
import type { BrowserFamily, System } from '../../browser.ts';
import type { DeviceWord, ProblemText } from '../de/media.ts';
import type { MediaTexts } from '../media.ts';

const the: Record<DeviceWord, string> = {
  camera: 'Your camera',
  microphone: 'Your microphone',
  both: 'Camera and microphone',
};
const are = (device: DeviceWord) => (device === 'both' ? 'are' : 'is');

const siteSteps: Record<BrowserFamily, string[]> = {
  chrome: [
    'Click the sign with two sliders at the top left, beside the address.',
    'Switch camera and microphone on.',
    'Click “Try again” here.',
  ],
  edge: [
    'Click the padlock at the top left, beside the address.',
    'Set camera and microphone to “Allow”.',
    'Click “Try again” here.',
  ],
  firefox: [
    'Click the crossed-out camera or microphone at the top left, beside the address.',
    'Click the cross next to “Blocked”.',
    'Click “Try again” here, and then “Allow”.',
  ],
  safari: [
    'Open “Safari” in the menu bar at the top, and there “Settings for this website”.',
    'Set camera and microphone to “Allow”.',
    'Click “Try again” here.',
  ],
  'chrome-android': [
    'Tap the sign with two sliders at the top, beside the address.',
    'Tap “Permissions” and switch camera and microphone on.',
    'Tap “Try again” here.',
  ],
  'firefox-android': [
    'Tap the padlock at the top, beside the address.',
    'Tap “Blocked” next to camera and microphone, so that it says “Allowed”.',
    'Tap “Try again” here.',
  ],
  samsung: [
    'Tap the padlock at the top, beside the address.',
    'Tap “Permissions” and allow camera and microphone.',
    'Tap “Try again” here.',
  ],
  'safari-ios': [
    'Tap the sign “aA” or the page menu beside the address.',
    'Tap “Website settings” and allow camera and microphone.',
    'Tap “Try again” here.',
  ],
  'other-ios': [
    'Open the settings of your iPhone or iPad.',
    'Find your browser there and allow it to use camera and microphone.',
    'Come back here and tap “Try again”.',
  ],
  other: [
    'Open your browser’s settings for this page. A click beside the address is usually enough.',
    'Allow camera and microphone.',
    'Reload this page.',
  ],
};

const systemSteps: Record<System, string[]> = {
  windows: [
    'Open the Start menu, and there “Settings”.',
    'Open “Privacy & security”, then “Camera” and after that “Microphone”.',
    'Switch access on, also for desktop apps.',
  ],
  macos: [
    'Open the Apple menu, and there “System Settings”.',
    'Open “Privacy & Security”, then “Camera” and after that “Microphone”.',
    'Switch your browser on there and restart it.',
  ],
  linux: ['Open the settings of your computer, and there “Privacy”.', 'Allow camera and microphone there.'],
  android: [
    'Open the settings of your phone, and there “Apps”.',
    'Choose your browser and tap “Permissions”.',
    'Allow camera and microphone.',
  ],
  ios: [
    'Open the settings of your iPhone or iPad.',
    'Find your browser there and tap it.',
    'Switch camera and microphone on.',
  ],
  other: ['Allow your browser to use camera and microphone in the settings of your device.'],
};

const problems: Record<MediaProblem, ProblemText> = {
  'blocked-by-site': {
    what: (device) => `${the[device]} ${are(device)} blocked for this page.`,
    now: () => 'This is how you unblock it:',
  },
  'blocked-by-system': {
    what: (device) => `${the[device]} ${are(device)} not released to the browser by your device.`,
    now: () => 'This is how you give access:',
  },
  dismissed: {
    what: () => 'Your browser’s question was closed without an answer.',
    now: () => 'Try again and then choose “Allow”.',
  },
  'in-use': {
    what: (device) => `${the[device]} ${are(device)} being used by another program.`,
    now: () => 'Close other programs and windows with video calls. Then try again.',
  },
  'not-found': {
    what: (device) =>
      ({
        camera: 'We cannot find a camera on your device.',
        microphone: 'We cannot find a microphone on your device.',
        both: 'We can find neither camera nor microphone on your device.',
      })[device],
    now: () => 'If you have a camera or a headset, plug it in again. Then try again.',
  },
  'in-app-browser': {
    what: () => 'This page is open inside another app. There is no camera and no microphone there.',
    now: () => 'Open the link in your browser, for example in Safari, Chrome or Firefox.',
  },
  'insecure-page': {
    what: () => 'The address of this page does not begin with “https”. The browser blocks camera and microphone.',
    now: () => 'Open the link exactly as it stands in your invitation.',
  },
  unsupported: {
    what: () => 'This browser cannot use camera and microphone.',
    now: () => 'Open the link in an up-to-date browser, for example Chrome, Edge, Firefox or Safari.',
  },
  unknown: {
    what: (device) => `${the[device]} cannot be switched on right now.`,
    now: () => 'Try again. If that does not help, restart your browser.',
  },
};

export const media: MediaTexts = { problems, siteSteps, systemSteps };
