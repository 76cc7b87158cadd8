/** What the end of the line to the pods means for a person: the call is over, or they cannot get in. */
import { type CloseName, closeCodes, type ErrorCode } from '@visavis/shared';
import type { Refusal } from './call-state.ts';
import type { CallEnd } from './call-view.ts';
import type { SignallingClose } from './signalling.ts';

const ends: Partial<Record<CloseName, CallEnd['reason']>> = { replaced: 'replaced', 'room-over': 'room-over' };
const errors: Partial<Record<CloseName, ErrorCode>> = {
  'bad-message': 'bad-message',
  binary: 'bad-message',
  'too-large': 'bad-message',
  ticket: 'ticket-invalid',
  forbidden: 'forbidden',
  'no-such-room': 'no-such-room',
  replaced: 'replaced',
  'room-over': 'room-over',
};

/** `how` undefined: nothing is over, the pods just refuse for good. The pod's own word goes before the code's. */
export function closeMeaning(close: SignallingClose): { how: CallEnd['reason'] | undefined; refusal: Refusal } {
  const name = Object.entries(closeCodes).find(([code]) => Number(code) === close.code)?.[1].name;
  const code = close.error ?? (name === undefined ? undefined : errors[name]) ?? 'internal';
  const how = code === 'dismissed' ? 'dismissed' : name === undefined ? undefined : ends[name];
  const { retryAfterMs, incident } = close;
  const more = { ...(retryAfterMs !== undefined && { retryAfterMs }), ...(incident !== undefined && { incident }) };
  return { how, refusal: { code, ...more } };
}

/** Nobody comes back to this conversation: what was kept for a reload can go. */
export const isOverForGood = (end: CallEnd | undefined): boolean =>
  end !== undefined && end.reason !== 'left' && end.reason !== 'replaced';
