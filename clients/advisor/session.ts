/** Signing in: by the one-time token of a link, or by the session that is still there. */
import { type Session, SignInFailure } from '@visavis/shared';
import type { ApiError } from '@visavis/ui';
import * as v from 'valibot';

/** `used`: a link that no longer works · `ended`: a session ran out while the page was open · `done`: signed out. */
export type SignedOutReason = 'none' | 'used' | 'ended' | 'done';

export type SessionState =
  | { phase: 'checking'; token: string | undefined; after: SignedOutReason }
  | { phase: 'signed-out'; reason: SignedOutReason }
  | { phase: 'failed'; error: ApiError; token: string | undefined }
  | { phase: 'in'; session: Session };

export type SessionEvent =
  | { type: 'in'; session: Session }
  | { type: 'refused'; error: ApiError }
  | { type: 'retry' }
  | { type: 'ended' }
  | { type: 'signed-out' };

export type SessionEffect = { type: 'sign-in'; token: string } | { type: 'ask-session' };

/** The beginning: with a token it is traded at once, without one we ask whether a session is still there. */
export function startSession(token: string | undefined): { state: SessionState; effects: SessionEffect[] } {
  return { state: { phase: 'checking', token, after: 'none' }, effects: [askFor(token)] };
}

const askFor = (token: string | undefined): SessionEffect =>
  token === undefined ? { type: 'ask-session' } : { type: 'sign-in', token };

export function stepSession(
  state: SessionState,
  event: SessionEvent,
): { state: SessionState; effects: SessionEffect[] } {
  switch (event.type) {
    case 'in':
      return { state: { phase: 'in', session: event.session }, effects: [] };
    case 'refused':
      return state.phase === 'checking' ? refused(state, event.error) : { state, effects: [] };
    case 'retry':
      if (state.phase !== 'failed') return { state, effects: [] };
      return startSession(state.token);
    case 'ended':
      return { state: { phase: 'signed-out', reason: 'ended' }, effects: [] };
    case 'signed-out':
      return { state: { phase: 'signed-out', reason: 'done' }, effects: [] };
    default:
      return event satisfies never;
  }
}

const worthless = new Set(['sign-in-used', 'not-signed-in', 'not-found', 'bad-request', 'forbidden']);

function refused(
  state: Extract<SessionState, { phase: 'checking' }>,
  error: ApiError,
): { state: SessionState; effects: SessionEffect[] } {
  if (!worthless.has(error.code)) return { state: { phase: 'failed', error, token: state.token }, effects: [] };
  // A link opened twice: whoever it signed in the first time is signed in still.
  if (state.token !== undefined)
    return { state: { phase: 'checking', token: undefined, after: 'used' }, effects: [{ type: 'ask-session' }] };
  return { state: { phase: 'signed-out', reason: state.after }, effects: [] };
}

/** The token in `#sign-in=<token>`, which is then taken out of the address. */
export function takeSignInToken(place: Pick<Location, 'hash' | 'pathname'>, history: Pick<History, 'replaceState'>) {
  const token = /^#sign-in=([A-Za-z0-9_-]{43})$/.exec(place.hash)?.[1];
  if (place.hash.startsWith('#sign-in=')) history.replaceState(null, '', place.pathname);
  return token;
}

/** Why the provider's way in came to nothing, and the code by which an operator finds it. */
export interface ProviderFailure {
  reason: SignInFailure;
  incident: string;
}

/** The failure in `#sign-in-failed=<reason>.<incident>`, which is then taken out of the address. */
export function takeSignInFailure(
  place: Pick<Location, 'hash' | 'pathname'>,
  history: Pick<History, 'replaceState'>,
): ProviderFailure | undefined {
  const [, told, incident = ''] = /^#sign-in-failed=([a-z-]+)\.([A-Za-z0-9]{8})$/.exec(place.hash) ?? [];
  if (place.hash.startsWith('#sign-in-failed=')) history.replaceState(null, '', place.pathname);
  const reason = v.safeParse(SignInFailure, told);
  return reason.success ? { reason: reason.output, incident } : undefined;
}
