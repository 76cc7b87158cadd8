/** How the written conversation goes on: one pure step for every event. Converges over any number of lost lines. */
import { editBetween, edited } from './text-draft.ts';
import { type TextFrame, textLimits } from './text-frames.ts';
import {
  type Entry,
  entryCount,
  isFull,
  isUntold,
  otherSeat,
  type TextEvent,
  type TextState,
  type TextStep,
  textDeadline,
} from './text-state.ts';

/** Total: what has no place changes nothing. `now` in milliseconds of the pod's clock. */
export function stepText(state: TextState, event: TextEvent, now: number): TextStep {
  switch (event.type) {
    case 'line':
      return line(state, event.isOpen);
    case 'heard':
      if (event.frame.type === 'hello') return greeted(state, event.frame, event.isOtherDevice ?? false, now);
      return heard(state, event.frame, now);
    case 'typed':
      return tell({ state: { ...state, draft: event.text.slice(0, textLimits.textLength) }, send: [] }, now);
    case 'live':
      return live(state, event.on, now);
    case 'say':
      return say(state, now);
    case 'tick':
      return tell({ state, send: [] }, now);
    default:
      return event satisfies never;
  }
}

const stay = (state: TextState): TextStep => ({ state, send: [] });

/** Every line starts from nothing: who we are, what we have. The rest follows when they have said the same. */
function line(state: TextState, isOpen: boolean): TextStep {
  if (!isOpen) return stay({ ...state, line: 'away', told: '' });
  const { self, isLive } = state;
  const have = [...state.logs].map(([session, entries]): [string, number] => [session, lastOf(entries)]);
  return {
    state: { ...state, line: 'greeting', saidLive: isLive },
    send: [{ type: 'hello', session: self.session, have, live: isLive }],
  };
}

function heard(state: TextState, frame: Exclude<TextFrame, { type: 'hello' }>, now: number): TextStep {
  if (state.line !== 'open') return stay(state);
  const { theirs } = state;
  switch (frame.type) {
    case 'said': {
      const { type: _, ...entry } = frame;
      return said(state, entry, now);
    }
    case 'ack': {
      const known = lastOf(state.logs.get(frame.session));
      const had = state.theyHave.get(frame.session) ?? 0;
      return stay({ ...state, theyHave: having(state, frame.session, Math.max(had, Math.min(known, frame.n))) });
    }
    case 'live':
      return stay({ ...state, theirs: { ...theirs, isLive: frame.on, draft: '' } });
    case 'draft': {
      const draft = theirs.isLive ? edited(theirs.draft, frame) : undefined;
      return draft === undefined ? stay(state) : stay({ ...state, theirs: { ...theirs, draft } });
    }
    default:
      return frame satisfies never;
  }
}

const lastOf = (entries: readonly Entry[] = []): number => entries.at(-1)?.n ?? 0;

const having = ({ theyHave }: TextState, session: string, n: number) => new Map(theyHave).set(session, n);

/** Once a line: they get what they do not have, and the draft as it stands. */
function greeted(
  state: TextState,
  hello: Extract<TextFrame, { type: 'hello' }>,
  isOtherDevice: boolean,
  now: number,
): TextStep {
  const { session } = hello;
  if (state.line !== 'greeting' || session === state.self.session) return stay(state);
  const theyHave = new Map(hello.have);
  const theirs = { session, isLive: hello.live, draft: '' };
  const withheld = isOtherDevice && session !== state.theirs.session ? state.theyHave : state.withheld;
  const had = (name: string) => Math.max(theyHave.get(name) ?? 0, withheld.get(name) ?? 0);
  const missing = [...state.logs].flatMap(([name, entries]) => entries.filter(({ n }) => n > had(name)));
  const send = missing.map((entry): TextFrame => ({ type: 'said', ...entry }));
  const toldAt = Number.NEGATIVE_INFINITY;
  const opened: TextState = { ...state, line: 'open', theyHave, withheld, theirs, told: '', toldAt };
  return tell({ state: { ...opened, saidLive: state.isLive }, send: [...send, ...switched(opened)] }, now);
}

function said(state: TextState, entry: Entry, now: number): TextStep {
  const { session, n } = entry;
  const log = state.logs.get(session) ?? [];
  if (!isAcceptable(state, entry, now)) return stay(state);
  const ack: TextFrame = { type: 'ack', session, n };
  const last = lastOf(log);
  if (n <= last) return { state, send: [ack] };
  // One that begins later begins where another device had not been.
  if ((last > 0 && n > last + 1) || entryCount(state) >= textLimits.entries + textLimits.crossing) return stay(state);
  const isTheirs = session === state.theirs.session;
  return {
    state: {
      ...state,
      logs: new Map(state.logs).set(session, [...log, entry]),
      theyHave: having(state, session, Math.max(n, state.theyHave.get(session) ?? 0)),
      theirs: isTheirs ? { ...state.theirs, draft: '' } : state.theirs,
      isRestored: state.isRestored || entry.seat === state.self.seat,
    },
    send: [ack],
  };
}

/** Nobody speaks for this page, nor for the other seat from their own; what was said before a reload may come back. */
function isAcceptable({ self, theirs, logs }: TextState, { session, seat, at }: Entry, now: number): boolean {
  if (session === self.session || at > now + textLimits.clockMs) return false;
  if (session === theirs.session && seat !== otherSeat(self.seat)) return false;
  const [first] = logs.get(session) ?? [];
  return first === undefined ? logs.size < textLimits.sessions - 1 : first.seat === seat;
}

function live(state: TextState, on: boolean, now: number): TextStep {
  if (state.isLive === on) return stay(state);
  const next = { ...state, isLive: on, told: '' };
  if (state.line !== 'open') return stay(next);
  return tell({ state: { ...next, saidLive: on }, send: switched(next) }, now);
}

/** A hello that was on its way already said the old state. */
const switched = ({ isLive, saidLive }: TextState): TextFrame[] =>
  isLive === saidLive ? [] : [{ type: 'live', on: isLive }];

function say(state: TextState, now: number): TextStep {
  const text = state.draft.trim();
  if (text === '' || isFull(state)) return stay(state);
  const { session, seat } = state.self;
  const log = state.logs.get(session) ?? [];
  const entry: Entry = { session, n: lastOf(log) + 1, at: nextTime(state, now), seat, text };
  const next = { ...state, logs: new Map(state.logs).set(session, [...log, entry]), draft: '', told: '' };
  return { state: next, send: state.line === 'open' ? [{ type: 'said', ...entry }] : [] };
}

/** Later than everything it may answer to, whatever the clocks say. */
function nextTime({ logs }: TextState, now: number): number {
  const latest = [...logs.values()].map((entries) => entries.at(-1)?.at ?? 0);
  return Math.max(Math.round(now), ...latest.map((at) => at + 1));
}

/** The draft goes out as it stands, at most once in `liveEveryMs`. */
function tell({ state, send }: TextStep, now: number): TextStep {
  if (!isUntold(state) || now < (textDeadline(state) ?? now)) return { state, send };
  const edit = editBetween(state.told, state.draft);
  return { state: { ...state, told: state.draft, toldAt: now }, send: [...send, { type: 'draft', ...edit }] };
}
