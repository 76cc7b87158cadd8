/** Finds what is wrong from what is seen twice a second: a pure machine that says nothing before it has lasted. */
import { type Cause, inOrder } from './causes.ts';
import { type EchoWatch, isEcho, lookForEcho, noEcho } from './echo-watch.ts';
import { type Lasting, last, notRaised, type Patience } from './lasting.ts';
import type { QualityFacts } from './quality-facts.ts';

/** What there is to see at one moment. */
export interface Sight {
  isOnline: boolean;
  signalling: boolean;
  /** Both talk, on a line that stands. */
  isTalking: boolean;
  isStalled: boolean;
  soundBlocked: boolean;
  microphone: { isOn: boolean; isMuted: boolean };
  camera: { isOn: boolean; isMuted: boolean };
  peerCamera: boolean;
  /** The page shows nothing but darkness where the other face should be. */
  isDark: boolean;
  isSaving: boolean;
  hearsOtherwise?: boolean | undefined;
  /** The other side's last word on whether it hears a voice. */
  heardThere: boolean | undefined;
  facts: QualityFacts | undefined;
  roundTripMs: number | undefined;
  /** Messages of the other side that were refused so far. */
  refused: number;
}

/** Names of what has to last; patience in milliseconds. */
const patience = {
  'microphone-muted': { raiseMs: 1_500, clearMs: 500 },
  'camera-muted': { raiseMs: 1_500, clearMs: 500 },
  'microphone-silent': { raiseMs: 12_000, clearMs: 0 },
  'not-heard': { raiseMs: 2_000, clearMs: 1_000 },
  'peer-echo': { raiseMs: 0, clearMs: 15_000 },
  'peer-picture-frozen': { raiseMs: 4_000, clearMs: 1_000 },
  'peer-picture-dark': { raiseMs: 6_000, clearMs: 1_000 },
  'peer-floods': { raiseMs: 0, clearMs: 5_000 },
  'line-weak': { raiseMs: 5_000, clearMs: 10_000 },
  'line-slow': { raiseMs: 6_000, clearMs: 10_000 },
  'device-busy': { raiseMs: 12_000, clearMs: 10_000 },
} as const satisfies Partial<Record<Cause, Patience>>;

type Slow = keyof typeof patience;

export interface CauseState {
  readonly lasting: Readonly<Record<Slow, Lasting>>;
  /** Whether a voice arrives here: told to the other side, which compares it with its own. */
  readonly hearsVoice: Lasting;
  /** Looks with an own voice, of the last six seconds. */
  readonly voiced: readonly boolean[];
  readonly echo: EchoWatch;
  readonly facts: QualityFacts | undefined;
  readonly talkingSince: number | undefined;
  readonly refused: number;
}

export const newCauses: CauseState = {
  lasting: Object.fromEntries(Object.keys(patience).map((name) => [name, notRaised])) as Record<Slow, Lasting>,
  hearsVoice: notRaised,
  voiced: [],
  echo: noEcho,
  facts: undefined,
  talkingSince: undefined,
  refused: 0,
};

/** Mean power of what counts as a voice: about -45 dBFS, far above the noise of a room. */
const voicePower = 3e-5;
const voicedLooks = 12;
const limits = { lostShare: 0.1, concealedShare: 0.12, lateMs: 500, settleMs: 15_000, flood: 10 } as const;

