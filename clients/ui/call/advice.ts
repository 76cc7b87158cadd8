/** The one sentence above the stage, when something is wrong; nothing while all is well. Pure. */

import type { CallView } from '@visavis/call';
import type { CallTexts } from '../texts/call.ts';
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

/** The most important sentence for now. */
export function callAdvice(view: CallView, lost: Lost, whom: Whom, texts: CallTexts): string | undefined {
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
  if (lost.camera) return advice.cameraLost;
  if (view.peer?.microphone === 'off') return texts.peerMicrophoneOff(name);
  if (view.peer?.microphone === 'none') return texts.peerMicrophoneNone(name);
  return undefined;
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
