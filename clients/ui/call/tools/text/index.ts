/** Writing in a conversation: messages, and letter by letter. */
export { TextTool as Tool } from './text-tool.tsx';