/** One look, about half a second after the last; `now` in milliseconds. */
export function lookForCauses(state: CauseState, sight: Sight, now: number): { state: CauseState; found: Cause[] } {
  const talkingSince = sight.isTalking ? (state.talkingSince ?? now) : undefined;
  const change = changeOf(state.facts, sight.facts);
  const spoken = change && sight.microphone.isOn ? change.spokenPower : undefined;
  const voice = spoken !== undefined && spoken > voicePower;
  const heard = sight.hearsOtherwise ? undefined : change?.heardPower;
  const hears = heard === undefined ? undefined : heard > voicePower;
  const voiced = sight.isTalking ? [...state.voiced, voice].slice(-voicedLooks) : [];
  // A look without new figures is no silence of both.
  const heardNow = change === undefined ? state.echo : lookForEcho(state.echo, voice, hears === true);
  const echo = sight.isTalking ? heardNow : noEcho;
  const isSettled = talkingSince !== undefined && now - talkingSince >= limits.settleMs;
  const seen: Record<Slow, boolean | undefined> = {
    'microphone-muted': sight.microphone.isOn && sight.microphone.isMuted,
    'camera-muted': sight.camera.isOn && sight.camera.isMuted,
    'microphone-silent': sight.microphone.isOn
      ? change && change.spokenPower === 0 && !sight.microphone.isMuted
      : false,
    'not-heard': isSpeaking(voiced) && sight.heardThere === false && !sight.isStalled,
    'peer-echo': isEcho(echo),
    'peer-picture-frozen':
      change && sight.peerCamera && change.hadPictures && change.pictures === 0 && change.received > 0,
    'peer-picture-dark': sight.isTalking && sight.peerCamera && sight.isDark,
    'peer-floods': sight.refused - state.refused >= limits.flood,
    'line-weak': isSettled && change !== undefined && isWeak(change, sight.facts),
    'line-slow': sight.isTalking && (sight.roundTripMs ?? 0) > limits.lateMs,
    'device-busy': isSettled && sight.facts?.limitedBy === 'cpu',
  };
  const lasting = { ...state.lasting };
  for (const name of Object.keys(patience) as Slow[])
    lasting[name] = sight.isTalking ? last(state.lasting[name], seen[name], now, patience[name]) : notRaised;
  const hearsVoice = last(state.hearsVoice, hears, now, { raiseMs: 0, clearMs: 3_000 });
  const next: CauseState = {
    lasting,
    hearsVoice,
    voiced,
    echo,
    facts: sight.facts,
    talkingSince,
    refused: sight.refused,
  };
  const slow = (Object.keys(patience) as Slow[]).filter((name) => lasting[name].isRaised);
  return { state: next, found: inOrder([...slow, ...atOnce(sight)]) };
}

function atOnce(sight: Sight): Cause[] {
  const found: Cause[] = [];
  if (!sight.isOnline && (sight.isStalled || !sight.signalling)) found.push('own-offline');
  if (sight.isStalled) found.push('nothing-arrives');
  if (sight.soundBlocked) found.push('sound-held-back');
  if (sight.isSaving) found.push('saving');
  return found;
}

/** A voice in half of the last six seconds: somebody who speaks, not somebody who coughs. */
const isSpeaking = (voiced: readonly boolean[]): boolean =>
  voiced.length === voicedLooks && voiced.filter(Boolean).length >= voicedLooks / 2;

interface Change {
  spokenPower: number | undefined;
  heardPower: number | undefined;
  pictures: number;
  hadPictures: boolean;
  received: number;
  lost: number;
  samples: number;
  concealed: number;
}

/** Between two looks at the same connection; undefined after a rebuild, and where nothing went by. */
function changeOf(before: QualityFacts | undefined, now: QualityFacts | undefined): Change | undefined {
  if (!before || !now || now.received < before.received || now === before) return undefined;
  return {
    spokenPower: powerOf(before.spoken, now.spoken),
    heardPower: powerOf(before.heard, now.heard),
    pictures: now.pictures - before.pictures,
    hadPictures: before.pictures > 0,
    received: now.received - before.received,
    lost: Math.max(0, now.lost - before.lost),
    samples: now.samples - before.samples,
    concealed: now.concealed - before.concealed,
  };
}

function powerOf(before: QualityFacts['heard'], now: QualityFacts['heard']): number | undefined {
  if (!before || !now || now.seconds <= before.seconds) return undefined;
  return Math.max(0, now.energy - before.energy) / (now.seconds - before.seconds);
}

function isWeak(change: Change, facts: QualityFacts | undefined): boolean {
  const lost = change.lost / Math.max(1, change.lost + change.received);
  const concealed = change.concealed / Math.max(1, change.samples);
  const there = facts?.lostThere ?? 0;
  return (
    lost > limits.lostShare ||
    concealed > limits.concealedShare ||
    there > limits.lostShare ||
    facts?.limitedBy === 'bandwidth'
  );
}
