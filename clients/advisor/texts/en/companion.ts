/** English: inviting a companion. */
import type { AdvisorTexts } from '../index.ts';

const kinds: AdvisorTexts['companion']['kinds'] = {
  relative: 'Family or friends',
  carer: 'Care',
  interpreter: 'Interpreting',
  'sign-interpreter': 'Sign language',
};

export const companion: AdvisorTexts['companion'] = {
  title: 'Companion',
  invite: 'Invite a companion',
  who: (name, kind) => `${name} (${kinds[kind]})`,
  why: (guest) =>
    `This person gets a link of their own. In the conversation we ask you first and then ${guest}. Until then they see and hear nobody.`,
  name: 'First and last name',
  nameMissing: 'Enter the name. Everybody in the conversation sees it.',
  kind: 'Comes as',
  kinds,
  language: 'Language of the invitation',
  languages: { de: 'German', en: 'English' },
  email: 'E-mail (optional)',
  emailHint: 'Without an address you get the link to hand on.',
  emailHintOwn: 'You send this invitation yourself.',
  emailWrong: 'This is not a complete e-mail address. It looks like name@example.org.',
  submit: 'Make the link',
  saving: 'One moment please.',
  failed: 'The companion was not invited.',
  invited: (who) => `Invited: ${who}.`,
  mail: {
    none: 'You handed on the link yourself.',
    queued: 'The invitation is on its way.',
    sent: 'The invitation was delivered.',
    failed: 'The invitation could not be delivered. Make a new link.',
  },
  other: 'Make a new link',
  otherHint: 'The link from before is then void.',
  withdraw: 'Withdraw the invitation',
  withdrawFailed: 'The invitation was not withdrawn.',
  made: 'The link is ready.',
  mailed: (email) => `The invitation to ${email} is on its way.`,
  once: 'The link is shown only now. It is for this person alone.',
  copyLink: 'Copy link',
  copyText: 'Copy text',
  openMail: 'Open mail program',
  done: 'Done',
};
