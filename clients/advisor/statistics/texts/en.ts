/** The English words of the statistics. */
import { statisticsMonths } from '@visavis/shared';
import type { Span } from '../spans.ts';
import type { StatisticsTexts } from './index.ts';

const date = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'UTC',
  });
const step = ({ from, to }: Span) => (from === to ? date(from) : `${date(from)} to ${date(to)}`);

export const en: StatisticsTexts = {
  title: 'Statistics',
  intro: `These are numbers only. Small numbers appear once there are five together, on that day. So nobody can be recognised. After ${statisticsMonths} months they are deleted.`,
  failed: 'The statistics could not be loaded.',
  span: 'Period',
  kinds: { week: 'Week', month: 'Month', quarter: 'Quarter' },
  earlier: 'Earlier',
  later: 'Later',
  service: 'Service',
  allServices: 'All together',
  noService: 'Without a service',
  step,
  few: 'Not enough yet to show anything.',
  numbers: (title: string) => `${title} in numbers`,
  figure: 'Subject',
  what: 'What',
  count: 'Number',
  save: 'Save as a table (CSV)',
  file: 'statistics',
  titles: {
    outcomes: 'Appointments',
    course: 'Conversations over time',
    held: 'Start of conversations',
    duration: 'Length of conversations',
    waiting: 'Waiting time',
    setups: 'Connecting',
    features: 'Used in conversations',
    feedback: 'Feedback',
  },
  notes: {
    waiting: 'After the agreed time, from arriving to the start.',
    features: 'It was used in so many conversations.',
  },
  words: {
    outcomes: { made: 'Made', held: 'Took place', missed: 'Did not come', cancelled: 'Cancelled' },
    held: { '0': 'Before 10', '10': '10 to 12', '12': '12 to 14', '14': '14 to 16', '16': 'From 16' },
    duration: {
      '10': 'Up to 10 minutes',
      '20': 'Up to 20 minutes',
      '30': 'Up to 30 minutes',
      '45': 'Up to 45 minutes',
      '60': 'Up to 60 minutes',
      longer: 'Longer',
    },
    waiting: {
      '2': 'Up to 2 minutes',
      '5': 'Up to 5 minutes',
      '10': 'Up to 10 minutes',
      '20': 'Up to 20 minutes',
      longer: 'Longer',
    },
    setups: { talked: 'Successful', 'no-line': 'No connection', unsealed: 'Came without the key', left: 'Left before' },
    features: {
      text: 'Text',
      files: 'Files',
      board: 'Whiteboard',
      form: 'Form',
      screen: 'Screen sharing',
      companion: 'Companion',
      telephone: 'Telephone',
    },
    feedback: { good: 'Good', fair: 'Fair', poor: 'Poor' },
  },
};
