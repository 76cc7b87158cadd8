/** Lays an image or the pages of a PDF on the board: each becomes a sheet that both see. */
import { sheetsOf } from './board.ts';
import { limits, plainText, type Sheet } from './board-value.ts';
import { type BoardPicture, openPicture } from './picture-file.ts';
import type { BoardSession } from './session.ts';

/** How it goes on, to be said on the page. */
export type Opening =
  | { type: 'preparing' }
  | { type: 'page'; page: number; of: number }
  | { type: 'unreadable' }
  | { type: 'too-large' }
  | { type: 'no-room' }
  | { type: 'pages-left'; shown: number; of: number }
  | { type: 'done' };

/** More pages at once help nobody in a conversation. */
export const mostPages = 12;
const longSide = 16_000;
/** What is read as a whole must fit beside a conversation. */
const mostFileBytes = 60_000_000;

const isPdf = (file: File): boolean => file.type === 'application/pdf' || /\.pdf$/i.test(file.name);

/** The name of a file without what it must not hold. */
const nameOf = (file: File): string =>
  [...file.name]
    .filter((letter) => plainText.test(letter) && letter !== '\n')
    .join('')
    .slice(0, 100);

/** Adds a sheet with `picture`, shown at once when it is the first of several; false when there is no room. */
async function addSheet(
  session: BoardSession,
  picture: BoardPicture,
  name: string,
  isShown: boolean,
): Promise<boolean> {
  const { board } = session.view;
  if (sheetsOf(board).length >= limits.sheets || picture.bytes.length > limits.picture.bytes) return false;
  const known = await session.addPicture(picture.bytes);
  if (!known) return false;
  const scale = longSide / Math.max(picture.width, picture.height);
  const side = (pixels: number) => Math.max(1_000, Math.round(pixels * scale));
  const born = session.view.board.clock + 1;
  const value: Sheet = {
    kind: 'sheet',
    born,
    width: side(picture.width),
    height: side(picture.height),
    ...(name && { name }),
    picture: known,
  };
  const id = session.newId();
  session.act({ type: 'change', changes: [{ id, value }] });
  if (isShown) showSheet(session, id);
  return !session.view.isFull;
}

/** Turns both sides to a sheet. */
export function showSheet(session: BoardSession, sheet: string): void {
  const value = { kind: 'shown' as const, born: 0, sheet };
  session.act({ type: 'change', changes: [{ id: 'shown', value }], silent: true });
}

async function openPdfFile(session: BoardSession, file: File, tell: (opening: Opening) => void): Promise<Opening> {
  // A part of its own: most conversations never see a PDF.
  const { openPdf } = await import('./pdf-pages.ts');
  const pdf = await openPdf(file);
  try {
    const of = Math.min(pdf.count, mostPages);
    tell({ type: 'page', page: 1, of });
    for await (const { number, picture } of pdf.pages(mostPages)) {
      if (!(await addSheet(session, picture, `${nameOf(file)} ${number}`, number === 1))) return { type: 'no-room' };
      tell({ type: 'page', page: Math.min(number + 1, of), of });
    }
    return pdf.count > of ? { type: 'pages-left', shown: of, of: pdf.count } : { type: 'done' };
  } finally {
    await pdf.close();
  }
}

/** Never rejects: what went wrong is told. */
export async function openFile(session: BoardSession, file: File, tell: (opening: Opening) => void): Promise<void> {
  if (file.size > mostFileBytes) {
    tell({ type: 'too-large' });
    return;
  }
  tell({ type: 'preparing' });
  try {
    if (isPdf(file)) tell(await openPdfFile(session, file, tell));
    else {
      const isThere = await addSheet(session, await openPicture(file), nameOf(file), true);
      tell({ type: isThere ? 'done' : 'no-room' });
    }
  } catch {
    // Browsers and pdf.js say it in English and in many ways; for a person it is one: this file cannot be opened.
    tell({ type: 'unreadable' });
  }
}
