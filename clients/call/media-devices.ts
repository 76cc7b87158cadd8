/** The devices a person can choose from, as the browser lists them. */
import type { DeviceChoice, MediaView } from './call-view.ts';

/** The three lists of a {@link MediaView}. */
export type DeviceLists = Pick<MediaView, 'microphones' | 'cameras' | 'speakers'>;

export const noDevices: DeviceLists = { microphones: [], cameras: [], speakers: [] };

/**
 * Lists devices; empty where the browser does not tell. Before the first permission browsers hide ids and labels: such
 * entries are left out. Speakers only where they can be chosen. Rejects never.
 */
export async function listDevices(devices: MediaDevices | undefined, canChooseSpeaker: boolean): Promise<DeviceLists> {
  const found = await devices?.enumerateDevices().catch(() => []);
  const choices = (wanted: MediaDeviceKind): DeviceChoice[] =>
    (found ?? [])
      .filter(({ kind, deviceId }) => kind === wanted && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    microphones: choices('audioinput'),
    cameras: choices('videoinput'),
    speakers: canChooseSpeaker ? choices('audiooutput') : [],
  };
}
