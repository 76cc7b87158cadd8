/** Which of the own devices cannot be used, and why. */
import type { MediaProblem, MediaView } from '@visavis/call';
import type { DeviceWord } from './texts/de/media.ts';

/** The worst trouble of both devices, and which of them it concerns; undefined when nothing is wrong. */
export function mediaTrouble(view: MediaView): { problem: MediaProblem; device: DeviceWord } | undefined {
  const { microphoneProblem, cameraProblem } = view;
  if (microphoneProblem && microphoneProblem === cameraProblem) return { problem: microphoneProblem, device: 'both' };
  if (microphoneProblem) return { problem: microphoneProblem, device: 'microphone' };
  return cameraProblem && { problem: cameraProblem, device: 'camera' };
}
