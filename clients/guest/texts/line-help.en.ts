/** English: what helps with a line that is slow or not checked. */
import type { LineHelpTexts } from './line-help.ts';

export const lineHelp: LineHelpTexts = {
  withCode: 'With your dial-in code we check your line as well.',
  codeWrong: 'That did not work. Please check the eight digits.',
  measure: 'Check the line',
  faster: 'This makes your line faster:',
  fasterSteps: [
    'Move closer to your Wi-Fi router, or try another place.',
    'Better still: connect your computer with a cable.',
    'Close other programs that use the internet.',
  ],
  notFaster: 'Does that not help? Give us a call. We will find another way.',
  again: 'Measure the line again',
};
