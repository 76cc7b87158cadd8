/** Saves the board on this device: one sheet as PNG, all of them as PDF. Only ever by a person's click. */
import { type Board, type Placed, sheetsOf, thingsOn } from './board.ts';
import type { Sheet } from './board-value.ts';
import { paintSheet } from './paint.ts';
import { type PdfPicture, pdfOf } from './pdf-file.ts';
import { canvasBytes, newCanvas } from './picture-file.ts';

/** Pixels of the long side. */
const longEdge = 2_400;

/** The bytes of a picture that has come. */
type Pictures = (hash: string) => Uint8Array<ArrayBuffer> | undefined;

/** Decodes a picture of a sheet; undefined when it has not come or cannot be read. */
export async function decodePicture(picture: Sheet['picture'], pictures: Pictures): Promise<ImageBitmap | undefined> {
  const bytes = picture && pictures(picture.hash);
  if (!bytes) return undefined;
  return createImageBitmap(new Blob([bytes], { type: picture.type })).catch(() => undefined);
}

async function drawn(board: Board, { id, value }: Placed<Sheet>, pictures: Pictures): Promise<HTMLCanvasElement> {
  const scale = longEdge / Math.max(value.width, value.height);
  const { canvas, pen } = newCanvas(value.width * scale, value.height * scale);
  const picture = await decodePicture(value.picture, pictures);
  pen.scale(scale, scale);
  paintSheet(pen, value, picture, thingsOn(board, id));
  picture?.close();
  return canvas;
}

/** One sheet as it is now. */
export async function sheetPng(board: Board, sheet: Placed<Sheet>, pictures: Pictures): Promise<Blob> {
  return new Blob([await canvasBytes(await drawn(board, sheet, pictures), 'image/png')], { type: 'image/png' });
}

/** All sheets, one a page. */
export async function boardPdf(board: Board, pictures: Pictures, title: string, language: string): Promise<Blob> {
  const pages: PdfPicture[] = [];
  for (const sheet of sheetsOf(board)) {
    const canvas = await drawn(board, sheet, pictures);
    const { width, height } = canvas;
    pages.push({ jpeg: await canvasBytes(canvas, 'image/jpeg'), width, height });
    // Safari counts the pixels of every canvas that is still there, and soon makes no more.
    canvas.width = 0;
  }
  return pdfOf(pages, title, language);
}
