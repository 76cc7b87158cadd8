/** Mails about a request in English. */
import type { RequestTexts } from './text.ts';

export const english: RequestTexts = {
  subject: {
    verify: (short) => `Please confirm: your request for the appointment ${short}`,
    link: (short) => `Your link to the appointment ${short}`,
    received: (short) => `We have your request: appointment ${short}`,
    proposed: (short) => `Our proposal: appointment ${short}`,
    declined: (short) => `No appointment ${short}`,
    expired: (short) => `Expired: your request for the appointment ${short}`,
    withdrawn: (short) => `Withdrawn: your request for the appointment ${short}`,
  },
  title: {
    verify: 'Would you like to ask for this appointment?',
    link: 'Here is your link',
    received: 'We have your request',
    proposed: 'Does another time suit you?',
    declined: 'This appointment is not possible',
    expired: 'Your request has expired',
    withdrawn: 'Your request is withdrawn',
  },
  opening: {
    verify: () =>
      'Somebody asked for an appointment with your e-mail address. Was it you? Then please confirm the request.',
    link: () => 'You asked us to send you the link again. It leads to your request.',
    received: () =>
      'You would like to talk with us. Your request is not an appointment yet. We have to confirm it first.',
    proposed: (advisor) =>
      `${advisor} is not free at the time you asked for and proposes another one. There is an appointment only if you agree.`,
    declined: () => 'We are sorry: we cannot give you this appointment. No conversation takes place.',
    expired: () => 'We did not confirm your request in time. We are sorry. No conversation takes place.',
    withdrawn: () => 'You have withdrawn your request. No conversation takes place.',
  },
  reasons: {
    'no-time': 'Nobody is free at that time. You are welcome to ask for another one.',
    'other-service': 'Another office of ours looks after this. On the telephone we tell you which.',
    'by-phone': 'Please call us. On the telephone we can help you sooner.',
    'already-booked': 'You already have an appointment with us. It stands.',
  },
  openingUnanswered: 'We have had no answer from you to our proposal. No conversation takes place.',
  labels: { wished: 'You asked for', proposed: 'Our proposal' },
  notPossible: 'not possible',
  next: {
    verify: (until) => `We keep the time for you until ${until}. Without your confirmation we give it away after that.`,
    received: (until) => `You get our answer by e-mail by ${until}.`,
    proposed: (until) => `Please answer by ${until}. After that the time is free again.`,
  },
  button: {
    verify: 'See and confirm the request',
    link: 'See your request',
    received: 'See your request',
    proposed: 'Answer the proposal',
  },
  orLink: 'Or open this link in your browser:',
  callToAccept: (phone) => `Does the time suit you? Call us: ${phone}.`,
  callToCancel: (phone) => `Would you like to withdraw your request? Call us: ${phone}.`,
  again: (phone) => `Would you like another appointment? Call us: ${phone}.`,
  notMe: 'You did not ask for an appointment? Then there is nothing you need to do.',
  nothingToDo: 'There is nothing else you need to do.',
};
