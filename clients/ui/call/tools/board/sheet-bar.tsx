/** Under the sheet: which one it is, others, opening files, saving, zoom. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type Language, useLanguage } from '../../../language.tsx';
import { download } from '../download.ts';
import { type Board, type Placed, sheetsOf, shownSheet, thingsOn } from './board.ts';
import { freshSheet, limits, type Sheet } from './board-value.ts';
import { showSheet } from './open-file.ts';
import { boardPdf, sheetPng } from './save.ts';
import type { BoardSession } from './session.ts';
import { type BoardTexts, useBoardTexts } from './texts.ts';
import { BoardKey } from './toolbar.tsx';

export interface SheetBarProps {
  session: BoardSession;
  board: Board;
  onFile: (file: File) => void;
  /** What was done, to be said. */
  onSaid: (words: string) => void;
  onZoom: (factor: number | 'whole') => void;
  /** Takes the focus: with the last but one sheet the key that removes them goes too. */
  onRemoved: () => void;
}

function addSheet(session: BoardSession): void {
  const id = session.newId();
  const value: Sheet = { kind: 'sheet', born: session.view.board.clock + 1, ...freshSheet };
  session.act({ type: 'change', changes: [{ id, value }] });
  showSheet(session, id);
}

/** The sheet with everything on it, in one step that can be taken back. */
function removeSheet(session: BoardSession, { id }: Placed<Sheet>): void {
  const { board } = session.view;
  const gone = [{ id }, ...thingsOn(board, id)].map((one) => ({ id: one.id, value: null }));
  const sheets = sheetsOf(board);
  const at = sheets.findIndex((sheet) => sheet.id === id);
  session.act({ type: 'change', changes: gone });
  const next = sheets[at + 1] ?? sheets[at - 1];
  if (next) showSheet(session, next.id);
}

async function save(
  kind: 'image' | 'pdf',
  session: BoardSession,
  texts: BoardTexts,
  language: Language,
): Promise<string> {
  const { board } = session.view;
  const pictures = (hash: string) => session.pictureOf(hash);
  const sheet = shownSheet(board);
  const at = sheetsOf(board).findIndex(({ id }) => id === sheet.id) + 1;
  const name = kind === 'pdf' ? `${texts.fileName}.pdf` : `${texts.fileName}-${at}.png`;
  const blob = kind === 'pdf' ? boardPdf(board, pictures, texts.fileName, language) : sheetPng(board, sheet, pictures);
  download(await blob, name);
  return texts.saved(name);
}

function FileKey({ onFile, children }: { onFile: (file: File) => void; children: ComponentChildren }) {
  const texts = useBoardTexts();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <BoardKey icon="image-plus" onClick={() => field.current?.click()}>
        {children}
      </BoardKey>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={texts.openHint}
        accept="image/*,application/pdf"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

function Turn({ session, board }: { session: BoardSession; board: Board }) {
  const texts = useBoardTexts();
  const sheets = sheetsOf(board);
  const shown = shownSheet(board);
  const at = sheets.findIndex(({ id }) => id === shown.id);
  const to = (sheet: Placed<Sheet> | undefined) => sheet && showSheet(session, sheet.id);
  return (
    <nav class="board-turn" aria-label={texts.sheets}>
      <BoardKey icon="chevron-left" isSilent disabled={at === 0} onClick={() => to(sheets[at - 1])}>
        {texts.previous}
      </BoardKey>
      <span class="board-which">{texts.sheet(at + 1, sheets.length)}</span>
      <BoardKey icon="chevron-right" isSilent disabled={at === sheets.length - 1} onClick={() => to(sheets[at + 1])}>
        {texts.next}
      </BoardKey>
    </nav>
  );
}

export function SheetBar({ session, board, onFile, onSaid, onZoom, onRemoved }: SheetBarProps) {
  const texts = useBoardTexts();
  const language = useLanguage();
  const sheets = sheetsOf(board);
  const keep = (kind: 'image' | 'pdf') => () => {
    save(kind, session, texts, language).then(onSaid, () => onSaid(texts.notSaved));
  };
  const remove = () => {
    removeSheet(session, shownSheet(board));
    if (sheets.length === 2) onRemoved();
  };
  return (
    <div class="board-bar">
      <Turn session={session} board={board} />
      <fieldset class="board-pick">
        <legend class="unseen">{texts.zoom.title}</legend>
        <BoardKey icon="zoom-out" onClick={() => onZoom(1 / 1.5)}>
          {texts.zoom.smaller}
        </BoardKey>
        <BoardKey icon="zoom-in" onClick={() => onZoom(1.5)}>
          {texts.zoom.larger}
        </BoardKey>
        <BoardKey icon="maximize" onClick={() => onZoom('whole')}>
          {texts.zoom.whole}
        </BoardKey>
      </fieldset>
      <div class="board-pick">
        <FileKey onFile={onFile}>{texts.open}</FileKey>
        <BoardKey icon="file-plus" disabled={sheets.length >= limits.sheets} onClick={() => addSheet(session)}>
          {texts.newSheet}
        </BoardKey>
        {sheets.length > 1 && (
          <BoardKey icon="trash" onClick={remove}>
            {texts.removeSheet}
          </BoardKey>
        )}
        <BoardKey icon="image-down" onClick={keep('image')}>
          {texts.saveImage}
        </BoardKey>
        <BoardKey icon="file-down" onClick={keep('pdf')}>
          {texts.savePdf}
        </BoardKey>
      </div>
    </div>
  );
}
