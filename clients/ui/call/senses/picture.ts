/** The picture as this person needs it: the whole screen, a small window beside other work, a blurred room behind them. */

/** `backgroundBlur` (W3C mediacapture-extensions §4), where camera and system offer it. */
interface BlurCapabilities extends MediaTrackCapabilities {
  backgroundBlur?: boolean[];
}

/** Whether the room behind this camera's person can be blurred by the system itself. */
export function canBlur(camera: MediaStreamTrack | undefined): boolean {
  const capabilities: BlurCapabilities | undefined = camera?.getCapabilities?.();
  return capabilities?.backgroundBlur?.includes(true) ?? false;
}

/** Resolves whether it took. Where the system decides alone, its decision stays. */
export async function setBlur(camera: MediaStreamTrack | undefined, on: boolean): Promise<boolean> {
  if (!camera || !canBlur(camera)) return false;
  const wish: MediaTrackConstraints & { backgroundBlur: boolean } = { backgroundBlur: on };
  return camera.applyConstraints(wish).then(
    () => true,
    () => false,
  );
}

/** The whole page on the whole screen, the keys of the conversation included. */
export const canFillScreen = (): boolean => document.fullscreenEnabled;
export function fillScreen(): void {
  const isFull = document.fullscreenElement !== null;
  const change = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}

/** A small window above everything else that is open. */
export const canFloat = (): boolean => document.pictureInPictureEnabled;
export function float(video: HTMLVideoElement | null): void {
  const isFloating = document.pictureInPictureElement !== null;
  const change = isFloating ? document.exitPictureInPicture() : video?.requestPictureInPicture();
  change?.catch(() => undefined);
}

/** By itself when the person goes to another tab: Chromium asks for it so, and only while camera or microphone are on. */
export function floatByItself(video: HTMLVideoElement): () => void {
  const action = 'enterpictureinpicture' as MediaSessionAction;
  const set = (handler: MediaSessionActionHandler | null) => {
    try {
      navigator.mediaSession?.setActionHandler(action, handler);
    } catch {}
  };
  set(() => void video.requestPictureInPicture().catch(() => undefined));
  return () => set(null);
}
