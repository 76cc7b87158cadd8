/** English: words that stand on every page. */
import type { UiTexts } from '../index.ts';

export const words: UiTexts['words'] = {
  skip: 'Skip to content',
  close: 'Close',
  back: 'Back',
  next: 'Continue',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  reload: 'Reload this page',
  copy: 'Copy',
  copied: 'Copied.',
  loading: 'One moment please.',
  help: (phone) => `Help: ${phone}`,
  callUs: (phone) => `Call us: ${phone}`,
  terms: 'Terms of use',
  privacy: 'Privacy',
  footer: 'Legal information and help',
  newTab: 'opens in a new window',
  languageSwitch: 'Language',
  incident: 'Incident code',
  incidentWhy: 'Tell us this code when you call. It shows us what happened.',
  alreadyDone: 'What is already happening',
  today: 'Today',
  tomorrow: 'Tomorrow',
  at: (day, time) => `${day}, ${time}`,
  yourAdvisor: 'your advisor',
  duration: (minutes) => (minutes === 1 ? '1 minute' : `${minutes} minutes`),
  lessThanAMinute: 'Less than a minute',
  wait: (seconds) =>
    seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`,
};
