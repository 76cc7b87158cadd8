/** Which device in use is gone and was replaced by another one: what a person has to be told after a plug came out. Pure. */

import type { MediaView } from './call-view.ts';
import type { Cause } from './causes.ts';

/** How long it is said, in milliseconds. */
const saidForMs = 12_000;

type Devices = Pick<MediaView, 'microphone' | 'microphones' | 'speakers' | 'chosen'>;

export interface DeviceState {
  /** The last ones in use. */
  readonly microphone: string | undefined;
  readonly speaker: string | undefined;
  /** Until when it is said. */
  readonly microphoneUntil: number;
  readonly speakerUntil: number;
}

export const noDevices: DeviceState = {
  microphone: undefined,
  speaker: undefined,
  microphoneUntil: 0,
  speakerUntil: 0,
};

/** The devices of this moment. A person who chooses another one sees the old one still in the list. */
export function lookAtDevices(state: DeviceState, now: Devices, at: number): DeviceState {
  const { microphone, speaker } = now.chosen;
  const inUse = now.microphone === 'none' ? undefined : microphone;
  const isGone = (id: string | undefined, list: MediaView['microphones']) =>
    id !== undefined && list.length > 0 && !list.some((choice) => choice.id === id);
  const microphoneLost = inUse !== undefined && inUse !== state.microphone && isGone(state.microphone, now.microphones);
  const speakerLost = speaker === undefined && isGone(state.speaker, now.speakers);
  return {
    microphone: inUse ?? state.microphone,
    speaker: speaker ?? (speakerLost ? undefined : state.speaker),
    microphoneUntil: microphoneLost ? at + saidForMs : state.microphoneUntil,
    speakerUntil: speakerLost ? at + saidForMs : state.speakerUntil,
  };
}

/** What is to be said now. */
export function deviceCauses({ microphoneUntil, speakerUntil }: DeviceState, at: number): Cause[] {
  const found: Cause[] = [];
  if (at < microphoneUntil) found.push('microphone-changed');
  if (at < speakerUntil) found.push('speaker-changed');
  return found;
}
