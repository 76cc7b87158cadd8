/** The public face of the call engine. */
export type * from './call-view.ts';
