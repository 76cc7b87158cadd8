/** Sees that a picture is nothing but darkness: a covered camera, or a room without light. */
import { useEffect } from 'preact/hooks';

const lookEveryMs = 2_000;
const sample = { width: 16, height: 12 } as const;
/** Brightness of 0 to 255: no point is brighter than `most`, and the middle of all is below `mean`. */
const dark = { most: 44, mean: 18 } as const;

/** Whether these RGBA points (`ImageData`) show nothing. Pure. */
export function isDark(points: Uint8ClampedArray): boolean {
  let sum = 0;
  let most = 0;
  for (let at = 0; at < points.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = points.subarray(at, at + 3);
    const brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    sum += brightness;
    most = Math.max(most, brightness);
  }
  return points.length > 0 && most < dark.most && sum / (points.length / 4) < dark.mean;
}

/** Looks at the picture of `video` every other second and tells changes, as long as the part is on the page. */
export function useDarkness(video: { current: HTMLVideoElement | null }, tell: (isDark: boolean) => void): void {
  useEffect(() => {
    const canvas = document.createElement('canvas');
    canvas.width = sample.width;
    canvas.height = sample.height;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    let told = false;
    const look = () => {
      const element = video.current;
      if (!pen || !element?.videoWidth || document.visibilityState !== 'visible') return;
      pen.drawImage(element, 0, 0, sample.width, sample.height);
      const now = isDark(pen.getImageData(0, 0, sample.width, sample.height).data);
      if (now !== told) tell(now);
      told = now;
    };
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      // What was dark is gone: the next picture is judged by itself.
      if (told) tell(false);
    };
  }, []);
}
