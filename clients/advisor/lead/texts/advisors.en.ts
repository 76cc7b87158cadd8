/** English: who advises here, by which name, and who takes over whose appointments. */
import type { advisors as german } from './advisors.de.ts';

const appointments = (count: number) => (count === 1 ? 'one appointment' : `${count} appointments`);
const requests = (count: number) => (count === 1 ? 'one open request' : `${count} open requests`);
const kinds = { appointment: 'appointment', request: 'request' };

export const advisors: typeof german = {
  title: 'Advisors',
  hint: 'Who advises here, and by which name. Changes hold at once.',
  active: 'active',
  inactive: 'not active',
  signsIn: {
    house: 'Signs in by the link of the console. Programs work in this name, too.',
    provider: 'Signs in at the organisation.',
  },
  roles: { advisor: 'advisor', lead: 'lead', operator: 'operator' },
  neverSignedIn: 'Has not signed in yet.',
  signedIn: (day, names) => `Last signed in on ${day}${names.length === 0 ? '' : ` (${names.join(', ')})`}.`,
  ahead: (appointmentCount, requestCount) => {
    const parts = [
      ...(appointmentCount > 0 ? [appointments(appointmentCount)] : []),
      ...(requestCount > 0 ? [requests(requestCount)] : []),
    ];
    return parts.length === 0 ? 'No appointments and no requests.' : `Still ${parts.join(' and ')}.`;
  },
  rename: 'Change name',
  nameLabel: 'Name as guests read it',
  nameHint: 'From now on it is on all pages and in new e-mails.',
  toldNameHint: (name) => `If left empty, the name of the sign-in: ${name}.`,
  nameProblems: {
    missing: 'Enter the name that guests are to read.',
    'too-long': 'This is too long. 120 characters are possible.',
  },
  notChanged: 'This did not work. Everything is as before.',
  leave: 'Back',
  close: 'Done',
  deactivate: 'Deactivate',
  activate: 'Activate again',
  kept: {
    own: 'This is you. Only somebody else can deactivate your account.',
    last: 'Somebody has to stay active.',
  },
  deactivateTitle: (name) => `Deactivate ${name}?`,
  consequences: [
    'Signing in is no longer possible. Open sessions end at once.',
    'Free times vanish from the booking page.',
    'A conversation that is running goes on.',
  ],
  programsEnd: 'Programs make no more appointments.',
  stays: 'It stays. Hand it over, so that somebody is there.',
  passOnFirst: 'Hand over appointments first',
  passOn: 'Hand over appointments',
  passOnTitle: (name) => `Hand over appointments: ${name}`,
  successor: 'Who takes over?',
  fitting: 'This is handed over',
  nothingFits: 'Nothing of it fits.',
  conflicts: (name) => `${name} has something else at these times. They stay where they are:`,
  item: (kind, when, number) => `${when}, ${kinds[kind]}${number === null ? '' : ` ${number}`}`,
  notTold: 'The invitation was sent by hand: the guest does not hear of it from us.',
  told: 'Time and link stay. Guests read in an e-mail who advises them now.',
  give: (count) => (count === 1 ? 'Hand over one entry' : `Hand over ${count} entries`),
  notPassedOn: 'Handing over was interrupted. Look at what is still there.',
  failed: 'These entries could not be passed on. They are still there. Please try again later:',
  passedOnNone: (name) => `${name} has nothing more than before.`,
  passedOn: (count, name) =>
    count === 1 ? `${name} has one entry more now.` : `${name} has ${count} entries more now.`,
  history: (name, before, after) => {
    if (name === 'name') return `Name: ${before} is now called ${after}`;
    if (name === 'deactivated') return `Deactivated: ${after}`;
    if (name === 'activated') return `Active again: ${after}`;
    return name === 'passed-on' ? `Appointments handed over: ${before} to ${after}` : undefined;
  },
};
