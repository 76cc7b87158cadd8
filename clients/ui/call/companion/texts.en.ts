/** English: the third person of the conversation. */
import type { company as pattern } from './texts.de.ts';

export const company: typeof pattern = {
  kinds: {
    relative: 'Family or friends',
    carer: 'Care',
    interpreter: 'Interpreting',
    'sign-interpreter': 'Sign language',
  },
  guest: {
    title: (name) => `${name} would like to join.`,
    text: (name, advisor) =>
      `${advisor} has invited ${name}. If you say yes, ${name} hears and sees everything you both say and show. You can end this at any time.`,
    yes: 'Yes, let them join',
  },
  advisor: {
    title: (name) => `${name} is here. Let them join?`,
    text: (guest) => `Then we ask ${guest}. You see and hear each other only when both agree.`,
    yes: 'Let them join',
  },
  no: 'No',
  asked: (other, name) => `We are asking ${other} whether ${name} may join.`,
  withoutLink: (other, name) =>
    `${other} came without the link. So we cannot ask whether ${name} may join. Please ask ${other} to open the link from the invitation. Then load this page again.`,
  connecting: (name) => `We are connecting you with ${name}.`,
  three: (name) => `Three of you: ${name} hears and sees along.`,
  threeSelf: 'There are three of you.',
  away: (name) => `${name} is away for a moment and comes back by themselves.`,
  remove: 'Take out',
  takeBack: 'Rather not',
  sure: (name) => `${name} then leaves the conversation at once.`,
  keep: 'No, stay with three',
  refusedBy: (other, name) => `${other} would like to talk without ${name}.`,
  refused: (name) => `${name} is not with you.`,
  understood: 'Understood',
  picture: (name) => `Picture of ${name}`,
  cameraOff: (name) => `${name} is here without a picture.`,
  speaks: 'speaking',
  muted: 'no sound',
  larger: (name) => `Show ${name} larger`,
  even: 'Show both the same size',
  largerShort: 'Larger',
  evenShort: 'Same size',
  soundOn: 'Switch on the sound',
};
