/** The way into a room: which secret the line is sealed with, or the advisor's consent to go on without one. */
import type { Admission } from '@visavis/shared';
import type { ApiError } from '@visavis/ui';

/** `sealed` keeps every server out with the link's secret; `open` is encrypted, but nobody has proven who is there. */
export type LineKind = { kind: 'sealed'; k: string } | { kind: 'open' };

export type RoomState =
  | { phase: 'asking' }
  | { phase: 'needs-link' }
  /** The guest came by number and code, without the link. */
  | { phase: 'asks-open' }
  | { phase: 'inside'; line: LineKind }
  | { phase: 'failed'; error: ApiError };

export type RoomEvent =
  /** `kept`: the secret in this browser, where the advisor mailed the link. */
  | { type: 'asked'; admission: Pick<Admission, 'sealed' | 'linkSecret'>; kept: string | undefined }
  | { type: 'failed'; error: ApiError }
  | { type: 'pasted'; k: string }
  /** The advisor goes on unproven: from the question, or in the room when the guest turns out to be unsealed. */
  | { type: 'open-accepted' }
  | { type: 'retry' };

export type RoomEffect = { type: 'ask' };

export const roomStart: RoomState = { phase: 'asking' };

export function stepRoom(state: RoomState, event: RoomEvent): { state: RoomState; effects: RoomEffect[] } {
  switch (event.type) {
    case 'asked':
      return { state: state.phase === 'asking' ? asked(event) : state, effects: [] };
    case 'failed':
      return { state: state.phase === 'asking' ? { phase: 'failed', error: event.error } : state, effects: [] };
    case 'pasted':
      if (state.phase !== 'needs-link') return { state, effects: [] };
      return { state: { phase: 'inside', line: { kind: 'sealed', k: event.k } }, effects: [] };
    case 'open-accepted':
      if (state.phase !== 'asks-open' && state.phase !== 'inside') return { state, effects: [] };
      return { state: { phase: 'inside', line: { kind: 'open' } }, effects: [] };
    case 'retry':
      if (state.phase === 'asking' || state.phase === 'needs-link') return { state, effects: [] };
      return { state: roomStart, effects: [{ type: 'ask' }] };
    default:
      return event satisfies never;
  }
}

function asked({ admission, kept }: Extract<RoomEvent, { type: 'asked' }>): RoomState {
  const k = admission.linkSecret ?? kept;
  if (!admission.sealed) return { phase: 'asks-open' };
  return k === undefined ? { phase: 'needs-link' } : { phase: 'inside', line: { kind: 'sealed', k } };
}
