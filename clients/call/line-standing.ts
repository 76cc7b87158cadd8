/** The direct line as the conversation sees it. */
import type { LineStanding } from './call-state.ts';
import { type LineState, recovery } from './line-state.ts';

/** Three seconds without a line are nothing to speak of. */
export function standingOf({ phase, memory }: LineState): LineStanding {
  switch (phase) {
    case 'idle':
      return 'none';
    case 'connected':
    case 'shaky':
      return 'connected';
    default:
      return memory.connections === 0 ? 'connecting' : 'interrupted';
  }
}

/** What is sent over the line arrives, as far as is known; while new paths are looked for, nobody knows. */
export const isSteady = ({ phase, memory }: LineState, now: number): boolean =>
  phase === 'connected' && now - memory.restartedAt >= recovery.restartGiveUpMs;
