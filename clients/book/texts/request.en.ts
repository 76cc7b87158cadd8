/** English: where a request stands, what happens next, and the way back to the link. */
import type { RequestTexts } from './request.ts';

export const request: RequestTexts = {
  fresh: 'We have your request',
  title: {
    unconfirmed: 'Would you like to ask for this appointment?',
    requested: 'Your request is waiting for our answer',
    proposed: 'Does another time suit you?',
    confirmed: 'Your appointment is confirmed',
    moved: 'Your appointment is confirmed',
    declined: 'This appointment is not possible',
    expired: 'This request has expired',
    cancelled: 'This appointment is cancelled',
    held: 'Your appointment has taken place',
    'no-show': 'This appointment is over',
  },
  words: {
    unconfirmed: (until) => `Only your confirmation is missing. The time is kept for you until ${until}.`,
    requested: (until) =>
      `There is no appointment yet. We answer by e-mail, at the latest by ${until}. Until then we keep the time for you.`,
    proposed: (advisor, until) =>
      `${advisor} is not free at the time you asked for and proposes another. There is an appointment as soon as you agree. Please answer by ${until}.`,
    confirmed: (advisor) =>
      `${advisor} is expecting you. From 15 minutes before, the link in our e-mail takes you to the conversation, or this page does.`,
    moved: (advisor) =>
      `Your appointment was moved. ${advisor} is expecting you at the new time. The link to the conversation stays the same.`,
    inPerson: (advisor) => `${advisor} is expecting you. You have had the confirmation by e-mail, too.`,
    movedInPerson: (advisor) => `Your appointment was moved. ${advisor} is expecting you at the new time.`,
    declined: 'We are sorry: we cannot give you this appointment. Please choose another time, or call us.',
    expired: 'Nobody answered in time. The time is free again. You can ask anew, or call us.',
    cancelled: 'No conversation takes place. There is nothing else you need to do.',
    held: 'We hope that the conversation has helped you.',
    'no-show': 'The conversation did not take place. Would you like a new appointment?',
  },
  labels: {
    how: 'How',
    time: 'When',
    proposed: 'Our proposal',
    wished: 'You asked for',
    before: 'Before',
    advisor: 'With',
  },
  mail: 'We have sent you an e-mail with a link to this page.',
  confirm: 'Yes, ask for it',
  accept: 'Yes, that suits me',
  move: 'Choose another time',
  reschedule: 'Move the appointment',
  cancel: { unconfirmed: 'Discard', open: 'Withdraw my request', confirmed: 'Cancel the appointment' },
  sure: {
    accept: 'Would you like to agree to this appointment?',
    open: 'Would you like to withdraw your request?',
    confirmed: 'Would you like to cancel this appointment?',
    words: 'After that the time is free for others again.',
    yes: { accept: 'Yes, agree', open: 'Yes, withdraw', confirmed: 'Yes, cancel it' },
    no: 'No, go back',
  },
  moving: {
    title: 'Which time suits you better?',
    words: 'We look at the new time and answer by e-mail. The time before is given free for it.',
    agreed:
      'With the time you choose, your appointment is moved. You get an e-mail. The link stays the same; the time before is given free.',
    back: 'Leave it as it is',
    taken: 'Somebody has just taken this time. Please choose another.',
  },
  calendar: 'Add to my calendar',
  calendarFile: 'appointment.ics',
  test: 'Test my device',
  join: 'To the conversation',
  anew: 'Ask for a new appointment',
  unknown: {
    title: 'We find nothing for this link',
    words: 'The request may be deleted already, or the link is not complete. Please open it once more from the e-mail.',
  },
  sent: {
    title: 'Please confirm your request',
    words: (until) =>
      `We have sent you an e-mail. Open the link in it and confirm the request by ${until}. We keep the time for you until then.`,
    why: 'This makes sure that nobody asks for an appointment in your name.',
    none: 'No e-mail? Please look into the folder for unwanted mail, too.',
  },
  lost: {
    title: 'We send you your link again',
    words: 'Please enter the e-mail address with which you asked.',
    email: 'E-mail address',
    wrong: 'This e-mail address is not complete. It looks like this: name@example.org.',
    submit: 'Send the link',
    done: 'Please look into your mailbox',
    doneWords:
      'If there is an appointment or a request for this address, an e-mail with the link is on its way. If none comes, please call us.',
  },
};
