/** The handshake of one peer: commit, share, reveal, confirm, bind; a pure machine that takes each message once, in order. */
import type { PeerId, PeerMessage } from '@visavis/shared';
import type { Derived, Shown } from './handshake-keys.ts';
import type { Bytes } from './hkdf.ts';
import type { Role } from './roles.ts';

type WithoutPid<Message> = Message extends unknown ? Omit<Message, 'pid'> : never;
/** What the two say before there is a line, without the `pid` around it. */
export type HandshakeMessage = WithoutPid<Extract<PeerMessage, { kind: 'commit' | 'share' | 'reveal' | 'confirm' }>>;

/** What every later key grows from: `rk0` is the ratchet's first root key, `th` the hash of everything that was said. */
export interface HandshakeResult {
  pid: PeerId;
  role: Role;
  rk0: Bytes;
  th: Bytes;
}

/**
 * Why a handshake failed for good: `commitment` the responder did not show what it had promised · `secret` a key that
 * yields zeros, or no cryptography here · `tag` the two did not hear the same · `certificate` the line ends elsewhere ·
 * `bind` whoever is at its end was not the one of the handshake · `late` it was never finished.
 */
export type HandshakeFault = 'commitment' | 'secret' | 'tag' | 'certificate' | 'bind' | 'late';

/** Both sides' certificates are known and everything is derived; the other side has yet to show that it knows the same. */
interface Knowing {
  readonly theirs: Shown;
  readonly derived: Derived;
}

/** `openSince`: when the data channel opened, in milliseconds. `theirBind` may come before we are ready to look at it. */
interface Line {
  readonly openSince: number | undefined;
  readonly theirBind: string | undefined;
}

export type HandshakeState = { readonly role: Role; readonly line: Line } & (
  | { readonly phase: 'preparing' }
  | { readonly phase: 'awaits-commit'; readonly own: Shown }
  | { readonly phase: 'awaits-share'; readonly own: Shown; readonly c: string }
  | { readonly phase: 'awaits-reveal'; readonly own: Shown; readonly c: string }
  | { readonly phase: 'deriving'; readonly own: Shown; readonly theirs: Shown; readonly theirTag: string | undefined }
  | ({ readonly phase: 'awaits-confirm' } & Knowing)
  | ({ readonly phase: 'confirmed' } & Knowing)
  /** Every certificate of the line is the handshake's, and our proof of it is sent. */
  | ({ readonly phase: 'binding' } & Knowing)
  /** Nothing of the keys is left here: whoever got them throws them away in turn. */
  | { readonly phase: 'bound' }
  | { readonly phase: 'failed'; readonly fault: HandshakeFault }
);

export type HandshakeEvent =
  /** Own key and nonce are made; the responder's promise `c` with them. */
  | { type: 'prepared'; own: Shown; c: string }
  | { type: 'message'; message: HandshakeMessage }
  | { type: 'derived'; derived: Derived | HandshakeFault }
  /** The data channel is open: there are certificates to look at, and a path that ends where they do. */
  | { type: 'line-open' }
  | { type: 'certificates'; areTheirs: boolean }
  | { type: 'bind'; tag: string }
  | { type: 'tick' };

export type HandshakeEffect =
  | { do: 'prepare' }
  | { do: 'send'; message: HandshakeMessage }
  /** The SDP gate lets this certificate pass from now on, and no other. */
  | { do: 'expect'; fp: string }
  | { do: 'derive'; own: Shown; theirs: Shown; c: string }
  | { do: 'look-at-certificates'; fp: string }
  | { do: 'send-bind'; tag: string }
  | { do: 'bound'; fp: string; derived: Derived }
  /** Tear the peer down. */
  | { do: 'fail'; fault: HandshakeFault }
  /** Out of turn, or a second time: as if it had not been said, but counted. */
  | { do: 'refuse' };

type Step = { state: HandshakeState; effects: HandshakeEffect[] };

/** From the open line to its proof, in milliseconds. */
export const bindWithinMs = 10_000;

export const newHandshake = (role: Role): Step => ({
  state: { phase: 'preparing', role, line: { openSince: undefined, theirBind: undefined } },
  effects: [{ do: 'prepare' }],
});

/** Total: whatever comes, in whatever order. `now` in milliseconds. */
export function stepHandshake(state: HandshakeState, event: HandshakeEvent, now: number): Step {
  if (state.phase === 'failed') return event.type === 'message' ? refuse(state) : stay(state);
  switch (event.type) {
    case 'prepared':
      return prepared(state, event.own, event.c);
    case 'message':
      return message(state, event.message);
    case 'derived':
      return derived(state, event.derived);
    case 'line-open':
      if (state.line.openSince !== undefined) return stay(state);
      return look({ ...state, line: { ...state.line, openSince: now } });
    case 'certificates':
      return certificates(state, event.areTheirs);
    case 'bind':
      if (state.line.theirBind !== undefined || state.line.openSince === undefined) return refuse(state);
      return settle({ ...state, line: { ...state.line, theirBind: event.tag } });
    case 'tick':
      return now >= (handshakeDeadline(state) ?? Number.POSITIVE_INFINITY) ? fail(state, 'late') : stay(state);
    default:
      return event satisfies never;
  }
}

