/** The two ways in: into the page by a sign-in link, into a room by a link's secret or without it. */

import { manualClock } from '@visavis/runtime';
import { describe, expect, it } from 'vitest';
import { keepSignedIn } from '../../clients/advisor/keep-signed-in.ts';
import { type RoomEvent, type RoomState, roomStart, stepRoom } from '../../clients/advisor/room-flow.ts';
import {
  type SessionEvent,
  startSession,
  stepSession,
  takeSignInFailure,
  takeSignInToken,
} from '../../clients/advisor/session.ts';
import { ApiError } from '../../clients/ui/api-request.ts';

const token = 't'.repeat(43);

function signIn(start: string | undefined, ...events: SessionEvent[]) {
  let { state, effects } = startSession(start);
  for (const event of events) ({ state, effects } = stepSession(state, event));
  return { state, effects };
}
const refused = (code: ConstructorParameters<typeof ApiError>[0]): SessionEvent => ({
  type: 'refused',
  error: new ApiError(code),
});

describe('signing in', () => {
  it('trades the token, or asks for the session that is still there', () => {
    expect(signIn(token).effects).toEqual([{ type: 'sign-in', token }]);
    expect(signIn(undefined).effects).toEqual([{ type: 'ask-session' }]);
  });

  it('forgives a link that is opened twice by whoever it signed in', () => {
    const second = signIn(token, refused('sign-in-used'));
    expect(second.effects).toEqual([{ type: 'ask-session' }]);
  });

  it('says that a link no longer works when nobody is signed in either', () => {
    const { state } = signIn(token, refused('sign-in-used'), refused('not-signed-in'));
    expect(state).toEqual({ phase: 'signed-out', reason: 'used' });
  });

  it('tries again with the same token after a failure of the network', () => {
    const failed = signIn(token, refused('unavailable'));
    expect(failed.state.phase).toBe('failed');
    expect(stepSession(failed.state, { type: 'retry' }).effects).toEqual([{ type: 'sign-in', token }]);
  });

  it('takes the token out of the address, also a broken one', () => {
    const seen: string[] = [];
    const history = {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => seen.push(String(url)),
    };
    expect(takeSignInToken({ hash: `#sign-in=${token}`, pathname: '/' }, history)).toBe(token);
    expect(takeSignInToken({ hash: '#sign-in=short', pathname: '/' }, history)).toBeUndefined();
    expect(takeSignInToken({ hash: '', pathname: '/' }, history)).toBeUndefined();
    expect(seen).toEqual(['/', '/']);
  });
});

describe('the way into a room', () => {
  const enter = (...events: RoomEvent[]) =>
    events.reduce<RoomState>((state, event) => stepRoom(state, event).state, roomStart);
  const asked = (sealed: boolean, linkSecret: string | null, kept?: string): RoomEvent => ({
    type: 'asked',
    admission: { sealed, linkSecret: linkSecret as never },
    kept,
  });

  it('is sealed with the secret of the service, or with the one this browser kept', () => {
    expect(enter(asked(true, 'k'))).toEqual({ phase: 'inside', line: { kind: 'sealed', k: 'k' } });
    expect(enter(asked(true, null, 'own'))).toEqual({ phase: 'inside', line: { kind: 'sealed', k: 'own' } });
  });

  it('asks for the link when only another browser knows the secret', () => {
    expect(enter(asked(true, null))).toEqual({ phase: 'needs-link' });
    expect(enter(asked(true, null), { type: 'pasted', k: 'own' })).toMatchObject({ phase: 'inside' });
  });

  it('never goes on unproven without the advisor’s word', () => {
    expect(enter(asked(false, 'k', 'own'))).toEqual({ phase: 'asks-open' });
    expect(enter(asked(false, 'k'), { type: 'open-accepted' })).toEqual({ phase: 'inside', line: { kind: 'open' } });
    expect(enter({ type: 'open-accepted' })).toEqual(roomStart);
  });

  it('changes to an open line from inside, when the guest turns out to have come without the link', () => {
    expect(enter(asked(true, 'k'), { type: 'open-accepted' })).toEqual({ phase: 'inside', line: { kind: 'open' } });
  });

  it('asks anew after a failure', () => {
    const failed = enter({ type: 'failed', error: new ApiError('unavailable') });
    expect(failed.phase).toBe('failed');
    expect(stepRoom(failed, { type: 'retry' })).toEqual({ state: roomStart, effects: [{ type: 'ask' }] });
  });
});

describe('a failed way in by the provider', () => {
  const gone: string[] = [];
  const history = {
    replaceState: (_data: unknown, _title: string, url?: string | URL | null) => void gone.push(String(url)),
  };

  it('is read from the address, which forgets it', () => {
    const place = { hash: '#sign-in-failed=no-role.ab12cd34', pathname: '/' };
    expect(takeSignInFailure(place, history)).toEqual({ reason: 'no-role', incident: 'ab12cd34' });
    expect(gone).toEqual(['/']);
  });

  it.each(['#sign-in-failed=made-up.ab12cd34', '#sign-in-failed=<b>', '#sign-in=abc', ''])('is not %s', (hash) => {
    expect(takeSignInFailure({ hash, pathname: '/' }, history)).toBeUndefined();
  });
});

describe('somebody at the page', () => {
  const asked: number[] = [];
  const clock = manualClock();
  let use = () => {};
  let isBusy = false;
  const parts = {
    clock,
    onUse: (used: () => void) => {
      use = used;
      return () => {};
    },
    api: { session: async () => asked.push(clock.now()) } as never,
  };

  it('stays signed in by what they do and while they talk, and not by an open page', () => {
    const stop = keepSignedIn(parts, () => isBusy);
    clock.advance(10 * 60_000);
    expect(asked).toHaveLength(0);
    use();
    use();
    clock.advance(10 * 60_000);
    expect(asked).toHaveLength(1);
    isBusy = true;
    clock.advance(10 * 60_000);
    expect(asked).toHaveLength(6);
    stop();
    clock.advance(10 * 60_000);
    expect(asked).toHaveLength(6);
  });
});
