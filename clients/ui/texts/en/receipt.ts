/** English: what is said after the conversation. */
import type { ReceiptTexts } from '../receipt.ts';

export const receipt: ReceiptTexts = {
  title: {
    'hung-up': () => 'The conversation has ended.',
    'peer-hung-up': (name) => `${name} has hung up.`,
    'ended-by-advisor': () => 'The conversation has ended.',
    dismissed: () => 'The conversation was ended for you.',
    replaced: () => 'The conversation continues in another window.',
    'room-over': () => 'The time for this conversation is over.',
    left: () => 'You have left the waiting room.',
  },
  thanks: (name) => `Thank you for talking with ${name}.`,
  talked: 'You talked for',
  existed: 'What there was',
  existedTalked: 'Picture, sound and what you sent each other, encrypted from device to device. Nothing was recorded.',
  existedNothing: 'No conversation. Nobody saw or heard you.',
  erased: 'Already erased',
  erasedKeys:
    'The keys of this conversation, and everything that was written, sent, drawn or filled in. Only what somebody saved themselves is left.',
  kept: 'Kept for now',
  keptUntil: (date) => `Your appointment with what you told us and wrote. We erase all of it by ${date} at the latest.`,
  back: 'Back to the conversation',
  backHint: 'The room is still open. You can simply go back in.',
  takeBack: 'Bring the conversation here',
  closeWindow: 'You can close this window now.',
};
