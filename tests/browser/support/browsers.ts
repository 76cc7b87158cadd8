/** Debian's two browsers with devices that are made up: a moving picture, a beep every second, no question asked. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const firefoxPath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

/** No word to any third party, no graphics card. */
export const quietArguments = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

/** Permission granted at once, camera and microphone made up. */
export const fakeDevices = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** A microphone and no camera. */
export const fakeMicrophoneOnly = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=device-count=0',
];

/** Permission granted, but the machine has neither camera nor microphone. */
export const noDevices = ['--use-fake-ui-for-media-stream'];

/** Both blocked, as if the person had said no. */
export const deniedDevices = ['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream'];

export const chromiumArguments = [...quietArguments, ...fakeDevices];

/** The same with half the pictures a second: tests look whether they move, and share two cores. What counts pictures takes the others. */
export const calmArguments = [
  ...quietArguments,
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=fps=10',
];

export const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.gmp-manager.url': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};
