/** The tools of a conversation, in the order of their keys. A further one is a line here and a folder beside. */
import type { ToolEntry } from './tool.ts';

export const tools: readonly ToolEntry[] = [
  {
    id: 'text',
    icon: 'message-square-text',
    label: (texts) => texts.labels.text,
    load: () => import('./text/index.ts'),
    lane: 'text',
    signsItself: true,
    isFirst: true,
  },
  {
    id: 'files',
    icon: 'paperclip',
    label: (texts) => texts.labels.files,
    load: () => import('./files/index.ts'),
    lane: 'files',
    signsItself: true,
  },
];
