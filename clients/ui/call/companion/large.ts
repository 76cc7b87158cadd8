/** Which of the two other faces is large. Pure. */
import type { SecondView } from '@visavis/call';

/** `main` is the person the call is with, `second` the third one; `even` is both alike, on phones the first one large. */
export type Large = 'main' | 'second' | 'even';

/** Hands are language: who reads them sees them large from the start. */
export const largeAtFirst = ({ seat, kind }: Pick<SecondView, 'seat' | 'kind'>): Large =>
  seat === 'companion' && kind === 'sign-interpreter' ? 'second' : 'even';

/** What a press on the key of `tile` makes of it: large, or both alike again. */
export const pressed = (large: Large, tile: 'main' | 'second'): Large => (large === tile ? 'even' : tile);

/** Whether the third face is on the stage, or on its way. */
export const isOnStage = ({ standing }: Pick<SecondView, 'standing'>): boolean =>
  standing === 'connecting' || standing === 'talking' || standing === 'interrupted';
