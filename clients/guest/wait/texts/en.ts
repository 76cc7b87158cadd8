/** English: the words of the waiting page. */
import type { WaitTexts } from './index.ts';

export const en: WaitTexts = {
  queue: {
    title: 'You are in the queue',
    next: 'You are next.',
    before: (count) => (count === 1 ? 'One person is waiting before you.' : `${count} people are waiting before you.`),
    soon: 'Someone will be with you in a moment.',
    minutes: (count) => `It will take about ${count} minutes.`,
    unknown: 'We cannot say at the moment how long it will take.',
    nothingToDo: 'There is nothing you need to do. Keep this window open. The conversation opens here by itself.',
    closedTitle: 'Nobody is here at the moment',
    opens: (when) => `We are back: ${when}.`,
    opensUnknown: 'We do not know at the moment when somebody will be here again.',
    closedHelp: 'We are happy to call you. You can also keep this window open, then you keep your place.',
    lost: 'The connection is interrupted. We keep trying by ourselves. Your place is kept for five minutes.',
    notDone: 'That did not work. Please try again.',
    callMe: 'Please call me instead',
    leave: 'Leave the queue',
  },
  call: {
    title: 'At which number can we reach you?',
    words: 'We call you as soon as somebody is free. You give up your place in the queue.',
    phone: 'Telephone number',
    wrong: 'Please enter a telephone number, for example 030 1234567.',
    notDone: 'That did not work. Please try again.',
    submit: 'Ask for a call',
    back: 'I would rather wait',
  },
  asked: {
    title: 'We will call you',
    number: 'At this number:',
    words: 'You can close this window now. We delete your number after the call.',
    change: 'Change the number',
    never: 'No call after all',
  },
  taken: {
    title: 'It is your turn',
    words: 'We are opening the conversation now.',
    gone: 'This conversation is no longer open. Please start again in the portal.',
    go: 'To the conversation',
  },
  ended: {
    over: { title: 'The conversation is over', text: 'You can close this window.' },
    left: { title: 'You have left the queue', text: 'Your details are deleted. You can close this window.' },
    called: { title: 'We have called you', text: 'Your details are deleted. You can close this window.' },
    expired: {
      title: 'Your place is no longer kept',
      text: 'We have not heard from this page for too long. Please start again in the portal.',
    },
  },
  refused: {
    title: 'That did not work',
    again:
      'The way from the portal is good for one minute and only once. Close this window and start again in the portal.',
    notHere: 'This service is not available here at the moment. Please call us.',
    away: 'The portal does not answer us at the moment. Please start there again in a few minutes.',
  },
};
