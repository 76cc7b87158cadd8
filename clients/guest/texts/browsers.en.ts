/** English: the wrong browser. */
import type { BrowsersTexts } from './browsers.ts';

export const browsers: BrowsersTexts = {
  inApp: {
    title: 'Open this page in your browser.',
    what: (app) =>
      `${app ? `You are inside ${app}.` : 'You are inside another app.'} Camera and microphone rarely work there.`,
    steps: [
      'Press “Copy link”.',
      'Open Safari, Chrome or Firefox.',
      'Tap the address line at the top and choose “Paste”.',
    ],
    menu: 'This often works too: tap the three dots at the top right, and then “Open in browser”.',
    copy: 'Copy link',
    copied: 'The link is copied.',
    select: 'Your link, to select and copy',
    anyway: 'Go on here anyway',
  },
  unsupported: {
    title: 'This browser cannot do video conversations.',
    text: 'Open the link in an up-to-date browser, for example Chrome, Edge, Firefox or Safari.',
    frames:
      'It cannot encrypt picture and sound so that only the two of you see and hear them. These browsers can: Chrome and Edge from version 86, Firefox from version 117, Safari from version 15.4. Often it is enough to update the browser. You can also simply call by telephone.',
    insecure: 'The address of this page does not begin with “https”. Open the link as it stands in your invitation.',
  },
};
