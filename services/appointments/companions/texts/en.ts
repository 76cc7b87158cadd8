/** Mails to a companion in English. */
import type { CompanionTexts } from './text.ts';

export const english: CompanionTexts = {
  subject: {
    invite: (short) => `Please join us: video appointment ${short}`,
    move: (short) => `New time: the video appointment is now ${short}`,
    cancel: (short) => `Cancelled: video appointment ${short}`,
    advisor: (short) => `Another advisor: video appointment ${short}`,
  },
  title: {
    invite: 'You are invited to a video appointment',
    move: 'The video appointment has a new time',
    cancel: 'The video appointment is cancelled',
    advisor: 'The video appointment has another advisor',
  },
  opening: {
    invite: (advisor) => `${advisor} invites you to be there in a conversation by video.`,
    move: (advisor) => `The conversation by video with ${advisor} takes place at another time.`,
    cancel: (advisor) => `The conversation by video with ${advisor} does not take place.`,
    advisor: (advisor) => `The conversation by video is now with ${advisor}. The time stays the same.`,
  },
  button: 'Go to the video appointment',
  consent: 'The others are asked first. Until then nobody sees or hears you, and you see and hear nobody.',
  privacy: 'Picture and sound are encrypted from device to device. We record nothing.',
  nothingToDo: 'There is nothing else you need to do.',
};
