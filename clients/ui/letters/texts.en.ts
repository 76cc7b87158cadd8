/** English: messages outside the conversation. */
import type { LetterTexts } from './texts.de.ts';

export const en: LetterTexts = {
  title: 'Messages',
  key: (unread) => (unread === 0 ? 'Messages' : `Messages (${unread} new)`),
  about: (name) => `with ${name}`,
  close: 'Close the messages',
  none: 'No messages yet.',
  you: 'You',
  read: 'read',
  notRead: 'not read yet',
  when: (day, time) => `${day}, ${time}`,
  field: 'Your message',
  hint: {
    advisor: 'The guest gets an e-mail without the words, and reads the message on our page.',
    guest: 'Your message stays on our page. It is deleted after the appointment.',
  },
  send: 'Send the message',
  sending: 'Sending.',
  sent: 'Your message has arrived.',
  left: (count) =>
    count === 1 ? 'You can write 1 more message today.' : `You can write ${count} more messages today.`,
  noneLeft: 'You cannot write anything more here now. Please call.',
  missing: 'Write something before you send.',
  tooLong: (over) => `The message is ${over} characters too long.`,
  code: 'Dial-in code',
  codeHint: 'Eight digits. You have it from the telephone or the invitation.',
  codeMissing: 'The dial-in code has eight digits.',
  open: 'Open the messages',
  notSent: 'Your message did not arrive. It is still here.',
  notLoaded: 'The messages could not be loaded.',
  wrongCode: 'This code does not fit. Please look at the invitation again.',
};
