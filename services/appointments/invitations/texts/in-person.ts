/** What an invitation says otherwise when guest and advisor meet at a place: there is no link, no test and no picture. */
import type { Language } from '@visavis/shared';
import type { InvitationTexts } from './text.ts';

type Changed = Pick<InvitationTexts, 'subject' | 'title' | 'opening' | 'cancelled'>;

/** The words of one language. */
export interface InPersonTexts extends Changed {
  where: string;
  heading: string;
  /** When to be there, and what to bring. */
  come: string;
  /** Above the telephone number. */
  trouble: string;
  calendar: { summary(advisor: string): string; where: string; reminder: string; fileName: string };
}

const german: InPersonTexts = {
  subject: {
    invite: (short) => `Ihr Termin ${short}`,
    move: (short) => `Neue Zeit: Ihr Termin ist jetzt ${short}`,
    cancel: (short) => `Abgesagt: Ihr Termin ${short}`,
    code: (short) => `Ihr Termin ${short}`,
    remind: (short) => `Erinnerung: Ihr Termin ${short}`,
    advisor: (short) => `Jemand anderes berät Sie: Ihr Termin ${short}`,
  },
  title: {
    invite: 'Ihr Termin bei uns',
    move: 'Ihr Termin hat eine neue Zeit',
    cancel: 'Ihr Termin ist abgesagt',
    code: 'Ihr Termin bei uns',
    remind: 'Erinnerung an Ihren Termin',
    advisor: 'Jemand anderes berät Sie',
  },
  opening: {
    invite: (advisor) => `${advisor} erwartet Sie zu einem Gespräch vor Ort.`,
    move: (advisor) => `Ihr Gespräch vor Ort mit ${advisor} findet zu einer anderen Zeit statt.`,
    cancel: (advisor) => `Ihr Gespräch vor Ort mit ${advisor} findet nicht statt.`,
    code: (advisor) => `${advisor} erwartet Sie zu einem Gespräch vor Ort.`,
    remind: (advisor) => `Wir erinnern Sie an Ihr Gespräch vor Ort mit ${advisor}.`,
    advisor: (advisor) => `Ihr Gespräch vor Ort führt jetzt ${advisor} mit Ihnen. Zeit und Ort bleiben dieselben.`,
  },
  where: 'Wo',
  heading: 'So finden Sie zu uns',
  come: 'Die Adresse steht oben. Kommen Sie am besten fünf Minuten vorher. Nennen Sie am Empfang Ihre Terminnummer.',
  trouble: 'Wenn etwas dazwischenkommt',
  cancelled: {
    removed: 'Sie müssen nichts weiter tun.',
    again: (phone) => `Sie möchten einen neuen Termin? Rufen Sie uns an: ${phone}.`,
  },
  calendar: {
    summary: (advisor) => `Termin mit ${advisor}`,
    where: 'Ort',
    reminder: 'Ihr Termin beginnt in einer Stunde.',
    fileName: 'termin.ics',
  },
};

const english: InPersonTexts = {
  subject: {
    invite: (short) => `Your appointment ${short}`,
    move: (short) => `New time: your appointment is now ${short}`,
    cancel: (short) => `Cancelled: your appointment ${short}`,
    code: (short) => `Your appointment ${short}`,
    remind: (short) => `Reminder: your appointment ${short}`,
    advisor: (short) => `Another advisor: your appointment ${short}`,
  },
  title: {
    invite: 'Your appointment with us',
    move: 'Your appointment has a new time',
    cancel: 'Your appointment is cancelled',
    code: 'Your appointment with us',
    remind: 'A reminder of your appointment',
    advisor: 'Your appointment has another advisor',
  },
  opening: {
    invite: (advisor) => `${advisor} is looking forward to meeting you in person.`,
    move: (advisor) => `Your meeting in person with ${advisor} takes place at another time.`,
    cancel: (advisor) => `Your meeting in person with ${advisor} does not take place.`,
    code: (advisor) => `${advisor} is looking forward to meeting you in person.`,
    remind: (advisor) => `This is a reminder of your meeting in person with ${advisor}.`,
    advisor: (advisor) => `Your meeting in person is now with ${advisor}. Time and place stay the same.`,
  },
  where: 'Where',
  heading: 'How to find us',
  come: 'The address is above. Please come five minutes early if you can. Tell the reception your appointment number.',
  trouble: 'If something comes up',
  cancelled: {
    removed: 'There is nothing else you need to do.',
    again: (phone) => `Would you like a new appointment? Call us: ${phone}.`,
  },
  calendar: {
    summary: (advisor) => `Appointment with ${advisor}`,
    where: 'Place',
    reminder: 'Your appointment begins in one hour.',
    fileName: 'appointment.ics',
  },
};

const languages: Record<Language, InPersonTexts> = { de: german, en: english };

export const inPersonTextsFor = (language: Language): InPersonTexts => languages[language];
