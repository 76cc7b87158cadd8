/** English: signing in and out. */
import type { AdvisorTexts } from '../index.ts';

export const signIn: AdvisorTexts['signIn'] = {
  title: 'Sign in',
  checking: 'Signing you in.',
  howTitle: 'How to sign in',
  howTo: 'You sign in with a link. There is no password.',
  steps: [
    'Ask your technical team for a sign-in link. It is in the log after the service has started.',
    'Open the link in this browser.',
    'Then you see your day and stay signed in.',
  ],
  usedTitle: 'This sign-in link no longer works.',
  used: 'Each sign-in link works once and for a short time only. Ask for a new one.',
  endedTitle: 'You are no longer signed in.',
  ended: 'After some time we sign you out for safety. Open a new sign-in link.',
  doneTitle: 'You are signed out.',
  done: 'You can close this window.',
  failedTitle: 'Signing in did not work.',
  guests: 'You have an appointment with us? Then open the link in your invitation.',
};
