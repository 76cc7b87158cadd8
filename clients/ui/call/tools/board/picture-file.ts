/** Makes a picture for the board of a file: upright, no larger than needed, and without what cameras write into photos. */

export interface BoardPicture {
  bytes: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/** Pixels of the long side: sharp on large screens, soon sent. */
export const longEdge = 2_000;
/** A PNG that is larger becomes a JPEG. */
const mostPngBytes = 900_000;

/** The canvas as a file of `type`. Rejects when the browser cannot. */
export function canvasBytes(
  canvas: HTMLCanvasElement,
  type: 'image/png' | 'image/jpeg',
): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => {
      if (blob) blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
      else reject(new Error('the canvas cannot be written'));
    };
    canvas.toBlob(take, type, 0.86);
  });
}

/** A canvas of so many pixels, with a pen. */
export function newCanvas(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('the browser has no canvas');
  return { canvas, pen };
}

/** Sharp letters as PNG where that is small enough, photos as JPEG. */
export async function pictureOf(canvas: HTMLCanvasElement, isPhoto: boolean): Promise<BoardPicture> {
  const { width, height } = canvas;
  const png = isPhoto ? undefined : await canvasBytes(canvas, 'image/png');
  const bytes = png && png.length <= mostPngBytes ? png : await canvasBytes(canvas, 'image/jpeg');
  return { bytes, width, height };
}

/** Rejects when the browser cannot read the file as a picture. */
export async function openPicture(file: Blob): Promise<BoardPicture> {
  // The orientation that the camera noted (EXIF) is applied; nothing else of its notes survives the canvas.
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, longEdge / Math.max(bitmap.width, bitmap.height));
    const { canvas, pen } = newCanvas(bitmap.width * scale, bitmap.height * scale);
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await pictureOf(canvas, file.type !== 'image/png');
  } finally {
    bitmap.close();
  }
}
