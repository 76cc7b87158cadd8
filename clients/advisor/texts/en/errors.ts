/** English: errors that must be told to advisors in other words than to guests. */
import type { AdvisorTexts } from '../index.ts';

export const errors: AdvisorTexts['errors'] = {
  'not-found': { what: 'This appointment no longer exists.', now: 'The list is being reloaded. Look there.' },
  conflict: {
    what: 'The appointment is no longer as you see it here.',
    now: 'It may have been moved or cancelled, or its room is not open yet. Look at the list.',
  },
  'no-such-room': {
    what: 'This room is not open.',
    now: 'It opens 15 minutes before the appointment and closes two hours after it.',
  },
  forbidden: { what: 'This appointment is not yours.', now: 'Ask the person who made it.' },
  'appointment-over': { what: 'This appointment is over or cancelled.', now: 'Make a new appointment.' },
  'room-over': { what: 'This room is closed.', now: 'Make a new appointment if you want to go on talking.' },
  dismissed: {
    what: 'Your place in this room was ended on another device.',
    now: 'Go back to the day and open the room again.',
  },
  'origin-refused': {
    what: 'This page was opened from a foreign address.',
    now: 'Open the usual address and sign in there.',
  },
  unavailable: {
    what: 'Our service cannot be reached at the moment.',
    now: 'Check that your device is connected to the internet, then try again.',
  },
};
