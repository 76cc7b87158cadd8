/** The conversation's own parts: load them when a conversation is near, not with the page. */
export * from './advice.ts';
export * from './call-page.tsx';
export * from './receipt.tsx';
