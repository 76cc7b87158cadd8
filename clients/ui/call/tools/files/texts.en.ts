/** English: files in the conversation. */
import type { FileDanger, TransferEnd } from '@visavis/call/files/index.ts';
import type { FilesTexts } from './texts.ts';

const megabytes = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

const dangers: Record<FileDanger, string> = {
  program: 'This file is a program. It can harm your device.',
  script: 'This file holds commands. They can harm your device.',
  macro: 'This document may hold commands. Open it without “macros” only.',
  page: 'This file opens in the browser. It can look like somebody else’s web site.',
  shortcut: 'This file is a shortcut. It leads to another place.',
  image: 'This file holds other files. You cannot tell from outside which ones.',
};

const endedHere: Record<TransferEnd['reason'], (name: string) => string> = {
  declined: () => 'You did not take the file.',
  cancelled: () => 'You stopped it.',
  'too-many': () => 'Five files are waiting already.',
  'store-failed': () => 'There is not enough room on this device. The file was not kept.',
  unreadable: () => 'The file cannot be read any more. Please choose it again.',
  wrong: (name) => `The file arrived damaged and was deleted. Ask ${name} to send it again.`,
  lost: () => 'Something was lost on the way. Please send the file again.',
};

const endedThere: Record<TransferEnd['reason'], (name: string) => string> = {
  declined: (name) => `${name} did not take the file.`,
  cancelled: (name) => `${name} stopped it.`,
  'too-many': (name) => `Five files are already waiting for ${name}. Please send this one later.`,
  'store-failed': (name) => `There is not enough room on the device of ${name}.`,
  unreadable: (name) => `${name} cannot read the file any more.`,
  wrong: () => 'The file arrived damaged and was deleted. Please send it again.',
  lost: (name) => `The page of ${name} was loaded again. Ask for the file once more.`,
};

export const files: FilesTexts = {
  choose: 'Choose a file',
  photo: 'Take a photo',
  drop: 'You can also drag files onto the page or paste them.',
  privacy: (name) =>
    `Files go encrypted and straight to ${name}. After the conversation they are deleted unless somebody saves them.`,
  limit: 'A file may have 500 megabytes at most.',
  list: 'Files in this conversation',
  away: 'The connection is interrupted. It goes on by itself.',
  pasted: (names, name) => `Pasted: ${names}. Send to ${name}?`,
  send: 'Send',
  discard: 'Discard',
  size: (bytes) =>
    bytes < 1_000
      ? `${bytes} bytes`
      : bytes < 1_000_000
        ? `${whole.format(bytes / 1_000)} kilobytes`
        : `${megabytes.format(bytes / 1_000_000)} megabytes`,
  refusals: {
    'too-large': (file) => `“${file}” is larger than 500 megabytes. That does not work here.`,
    'too-many': (file) => `“${file}” was left out. Five files at once are the most.`,
  },
  refusedToo: (count) => (count === 1 ? 'One more file cannot go either.' : `${count} more files cannot go either.`),
  state: {
    offeredIn: (name) => `${name} would like to send you this file.`,
    offeredOut: (name) => `Waits until ${name} takes the file.`,
    opening: 'Getting ready.',
    movingIn: (percent) => `${percent} per cent received.`,
    movingOut: (percent) => `${percent} per cent sent.`,
    heldHere: 'You paused it.',
    heldThere: (name) => `${name} paused it.`,
    checking: 'Being checked.',
    doneIn: 'All there and checked.',
    doneSaved: 'All there and checked. Handed over for saving.',
    doneOut: (name) => `Arrived and checked at ${name}’s.`,
    here: endedHere,
    there: endedThere,
  },
  lacksRoom: (size) => `This device does not have ${size} free. Make some room and try again.`,
  dangers,
  dangerAdvice: (name) => `Take it only if you asked ${name} for it.`,
  dangerOut: 'The other side sees a warning with such files.',
  accept: 'Take it',
  decline: 'Decline',
  hold: 'Pause',
  goOn: 'Go on',
  cancel: 'Stop',
  save: 'Save',
  saveFailed: 'The file could not be saved.',
  progress: (file) => `Progress of ${file}`,
  about: (file, state) => `${file}: ${state}`,
  signOffered: (count) => (count === 1 ? '1 new' : `${count} new`),
  signDone: 'File here',
};
