/** The invitation in English. */
import { formatOf, isShownTwice } from '../wall-time.ts';
import type { InvitationTexts } from './text.ts';

function when(atMs: number, timeZone: string): ReturnType<InvitationTexts['when']> {
  const format = (options: Intl.DateTimeFormatOptions) => formatOf('en-GB', { timeZone, ...options }).format(atMs);
  const weekday = format({ weekday: 'long' });
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const timeZoneName = isShownTwice(atMs, timeZone) ? 'long' : 'longGeneric';
  const parts = formatOf('en-GB', { timeZone, timeZoneName }).formatToParts(atMs);
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return {
    day: `${weekday}, ${date}`,
    time: `${time} (${zone})`,
    short: `on ${format({ day: 'numeric', month: 'long' })} at ${time}`,
  };
}

export const english: InvitationTexts = {
  when,
  minutes: (count) => `about ${count} minutes`,
  subject: {
    invite: (short) => `Your video appointment ${short}`,
    move: (short) => `New time: your video appointment is now ${short}`,
    cancel: (short) => `Cancelled: your video appointment ${short}`,
    code: (short) => `New dial-in code for your video appointment ${short}`,
    remind: (short) => `Reminder: your video appointment ${short}`,
    advisor: (short) => `Another advisor: your video appointment ${short}`,
  },
  title: {
    invite: 'Your video appointment',
    move: 'Your video appointment has a new time',
    cancel: 'Your video appointment is cancelled',
    code: 'Your video appointment has a new dial-in code',
    remind: 'A reminder of your video appointment',
    advisor: 'Your video appointment has another advisor',
  },
  greeting: (name) => `Hello ${name},`,
  opening: {
    invite: (advisor) => `${advisor} is looking forward to talking with you by video.`,
    move: (advisor) => `Your video conversation with ${advisor} takes place at another time.`,
    cancel: (advisor) => `Your video conversation with ${advisor} does not take place.`,
    remind: (advisor) => `This is a reminder of your video conversation with ${advisor}.`,
    advisor: (advisor) => `Your video conversation is now with ${advisor}. The time stays the same.`,
    code: (advisor) =>
      `There is a new dial-in code for your video conversation with ${advisor}. The old one no longer works.`,
  },
  labels: {
    when: 'When',
    noLonger: 'Before',
    duration: 'Duration',
    withWhom: 'With',
    number: 'Appointment number',
    code: 'Dial-in code',
    phone: 'Telephone',
  },
  noLongerValid: 'no longer valid',
  join: {
    heading: 'How to join',
    button: 'Go to the video appointment',
    orLink: 'Or open this link in your browser:',
    sameLink: 'Your link stays the same.',
  },
  code: {
    inLink: 'The dial-in code is already part of the link. You only need it if the page asks for it.',
    separately:
      'You get your dial-in code separately from this e-mail, for instance by telephone. The page asks for it.',
    unchanged: 'Your dial-in code stays the same.',
    changed: 'Please use the link in this e-mail from now on.',
  },
  test: {
    heading: 'Test your device now',
    text: 'The page checks camera, sound and connection with you, as often as you like. You need not install anything, and you need no account.',
    link: 'Test my device now',
  },
  asks: {
    heading: 'What the page asks you',
    items: [
      'The page asks you to agree to the terms of use.',
      'Your browser asks whether the page may use your camera and microphone. Choose “Allow”.',
      'No camera? You can take part all the same.',
    ],
  },
  trouble: {
    heading: 'If something does not work',
    call: (phone) => `Call us: ${phone}.`,
    number: (grouped) => `Please have your appointment number ready: ${grouped}.`,
  },
  privacy: (advisor) =>
    `Picture and sound travel encrypted between your device and the device of ${advisor}. We record nothing.`,
  keepPrivate: 'The link is for you only. Please do not pass it on.',
  terms: 'Terms of use',
  privacyNotice: 'Privacy',
  cancelled: {
    removed: 'The link of this appointment no longer leads to the conversation. There is nothing else you need to do.',
    again: (phone) => `Would you like a new appointment? Call us: ${phone}.`,
  },
  calendar: {
    summary: (advisor) => `Video appointment with ${advisor}`,
    description: {
      join: 'Go to the video appointment',
      number: 'Appointment number',
      code: 'Dial-in code',
      phone: 'Telephone, if something does not work',
      cancelled: 'This appointment is cancelled.',
    },
    reminder: 'Your video appointment begins in 15 minutes.',
    fileName: 'video-appointment.ics',
  },
};
