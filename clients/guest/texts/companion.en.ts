/** English: the companion's page. */
import type { companion as pattern } from './companion.de.ts';

export const companion: typeof pattern = {
  title: (advisor) => `Conversation with ${advisor}`,
  text: 'The others are asked whether you may join. Until then nobody sees or hears you.',
  join: 'I am ready',
  readyTitle: 'We are asking for you.',
  ready:
    'The advisor and the guest are asked. There is nothing you need to do. If both agree, you see and hear each other.',
  alone: 'Nobody is here yet whom we could ask. Just stay here.',
  wait: 'Wait a little longer',
  connecting: 'Both have agreed. We are connecting you.',
  preview: 'This is how you will be seen',
  refused: 'The conversation takes place without you.',
  refusedText: 'The others would like to talk among themselves. Thank you for being there.',
  left: 'You have left the conversation.',
  over: 'The conversation is over.',
  replaced: 'The conversation goes on in another window.',
  thanks: 'Thank you for being there.',
  existed: 'What there was',
  existedText: 'Picture and sound, encrypted from device to device. Nothing was recorded.',
  existedNothing: 'No conversation. Nobody saw or heard you.',
  kept: 'Stays for now',
  keptText: 'Your name, until the time of the appointment is over. Then we erase it.',
  back: 'Join once more',
};
