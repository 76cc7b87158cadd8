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
  byProvider: "You sign in with your organisation's account.",
  go: 'Sign in',
  endedProvider: 'This happens after a longer break, after a long day, or when you signed out at your organisation.',
  failures: {
    expired: 'Signing in took too long, or you began it in another window. Please sign in again.',
    refused: 'Signing in was cancelled. You can try again.',
    invalid:
      'The answer of your sign-in service does not fit. Try again. If it stays like this, ask your technical team.',
    unavailable: 'Your sign-in service does not answer at the moment. Try again in a few minutes.',
    'no-role': 'Your account may not use this page yet. Your technical team can allow it.',
    inactive: 'Your access is switched off. Ask your team lead.',
  },
  failureCode: (code: string) => `Code for your technical team: ${code}`,
  noDeskTitle: 'You are signed in.',
  noDeskLead: 'Your account leads and does not advise. So you have no appointments of your own here.',
  noDeskOperator: 'Your account operates this installation. Appointments and people are not shown to you.',
  guests: 'You have an appointment with us? Then open the link in your invitation.',
};
