/** The notice of a letter in English. */
import type { LetterTexts } from './text.ts';

export const english: LetterTexts = {
  subject: 'You have a message',
  title: 'You have a message',
  opening: (advisor) => `${advisor} has written to you about your appointment.`,
  about: 'Appointment',
  why: 'We do not send what the message says by e-mail. You read it, protected, on our page.',
  button: 'Read the message',
  orLink: 'Or open this link in your browser:',
  ownLink: 'Open the link in your invitation for it, and choose “Messages” there.',
  call: (phone) => `Any questions? Call us: ${phone}.`,
};
