/** English: for every error code what happened and what to do now. */
import type { UiTexts } from '../index.ts';

const reload = 'Reload this page. If that does not help, please call us.';

export const errors: UiTexts['errors'] = {
  'bad-message': { what: 'This page and our service do not understand each other right now.', now: reload },
  'bad-request': { what: 'Something you entered does not fit.', now: 'Please check your entries and send them again.' },
  'consent-outdated': {
    what: 'The terms of use have changed.',
    now: 'Please read the new version and agree once more.',
  },
  conflict: { what: 'Somebody has just changed this.', now: 'Reload this page to see how it stands now.' },
  'body-too-large': { what: 'That was too much at once.', now: 'Shorten the text and send it again.' },
  'ticket-invalid': { what: 'Your entry to the conversation is not valid.', now: reload },
  'ticket-expired': {
    what: 'Your entry to the conversation has expired.',
    now: 'Reload this page. It will take you straight back in.',
  },
  'ticket-used': {
    what: 'Your entry to the conversation was already used.',
    now: 'Reload this page. It will take you straight back in.',
  },
  'not-signed-in': { what: 'You are no longer signed in.', now: 'Please sign in again.' },
  'sign-in-used': {
    what: 'This sign-in link was already used.',
    now: 'Each sign-in link works once. Ask for a new one.',
  },
  'origin-refused': {
    what: 'This page was opened from another address.',
    now: 'Open the link from your invitation.',
  },
  forbidden: { what: 'You are not allowed to do this here.', now: 'Call us if you think this is wrong.' },
  dismissed: { what: 'The conversation was ended for you.', now: 'Call us if you still have questions.' },
  'not-admitted': {
    what: 'This does not match any appointment that is open now.',
    now: 'Check the code in your invitation. It has eight digits.',
  },
  'not-found': { what: 'This does not exist here.', now: 'Open the link from your invitation once more.' },
  'link-unknown': {
    what: 'We do not know this link.',
    now: 'Open the link from your latest invitation, or enter the appointment number and the code.',
  },
  'no-such-room': {
    what: 'This conversation does not exist.',
    now: 'Open the link from your invitation once more.',
  },
  'seat-taken': {
    what: 'You are already in this conversation on another device.',
    now: 'End the conversation on the other device. It will then continue here by itself.',
  },
  'appointment-over': { what: 'This appointment is over.', now: 'Call us if you would like a new appointment.' },
  replaced: {
    what: 'The conversation now continues in another window.',
    now: 'Close this window, or bring the conversation back here.',
  },
  'room-over': { what: 'This conversation has ended.', now: 'Call us if you still have questions.' },
  'peer-absent': {
    what: 'The other person is not here at the moment.',
    now: 'Stay on this page. It continues as soon as somebody is there.',
  },
  'too-many': {
    what: 'Those were too many attempts in a short time.',
    now: 'Please wait a moment and then try again.',
  },
  internal: { what: 'Something went wrong on our side.', now: 'Please try again.' },
  unavailable: {
    what: 'Our service cannot be reached right now.',
    now: 'Check that your device is connected to the internet. We keep trying by ourselves.',
  },
};
