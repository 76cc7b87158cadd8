/** Writing in a conversation: messages, and letter by letter. */
import { addDrawings } from '../../../icon.tsx';
import { laterDrawings } from '../../../icon-drawings-later.ts';

// It opens in the waiting room as well, before the conversation has brought them.
addDrawings(laterDrawings);

export { TextTool as Tool } from './text-tool.tsx';
