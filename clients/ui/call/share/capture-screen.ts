/** Asks the browser what to show: a screen, a window or a tab, with its sound where it can be had without an echo. */
import type { OwnScreen } from '@visavis/call';

/** Why nothing is shown. `refused`: the person chose nothing. */
export type ScreenProblem = 'refused' | 'blocked-by-system' | 'failed' | 'unreadable';
export type Asked = { screen: OwnScreen } | { problem: ScreenProblem };

/** What a browser brings; tests bring their own. */
export type ScreenDevices = Pick<MediaDevices, 'getDisplayMedia' | 'getSupportedConstraints'>;

/** No larger than this leaves the browser: what is read on a screen is read at this size, and old computers can send it. */
const largest = { width: 1920, height: 1200 };

/** W3C Screen Capture §5.1 and its later options; a browser leaves out what it does not know. */
interface ScreenWish extends DisplayMediaStreamOptions {
  selfBrowserSurface: 'exclude';
  surfaceSwitching: 'include';
  systemAudio: 'include' | 'exclude';
}

function wish(supported: object): ScreenWish {
  // The voice of the other side sounds in this page: all sound of the computer would send it back to them.
  const canLeaveOut = 'restrictOwnAudio' in supported;
  const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  return {
    video: { width: { max: largest.width }, height: { max: largest.height }, frameRate: { max: 25 } },
    audio: canLeaveOut ? Object.assign(sound, { restrictOwnAudio: true }) : sound,
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    systemAudio: canLeaveOut ? 'include' : 'exclude',
  };
}

const kinds: Record<string, OwnScreen['kind']> = { monitor: 'screen', window: 'window', browser: 'tab' };

/** Whether this browser can show a screen at all; phones and tablets cannot. */
export const canAskForScreen = (devices: Partial<ScreenDevices> | undefined): boolean =>
  typeof devices?.getDisplayMedia === 'function';

/** Call it inside a click. Rejects never. */
export async function askForScreen(devices: ScreenDevices): Promise<Asked> {
  try {
    const stream = await devices.getDisplayMedia(wish(devices.getSupportedConstraints()));
    const [picture] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (!picture) return { problem: 'failed' };
    picture.contentHint = 'text';
    if (sound) sound.contentHint = 'music';
    return { screen: { kind: kinds[picture.getSettings().displaySurface ?? ''] ?? 'screen', picture, sound } };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

// Only Chromium tells the system's no from the person's, in its message.
function problemOf(error: unknown): ScreenProblem {
  if (!(error instanceof Error) || error.name !== 'NotAllowedError') return 'failed';
  return /by system/i.test(error.message) ? 'blocked-by-system' : 'refused';
}

/** The same thing shown as a film or as text; the browser asks nothing. */
export function shownAs(screen: OwnScreen, contentHint: 'motion' | 'text'): OwnScreen {
  const picture = screen.picture.clone();
  picture.contentHint = contentHint;
  return { ...screen, picture };
}
