/** English: everything about hearing and seeing. */
import type { senses as pattern } from './texts.de.ts';

export const senses: typeof pattern = {
  title: 'Hearing and seeing',
  level: 'How loud you hear the other person',
  percent: (percent) => `${percent} per cent`,
  asUsual: 'As usual again',
  clear: 'Make speech clearer',
  clearHint: 'Lifts what words are recognised by, and softens dull noises.',
  contrast: 'Strong contrasts',
  fill: 'Full screen',
  float: 'Small window',
  floatHint: 'In the small window you see the other person even when you open something else.',
  captions: {
    on: 'Captions',
    none: 'There are no captions here. Your browser cannot write them on this device, and we do not have them written by a server.',
    install: 'Set up captions',
    installHint: 'Your browser downloads a language pack for it once. What is said stays on this device.',
    here: 'Your own device writes the captions. They may contain mistakes.',
    waiting: 'One moment, please.',
    failed: 'Captions do not work on this device.',
    line: 'Captions',
  },
  blur: {
    on: 'Blur my background',
    none: 'Your browser cannot blur the background with this camera.',
  },
};
