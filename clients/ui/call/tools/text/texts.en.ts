/** English: writing in a conversation. */
import type { TextTexts } from './texts.ts';

export const text: TextTexts = {
  log: 'What was written',
  intro: (name) =>
    `Only you and ${name} read this. It goes from device to device. It is erased when the conversation ends.`,
  introAlone: 'What you write here is sent when the connection is there. Until then it stays in this browser.',
  you: 'You',
  head: (who, time) => `${who}, ${time}`,
  returned: (name) => `given back by ${name} after you loaded the page again`,
  waiting: 'Not there yet. It is sent as soon as the connection is there.',
  open: (host) => `Open page: ${host}`,
  openHint: 'in a new window',
  writesNow: (name) => `${name} is writing`,
  label: 'Your message',
  send: 'Send',
  away: 'The connection is gone just now. Do go on writing. We send it as soon as it is back.',
  full: 'There is no room for further messages in this conversation.',
  longest: (most) => `A message has ${most} characters at most. Send the beginning, then go on writing.`,
  live: 'Letter by letter',
  liveHint: (name) => `${name} reads while you write.`,
  copy: 'Copy everything',
  copied: 'Copied.',
  notCopied: 'Your browser does not allow copying. You can save it as a file.',
  save: 'Save as a file',
  fileTitle: (name, date) => `Written in the conversation with ${name} on ${date}`,
  fileName: (day) => `conversation-${day}.txt`,
  news: (count) => `${count} new`,
  newsWriting: 'writing',
};
