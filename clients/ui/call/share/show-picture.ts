/** Shows a photo or a paper: the picture of a file, painted again and again as if it were a screen. */
import type { Asked } from './capture-screen.ts';

/** Small print of a page on paper is read at this size. */
const largest = { width: 1920, height: 1440 };
/** A picture that comes late, or to somebody who has just come back, waits for the next painting. */
const paintEveryMs = 500;

/** The size to paint `width` × `height` in, never larger than it is. */
export function paintedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, largest.width / width, largest.height / height);
  // Encoders want even numbers.
  const even = (length: number) => Math.max(2, Math.round((length * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** Rejects never. The file itself is read here and goes nowhere. */
export async function askForPicture(file: Blob): Promise<Asked> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return { problem: 'unreadable' };
  const canvas = document.createElement('canvas');
  Object.assign(canvas, paintedSize(bitmap.width, bitmap.height));
  const brush = canvas.getContext('2d');
  const [picture] = canvas.captureStream(1_000 / paintEveryMs).getVideoTracks();
  if (!picture || !brush) return { problem: 'failed' };
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  // A photo of a good camera fills the memory of a small phone.
  bitmap.close();
  picture.contentHint = 'text';
  const timer = setInterval(() => {
    if (picture.readyState === 'live') brush.drawImage(canvas, 0, 0);
    else clearInterval(timer);
  }, paintEveryMs);
  return { screen: { kind: 'picture', picture, sound: undefined } };
}
