/** English: how private the conversation is, and how two people check that by four words. */
import type { ProofTexts } from '../proof.ts';

/** A number stays on one line. */
const whole = (phone: string) => phone.replaceAll(' ', '\u00a0');
const byPhone = (phone: string | undefined) => (phone ? ` ${whole(phone)}` : '');

export const proof: ProofTexts = {
  title: 'How private is this conversation?',
  pending: 'We are checking the line between your two devices. This takes only a moment.',
  checked: {
    link: 'Nobody can listen or watch. Your two devices have checked that, by the secret in the invitation link.',
    words: 'Nobody can listen or watch. The two of you have checked that: your four words were the same.',
  },
  always: 'Picture, sound and text go encrypted from device to device. Nothing is recorded.',
  keyChanges: (count: number) =>
    count === 0
      ? 'The keys change by themselves every two minutes.'
      : `The keys have changed ${count === 1 ? 'once' : `${count} times`} in this conversation.`,
  framesUnsupported:
    'Your browser cannot encrypt picture and sound so that only the two of you see and hear them. So both stay off.',
  otherDevice: (name: string) => `${name} is back with another device. This device is checked as well.`,
  ownWords: {
    title: 'The four words of this conversation',
    why: 'If you like, read the words to each other. They are the same on both sides.',
    digits: (digits: string) => `As a number: ${digits}`,
  },
  limits: {
    title: 'What this does not protect',
    list: [
      'Whoever delivers this page could change it. That is why we publish checksums of every release.',
      'Whoever can read your e-mails also knows your invitation link.',
      'Whoever is in the room with you or with the other person can listen.',
    ],
  },
  compare: {
    title: 'Compare four words',
    why: (name: string) =>
      `This is how you check that nobody sits between you and ${name}. Then picture and sound come on.`,
    read: 'Read these four words out:',
    listen: (name: string) => `Then ${name} reads four words to you. Are they the same?`,
    same: 'Yes, the same',
    different: 'No, different ones',
    guestWaits: (name: string) => `Thank you. ${name} is still checking.`,
    choose: (name: string) => `${name} reads four words to you. Which one do you hear first?`,
    none: 'None of these',
    wrong: (left: number) =>
      `That was another word. Ask to hear it again. ${left === 1 ? 'You have one more try.' : `You have ${left} more tries.`}`,
    readOut: (name: string) => `The first word is right. Now read these four words to ${name}:`,
    advisorWaits: (name: string) => `${name} confirms them on their own page.`,
  },
  voice: {
    title: 'How you talk meanwhile',
    phone: (phone: string | undefined) =>
      phone ? `By telephone: ${whole(phone)}.` : 'By telephone, as you usually do.',
    on: 'The sound is on, the picture still off. Say nothing confidential yet.',
    hint: 'Your picture stays off. Say nothing confidential yet.',
    allow: 'Without a telephone: sound only',
    wanted: (name: string) => `Your sound comes on as soon as ${name} agrees.`,
    takeBack: 'Rather not',
    offered: (name: string) => `${name} would like to turn on the sound to compare the words.`,
    accept: 'Turn on the sound',
    stop: 'Turn the sound off again',
  },
  broken: {
    words: {
      title: 'The words are different',
      text: (phone: string | undefined) => [
        'Picture and sound are off. Somebody may sit in between.',
        `Hang up and go on by telephone.${byPhone(phone)}`,
        'Or both of you open the link of the invitation once more.',
      ],
    },
    device: {
      title: (name: string) => `${name} uses another device`,
      text: (phone: string | undefined) => [
        'The device before was checked. Picture and sound are off until you say that this is right.',
        `If in doubt, ask by telephone.${byPhone(phone)}`,
      ],
      accept: 'Yes, that is right',
    },
    certificate: {
      title: 'There is another device at the other end',
      text: (phone: string | undefined) => [
        'The device changed in the middle of the conversation. That must not be. Picture and sound are off.',
        `Hang up and go on by telephone.${byPhone(phone)}`,
      ],
    },
    binding: {
      title: 'The line cannot be checked',
      text: (phone: string | undefined) => [
        'Picture and sound are off. We build the line anew and check again.',
        `If that does not work, go on by telephone.${byPhone(phone)}`,
      ],
    },
    leave: 'Hang up',
  },
};
