/** English: the drawing of the question a browser asks. */
import type { UiTexts } from '../index.ts';

export const permission: UiTexts['permission'] = {
  ask: 'Camera and microphone?',
  zulassen: 'Allow',
  erlauben: 'Allow',
  deny: 'Not now',
  here: 'Here',
  alt: (allow) => `Drawing: the browser asks for camera and microphone. Choose “${allow}”.`,
  blockedAlt: 'Drawing: the sign for the block stands to the left of the page’s address.',
};
