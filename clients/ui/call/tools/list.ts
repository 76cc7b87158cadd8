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
  {
    id: 'board',
    icon: 'pencil',
    label: (texts) => texts.labels.board,
    load: () => import('./board/index.tsx'),
    lane: 'board',
    signsItself: true,
    isShared: true,
    isWide: true,
  },
  {
    id: 'form',
    icon: 'file-pen',
    label: (texts) => texts.labels.form,
    load: () => import('./form/index.tsx'),
    lane: 'form',
    signsItself: true,
    isWide: true,
    // Advisors lay forms down; guests get the key with the first one.
    isHidden: (call, hasCome) => call.view.peer?.seat !== 'guest' && !hasCome,
  },
  {
    id: 'telephone',
    icon: 'phone',
    label: (texts) => texts.labels.telephone,
    load: () => import('./telephone/index.tsx'),
  },
];
