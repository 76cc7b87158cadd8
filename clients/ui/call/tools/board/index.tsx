/** The whiteboard as a tool of the conversation: both draw on the same sheets, on top of images and pages of a PDF. */
import './board.css';
import './board-signs.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Announcement } from '../../../frame.tsx';
import { useView } from '../../../use-view.ts';
import type { ToolProps } from '../tool.ts';
import { type Board, type Placed, sheetsOf, shownSheet, thingsOn } from './board.ts';
import type { Entry, Sheet } from './board-value.ts';
import { Hand } from './hand.ts';
import { type Opening, openFile } from './open-file.ts';
import { decodePicture } from './save.ts';
import { Selection, TextEntry, thingWords } from './selection.tsx';
import { type BoardSession, boardOf } from './session.ts';
import { SheetBar } from './sheet-bar.tsx';
import { Surface } from './surface.tsx';
import { type BoardTexts, useBoardTexts } from './texts.ts';
import { ThingList } from './thing-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { mostZoom, type Viewport, wholeSheet } from './viewport.ts';

/** The picture behind a sheet, decoded once for as long as it is shown. */
function usePicture(session: BoardSession, picture: Sheet['picture'], isHere: boolean): ImageBitmap | undefined {
  const hash = picture?.hash;
  const [shown, show] = useState<{ hash: string | undefined; bitmap: ImageBitmap | undefined } | undefined>(undefined);
  useEffect(() => {
    let made: ImageBitmap | undefined;
    let isWanted = true;
    decodePicture(picture, (wanted) => session.pictureOf(wanted)).then((bitmap) => {
      made = bitmap;
      if (isWanted) show({ hash, bitmap });
      else bitmap?.close();
    });
    return () => {
      isWanted = false;
      made?.close();
    };
  }, [session, hash, isHere]);
  // The picture of the sheet before is closed by now.
  return shown?.hash === hash ? shown?.bitmap : undefined;
}

/** What the other side did last. */
function newestOf(board: Board, session: BoardSession): Entry | undefined {
  let newest: Entry | undefined;
  for (const entry of board.entries.values()) {
    if (entry.by === session.author || !entry.value || entry.value.kind === 'shown') continue;
    if (!newest || entry.n > newest.n) newest = entry;
  }
  return newest;
}

function newsWords(entry: Entry | undefined, name: string, texts: BoardTexts): string | undefined {
  const value = entry?.value;
  if (!value || value.kind === 'shown') return undefined;
  if (value.kind === 'stroke') return texts.draws(name);
  return texts.added(name, value.kind === 'sheet' ? (value.name ?? texts.newSheet) : thingWords(value, texts));
}

/** Signs the key when something came while nobody looked; answers what to say while somebody does. */
function useNews({ isOpen, peerName, sign }: ToolProps, board: Board, session: BoardSession): string | undefined {
  const texts = useBoardTexts();
  const newest = useMemo(() => newestOf(board, session), [board]);
  const seen = useRef(0);
  const n = newest?.n ?? 0;
  useEffect(() => {
    if (!isOpen && n > seen.current) sign(texts.news);
    seen.current = Math.max(seen.current, n);
  }, [n, isOpen]);
  return isOpen ? newsWords(newest, peerName, texts) : undefined;
}

function openingWords(opening: Opening, texts: BoardTexts): string {
  switch (opening.type) {
    case 'preparing':
      return texts.preparing;
    case 'page':
      return texts.opening(opening.page, opening.of);
    case 'pages-left':
      return texts.pagesLeft(opening.shown, opening.of);
    case 'unreadable':
      return texts.unreadable;
    case 'too-large':
      return texts.tooLarge;
    case 'no-room':
      return texts.noRoom;
    case 'done':
      return '';
    default:
      return opening satisfies never;
  }
}

/** The one sentence above the sheet; nothing while all is well. */
function useNote(session: BoardSession, sheet: Placed<Sheet>, isHere: boolean) {
  const texts = useBoardTexts();
  const { isOpen, isFull } = useView(session);
  const [said, say] = useState('');
  const { picture } = sheet.value;
  if (isFull) return { note: texts.full, say };
  // In quarters: every change is read out.
  if (picture && !isHere) return { note: texts.comes(Math.floor(session.progressOf(picture.hash) * 4) * 25), say };
  return { note: [isOpen ? '' : texts.away, said].filter(Boolean).join(' '), say };
}

/** Each sheet is seen whole at first. */
function useViewport(sheet: Placed<Sheet>) {
  const [kept, keep] = useState<{ sheet: string; viewport: Viewport } | undefined>(undefined);
  const viewport = kept?.sheet === sheet.id ? kept.viewport : wholeSheet(sheet.value);
  const show = (next: Viewport) => keep({ sheet: sheet.id, viewport: next });
  const zoom = (factor: number | 'whole') =>
    show(
      factor === 'whole'
        ? wholeSheet(sheet.value)
        : { ...viewport, zoom: Math.min(mostZoom, Math.max(1, viewport.zoom * factor)) },
    );
  return { viewport, show, zoom };
}

/** The panel of the board. */
export function Tool(props: ToolProps) {
  const { call, seat, peerName } = props;
  const texts = useBoardTexts();
  const session = useMemo(() => boardOf(call, seat), [call]);
  const hand = useMemo(() => new Hand(session), [session]);
  const place = useRef<HTMLDivElement>(null);
  const { board } = useView(session);
  const { tool, writing } = useView(hand);
  const sheet = shownSheet(board);
  const sheets = sheetsOf(board);
  const isHere = !sheet.value.picture || session.pictureOf(sheet.value.picture.hash) !== undefined;
  const picture = usePicture(session, sheet.value.picture, isHere);
  const things = useMemo(() => thingsOn(board, sheet.id), [board, sheet.id]);
  const { note, say } = useNote(session, sheet, isHere);
  const { viewport, show, zoom } = useViewport(sheet);
  const news = useNews(props, board, session);
  const focus = () => place.current?.querySelector<HTMLElement>('.board-surface')?.focus();
  const which = texts.sheet(sheets.findIndex(({ id }) => id === sheet.id) + 1, sheets.length);
  const { name } = sheet.value;
  const label = texts.surface(name ? texts.sheetNamed(which, name) : which, texts.tools[tool]);
  // One and the same while nothing changes on the sheet: strokes move sixty times a second, words do not.
  const list = useMemo(
    () => <ThingList {...{ session, hand, things, peerName }} onChosen={focus} />,
    [things, peerName],
  );
  return (
    <div class="board" ref={place}>
      <Toolbar session={session} hand={hand} />
      <p class="board-note" role="status">
        {note}
      </p>
      <Surface {...{ session, hand, sheet, picture, label, peerName, viewport }} onViewport={show} />
      {writing && <TextEntry key={`${writing.at.x} ${writing.at.y}`} hand={hand} writing={writing} onDone={focus} />}
      <Selection hand={hand} session={session} onDone={focus} />
      <SheetBar
        {...{ session, board }}
        onFile={(file) => void openFile(session, file, (opening) => say(openingWords(opening, texts)))}
        onSaid={say}
        onZoom={zoom}
        onRemoved={focus}
      />
      {list}
      <BoardHelp />
      <Announcement>{news}</Announcement>
    </div>
  );
}

/** How to draw by keys, and that nothing is kept. */
function BoardHelp() {
  const texts = useBoardTexts();
  return (
    <>
      <details class="board-list">
        <summary>{texts.keys.title}</summary>
        <ul id="board-keys">
          {texts.keys.list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      <p class="soft">{texts.gone}</p>
    </>
  );
}
