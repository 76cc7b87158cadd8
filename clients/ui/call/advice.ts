/** The one sentence above the stage, when something is wrong; nothing while all is well. Pure. */

import type { CallView, Cause } from '@visavis/call';
import type { CallTexts } from '../texts/call.ts';
import type { CauseTexts } from '../texts/causes.ts';
import type { UiTexts } from '../texts/index.ts';

/** What went missing of the own devices while they were in use. */
export interface Lost {
  microphone: boolean;
  camera: boolean;
}

/** How the other person is called, and the number that helps when no line comes about. */
export interface Whom {
  name: string;
  phone: string | undefined;
}

/** A sentence, and the cause behind it when there is more to say about it. */
export interface Advice {
  sentence: string;
  cause?: Cause;
}

/** What only spoils a conversation: said when there is nothing else to say. */
const calm: ReadonlySet<Cause> = new Set<Cause>(['line-weak', 'line-slow', 'device-busy', 'saving', 'peer-saving']);

/** The most important one for now: about the line, what was found wrong, what the other person has switched off, what spoils. */
export function adviceOf(
  view: CallView,
  lost: Lost,
  whom: Whom & { device: string | undefined },
  texts: { call: CallTexts; causes: CauseTexts },
): Advice | undefined {
  const ofLine = lineAdvice(view, lost, whom, texts.call);
  const [cause] = view.causes ?? [];
  const isOffline = view.phase === 'interrupted' && cause === 'own-offline';
  const sentence = callAdvice(view, lost, whom, texts.call);
  const isFirst = ofLine === undefined && (sentence === undefined || !calm.has(cause ?? 'saving'));
  if (cause !== undefined && (isOffline || (isFirst && view.phase === 'talking'))) {
    const { what, now } = texts.causes.list[cause];
    return { sentence: `${what(whom)} ${now(whom)}`, cause };
  }
  return sentence === undefined ? undefined : { sentence };
}

/** The most important sentence without what is found by watching. */
export function callAdvice(view: CallView, lost: Lost, whom: Whom, texts: CallTexts): string | undefined {
  const ofLine = lineAdvice(view, lost, whom, texts);
  if (ofLine !== undefined || view.phase !== 'talking') return ofLine;
  if (view.peer?.microphone === 'off') return texts.peerMicrophoneOff(whom.name);
  if (view.peer?.microphone === 'none') return texts.peerMicrophoneNone(whom.name);
  return undefined;
}

/** What comes before everything else: the line, the goodbye, the own devices. */
function lineAdvice(view: CallView, lost: Lost, whom: Whom, texts: CallTexts): string | undefined {
  const { advice } = texts;
  const { name } = whom;
  if (view.lineFailed) return advice.lineFailed(whom.phone, view.incident);
  if (view.phase === 'starting') return view.remoteStream && advice.connecting(name);
  if (view.phase === 'interrupted') {
    // Our own line to the service still stands and the other's is gone: the trouble is on the other side.
    return view.signalling === 'open' && !view.peer?.present ? advice.peerAway(name) : advice.interrupted;
  }
  if (view.phase !== 'talking') return undefined;
  if (view.peer?.hangingUp) return advice.peerHangingUp(name);
  if (lost.microphone) return advice.microphoneLost;
  return lost.camera ? advice.cameraLost : undefined;
}

/** Whether the other's picture can be shown, else the sentence in its place. */
export function picturePlace(view: CallView, name: string, texts: CallTexts): string | undefined {
  const { state } = view.privacy;
  if (state === 'unchecked' || state === 'broken') return texts.mediaOff[state];
  if (!view.remoteStream && view.phase === 'starting') return texts.advice.connecting(name);
  if (view.peer?.camera === 'off') return texts.peerCameraOff(name);
  if (view.peer?.camera === 'none') return texts.peerCameraNone(name);
  return undefined;
}

/** How long a conversation has been going on, in words, never in figures that run. */
export function durationWords(ms: number, texts: CallTexts): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 1 ? texts.underAMinute : texts.minutes(minutes);
}

/** Length of a conversation that is over. */
export function talkedWords(ms: number, words: UiTexts['words']): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 1 ? words.lessThanAMinute : words.duration(minutes);
}
