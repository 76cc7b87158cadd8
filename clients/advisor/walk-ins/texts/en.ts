/** English: the queue from the portal. */
import type { WalkInTexts } from './index.ts';

export const en: WalkInTexts = {
  title: 'Queue',
  nobody: 'Nobody is waiting.',
  waiting: (count) => (count === 1 ? '1 person is waiting,' : `${count} people are waiting,`),
  longest: (minutes) =>
    minutes === 0
      ? 'for less than a minute.'
      : minutes === 1
        ? 'the first for one minute.'
        : `the first for ${minutes} minutes.`,
  ofService: (title, count) => `${title}: ${count}`,
  arrived: (count) => (count === 1 ? 'One person is waiting.' : `${count} people are waiting.`),
  free: 'I take people from the queue',
  take: 'Take the next person',
  tooLate: 'Somebody was faster. Nobody is waiting any more.',
  notDone: 'That did not work.',
  current: 'With you right now:',
  insured: 'insurance number',
  back: 'To the conversation',
  over: 'Done',
  calls: (count) => (count === 1 ? '1 call asked for' : `${count} calls asked for`),
  called: 'Done',
};
