/** English: everything that is said about showing something. */
import type { share as pattern } from './texts.de.ts';

export const share: typeof pattern = {
  title: 'Show something',
  screen: {
    title: 'Screen, window or tab',
    text: (name) => `Your browser will ask what you would like to show. ${name} sees exactly that.`,
    beware: (name) => `First close whatever ${name} should not see.`,
    button: 'Show my screen',
  },
  noScreen: 'This device cannot show its screen. That is usual for phones and tablets.',
  instead: 'You can show a photo or a paper instead.',
  picture: {
    title: 'Photo or paper',
    text: (name) => `The picture goes to ${name} only. It is not stored anywhere.`,
    take: 'Take a photo',
    pick: 'Choose a picture',
  },
  problems: {
    refused: 'Nothing is shown. You can try again at any time.',
    'blocked-by-system':
      'Your device does not let the browser show the screen. Open the settings of the device, look for “screen recording”, and allow it for your browser.',
    failed: 'The browser could not show anything. Try once more, or choose something else.',
    unreadable: 'This picture cannot be opened. Take a photo, or use a picture as JPEG or PNG.',
  },
  sign: {
    screen: 'You are showing your screen.',
    window: 'You are showing a window.',
    tab: 'You are showing a tab.',
    picture: 'You are showing a picture.',
    withSound: 'With its sound.',
    waits: (name) => `${name} sees it as soon as the line is up.`,
    stop: 'Stop showing',
    film: 'Film: smooth rather than sharp',
    stopped: 'You are not showing anything any more.',
    pageTitle: (title) => `You are showing: ${title}`,
  },
  shared: {
    title: (name) => `What ${name} shows you`,
    begins: (name) => `${name} shows you something.`,
    ends: (name) => `${name} has stopped showing.`,
    picture: (name) => `Picture that ${name} shows. Plus and minus make it larger or smaller, arrow keys move it.`,
    larger: 'Larger',
    smaller: 'Smaller',
    fit: 'Whole picture',
    actual: 'Original size',
    full: 'Full screen',
    leaveFull: 'Back to the conversation',
    level: (percent) => `Enlarged to ${percent} per cent`,
  },
};
