/** The sheet on the page: shows what lies on it, takes pointers and keys, and says in words what the keys do. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Announcement } from '../../../frame.tsx';
import { useView } from '../../../use-view.ts';
import { type Placed, thingsOn } from './board.ts';
import type { Sheet } from './board-value.ts';
import { moved, resized } from './geometry.ts';
import { preview } from './gesture.ts';
import type { Hand } from './hand.ts';
import { boardKey, type KeyAction } from './key-action.ts';
import { paintOverlay } from './overlay.ts';
import { paintSheet } from './paint.ts';
import type { BoardSession } from './session.ts';
import { useBoardTexts } from './texts.ts';
import { onSheet, useExtent } from './use-canvas.ts';
import { type Seen, usePointer } from './use-pointer.ts';
import { scaleOf, showing, type Viewport, within } from './viewport.ts';

export interface SurfaceProps {
  session: BoardSession;
  hand: Hand;
  sheet: Placed<Sheet>;
  /** What lies behind the drawings, once it has come. */
  picture: ImageBitmap | undefined;
  label: string;
  peerName: string;
  viewport: Viewport;
  onViewport: (viewport: Viewport) => void;
}

/** Units of the sheet for one press of an arrow key. */
const steps = { near: 200, far: 1_000 } as const;

function useHandKeys({ hand, session, sheet, viewport, onViewport }: SurfaceProps, screen: Seen['screen']) {
  const texts = useBoardTexts();
  const [said, say] = useState('');
  const step = ({ dx, dy, isFar }: Extract<KeyAction, { type: 'step' }>) => {
    if (hand.selected() && hand.view.gesture.phase === 'resting') {
      hand.alter((thing) => (isFar ? resized : moved)(thing, dx * steps.near, dy * steps.near));
      return;
    }
    const far = isFar ? steps.far : steps.near;
    hand.moveCross(dx * far, dy * far);
    const { cross } = hand.view;
    onViewport(showing(viewport, cross, sheet.value, screen));
    const share = (part: number, whole: number) => Math.round((part / whole) * 100);
    say(texts.at(share(cross.x, sheet.value.width), share(cross.y, sheet.value.height)));
  };
  const press = () => {
    const before = session.view.board.clock;
    hand.pressCross();
    const { gesture, tool, writing } = hand.view;
    const found = tool === 'select' ? hand.selected() : session.view.board.clock > before;
    if (writing) say('');
    else if (tool === 'select' || tool === 'eraser') say(found ? '' : texts.nothingHere);
    else say(gesture.phase === 'resting' ? texts.penUp : texts.penDown);
  };
  /** False for what the page around may have. */
  const act = (action: KeyAction): boolean => {
    if (action.type === 'step') step(action);
    else if (action.type === 'press') press();
    else if (action.type === 'remove') hand.remove();
    else if (action.type === 'undo' || action.type === 'redo') session.act({ type: action.type });
    else if (hand.view.gesture.phase !== 'resting') hand.gesture({ type: 'cancel' });
    else if (hand.selected()) hand.select(undefined);
    else return false;
    return true;
  };
  return { said, act };
}

/** Paints both canvases whenever what they show has changed. */
function usePainting(props: SurfaceProps, seen: Seen, isByKeys: boolean) {
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const { sheet, picture, hand } = props;
  const { board, passing } = useView(props.session);
  const { gesture, cross } = useView(hand);
  const lying = useMemo(() => thingsOn(board, sheet.id), [board, sheet.id]);
  const isInPlace = gesture.phase === 'moving' || gesture.phase === 'resizing' || gesture.phase === 'erasing';
  const changes = isInPlace ? preview(gesture) : [];
  const things = lying.flatMap((thing) => {
    const change = changes.find(({ id }) => id === thing.id);
    if (!change) return [thing];
    return change.value && change.value.kind !== 'sheet' && change.value.kind !== 'shown'
      ? [{ id: thing.id, value: change.value }]
      : [];
  });
  const { width, height } = seen.screen;
  const { zoom, x, y } = seen.viewport;
  useEffect(
    () => onSheet(below.current, seen, (pen) => paintSheet(pen, sheet.value, picture, things)),
    [lying, isInPlace && gesture, sheet.value, picture, zoom, x, y, width, height],
  );
  const chosen = hand.selected();
  const selected = things.find(({ id }) => id === chosen?.id)?.value;
  useEffect(() => {
    const pixel = 1 / scaleOf(seen.viewport, sheet.value, seen.screen);
    const over = { sheet: sheet.id, gesture, passing, selected, pixel, peerName: props.peerName };
    onSheet(above.current, seen, (pen) => paintOverlay(pen, { ...over, cross: isByKeys ? cross : undefined }));
  });
  return { below, above };
}

/** Two canvases, one focus. */
export function Surface(props: SurfaceProps) {
  const texts = useBoardTexts();
  const { width, height } = props.sheet.value;
  const place = useRef<HTMLDivElement>(null);
  const screen = useExtent(place);
  const viewport = within(props.viewport, props.sheet.value, screen.width > 0 ? screen : { width: 1, height: 1 });
  const seen = { sheet: props.sheet.value, screen, viewport };
  const [isByKeys, setByKeys] = useState(false);
  const { said, act } = useHandKeys({ ...props, viewport }, screen);
  const { below, above } = usePainting(props, seen, isByKeys);
  usePointer(place, props.hand, seen, props.onViewport);
  return (
    <>
      <div
        ref={place}
        class={height > width ? 'board-surface board-surface-tall' : 'board-surface'}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus and the keys
        tabIndex={0}
        aria-label={props.label}
        aria-roledescription={texts.surfaceRole}
        aria-describedby="board-keys"
        onPointerDown={() => setByKeys(false)}
        onBlur={() => setByKeys(false)}
        onKeyDown={(event) => {
          const action = boardKey(event);
          if (!action || !act(action)) return;
          if (action.type === 'step' || action.type === 'press') setByKeys(true);
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <canvas ref={below} />
        <canvas ref={above} />
      </div>
      <Announcement>{said}</Announcement>
    </>
  );
}
