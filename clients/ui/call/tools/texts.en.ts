/** English: what stands on the rack of tools. */
import type { RackTexts } from './texts.ts';

export const rack: RackTexts = {
  title: 'Together in this conversation',
  labels: {
    text: 'Write',
    files: 'Files',
    board: 'Whiteboard',
    form: 'Form',
    telephone: 'Telephone',
  },
  news: 'New',
  opened: 'is open',
  newsOf: (label, news) => `${label}: ${news}`,
  close: 'Close',
  back: 'Back to the conversation',
  loading: 'One moment.',
  failed: 'This could not be loaded just now. Your conversation goes on.',
  again: 'Try again',
};