/** When the next `tick` is due. */
export function handshakeDeadline({ phase, line }: HandshakeState): number | undefined {
  if (phase === 'bound' || phase === 'failed' || line.openSince === undefined) return undefined;
  return line.openSince + bindWithinMs;
}

const stay = (state: HandshakeState): Step => ({ state, effects: [] });
const refuse = (state: HandshakeState): Step => ({ state, effects: [{ do: 'refuse' }] });
const fail = ({ role, line }: HandshakeState, fault: HandshakeFault): Step => ({
  state: { phase: 'failed', role, line, fault },
  effects: [{ do: 'fail', fault }],
});

function prepared(state: HandshakeState, own: Shown, c: string): Step {
  if (state.phase !== 'preparing') return stay(state);
  const { role, line } = state;
  if (role === 'initiator') return stay({ phase: 'awaits-commit', role, line, own });
  return {
    state: { phase: 'awaits-share', role, line, own, c },
    effects: [{ do: 'send', message: { kind: 'commit', c } }],
  };
}

function message(state: HandshakeState, said: HandshakeMessage): Step {
  const { role, line } = state;
  switch (said.kind) {
    case 'commit': {
      if (state.phase !== 'awaits-commit') return refuse(state);
      const { own } = state;
      return {
        state: { phase: 'awaits-reveal', role, line, own, c: said.c },
        effects: [{ do: 'send', message: { kind: 'share', ...own } }],
      };
    }
    case 'share': {
      if (state.phase !== 'awaits-share') return refuse(state);
      const { kind: _, ...theirs } = said;
      return {
        state: { phase: 'deriving', role, line, own: state.own, theirs, theirTag: undefined },
        effects: [
          { do: 'expect', fp: theirs.fp },
          { do: 'derive', own: state.own, theirs, c: state.c },
        ],
      };
    }
    case 'reveal': {
      if (state.phase !== 'awaits-reveal') return refuse(state);
      const { kind: _, tag: theirTag, ...theirs } = said;
      return {
        state: { phase: 'deriving', role, line, own: state.own, theirs, theirTag },
        effects: [{ do: 'derive', own: state.own, theirs, c: state.c }],
      };
    }
    case 'confirm':
      if (state.phase !== 'awaits-confirm') return refuse(state);
      if (said.tag !== state.derived.tags.initiator) return fail(state, 'tag');
      return look({ ...state, phase: 'confirmed' });
    default:
      return said satisfies never;
  }
}

function derived(state: HandshakeState, result: Derived | HandshakeFault): Step {
  if (typeof result === 'string') return fail(state, result);
  if (state.phase !== 'deriving') return stay(state);
  const { role, line, own, theirs, theirTag } = state;
  const knowing = { role, line, theirs, derived: result };
  if (role === 'responder') {
    const reveal = { kind: 'reveal', ...own, tag: result.tags.responder } as const;
    return { state: { phase: 'awaits-confirm', ...knowing }, effects: [{ do: 'send', message: reveal }] };
  }
  if (theirTag !== result.tags.responder) return fail(state, 'tag');
  const next = look({ phase: 'confirmed', ...knowing });
  const confirm: HandshakeEffect = { do: 'send', message: { kind: 'confirm', tag: result.tags.initiator } };
  return { state: next.state, effects: [{ do: 'expect', fp: theirs.fp }, confirm, ...next.effects] };
}

/** Confirmed and open: both are needed, in whichever order they come. */
function look(state: HandshakeState): Step {
  if (state.phase !== 'confirmed' || state.line.openSince === undefined) return stay(state);
  return { state, effects: [{ do: 'look-at-certificates', fp: state.theirs.fp }] };
}

function certificates(state: HandshakeState, areTheirs: boolean): Step {
  if (state.phase !== 'confirmed') return stay(state);
  if (!areTheirs) return fail(state, 'certificate');
  const next = settle({ ...state, phase: 'binding' });
  return { state: next.state, effects: [{ do: 'send-bind', tag: state.derived.binds[state.role] }, ...next.effects] };
}

function settle(state: HandshakeState): Step {
  if (state.phase !== 'binding' || state.line.theirBind === undefined) return stay(state);
  const { theirs, derived: result, role, line } = state;
  if (line.theirBind !== result.binds[otherRole[role]]) return fail(state, 'bind');
  return { state: { phase: 'bound', role, line }, effects: [{ do: 'bound', fp: theirs.fp, derived: result }] };
}

const otherRole = { initiator: 'responder', responder: 'initiator' } as const;
