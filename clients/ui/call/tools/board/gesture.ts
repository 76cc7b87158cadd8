/** What a hand does on the sheet, by pointer or by keys: press, move, let go; a pure machine that says what is to change. */
import type { Placed } from './board.ts';
import type { Change } from './board-step.ts';
import { type Ink, limits, type ShapeKind, type Size, type Stroke, type Thing } from './board-value.ts';
import { boxOf, moved, resized, thingAt, unit } from './geometry.ts';

export const toolKinds = ['pen', 'line', 'arrow', 'rectangle', 'ellipse', 'text', 'eraser', 'select', 'point'] as const;
export type ToolKind = (typeof toolKinds)[number];

/** What the hand holds and where it is; `things` are those on the sheet, lowest first. */
export interface Holding {
  tool: ToolKind;
  ink: Ink;
  size: Size;
  sheet: string;
  things: readonly Placed<Thing>[];
  selected: string | undefined;
  /** Height of the next thing. */
  born: number;
  /** How near is near enough, in units of the sheet. */
  reach: number;
  newId(): string;
}

export type Gesture =
  | { phase: 'resting' }
  | { phase: 'stroke'; id: string; value: Stroke }
  | { phase: 'shape'; id: string; value: Extract<Thing, { kind: ShapeKind }> }
  | { phase: 'erasing'; ids: readonly string[] }
  | { phase: 'moving' | 'resizing'; id: string; before: Thing; from: Place; value: Thing }
  | { phase: 'pointing' };

export interface Place {
  x: number;
  y: number;
}

export type GestureEvent = ({ type: 'down' | 'move' | 'up' } & Place) | { type: 'cancel' };

export type GestureEffect =
  | { type: 'change'; changes: Change[] }
  | { type: 'live'; id: string; stroke: Stroke; from: number }
  | { type: 'point'; at: Place }
  | { type: 'text'; at: Place }
  | { type: 'select'; id: string | undefined };

export interface GestureStep {
  gesture: Gesture;
  effects: GestureEffect[];
}

export const resting: Gesture = { phase: 'resting' };
const rest = (...effects: GestureEffect[]): GestureStep => ({ gesture: resting, effects });
const stay = (gesture: Gesture, ...effects: GestureEffect[]): GestureStep => ({ gesture, effects });

/** A press without a pull makes a shape of this size: nobody has to drag. */
const pressed = { width: 3_000, height: 2_000 };

const isShape = (tool: ToolKind): tool is ShapeKind => ['line', 'arrow', 'rectangle', 'ellipse'].includes(tool);

function select(at: Place, hand: Holding): GestureStep {
  const chosen = hand.things.find(({ id }) => id === hand.selected);
  if (chosen) {
    const { right, bottom } = boxOf(chosen.value);
    const atCorner = Math.hypot(at.x - right, at.y - bottom) <= hand.reach * 2;
    if (atCorner) {
      return stay({ phase: 'resizing', id: chosen.id, before: chosen.value, from: at, value: chosen.value });
    }
  }
  const found = thingAt(hand.things, at.x, at.y, hand.reach);
  if (!found) return rest({ type: 'select', id: undefined });
  const gesture: Gesture = { phase: 'moving', id: found.id, before: found.value, from: at, value: found.value };
  return stay(gesture, { type: 'select', id: found.id });
}

function press(at: Place, hand: Holding): GestureStep {
  const { tool, ink, size, sheet, born } = hand;
  const x = unit(at.x);
  const y = unit(at.y);
  const base = { born, sheet, ink, size };
  if (isShape(tool)) {
    return stay({ phase: 'shape', id: hand.newId(), value: { kind: tool, ...base, box: [x, y, x, y] } });
  }
  if (tool === 'pen') {
    const value: Stroke = { kind: 'stroke', ...base, points: [x, y] };
    const id = hand.newId();
    return stay({ phase: 'stroke', id, value }, { type: 'live', id, stroke: value, from: 0 });
  }
  if (tool === 'text') return rest({ type: 'text', at: { x, y } });
  if (tool === 'point') return stay({ phase: 'pointing' }, { type: 'point', at: { x, y } });
  if (tool === 'eraser') return erase({ phase: 'erasing', ids: [] }, at, hand);
  return select(at, hand);
}

function erase(gesture: Extract<Gesture, { phase: 'erasing' }>, at: Place, hand: Holding): GestureStep {
  const left = hand.things.filter(({ id }) => !gesture.ids.includes(id));
  const found = thingAt(left, at.x, at.y, hand.reach);
  return stay(found ? { ...gesture, ids: [...gesture.ids, found.id] } : gesture);
}

function draw(gesture: Extract<Gesture, { phase: 'stroke' }>, at: Place, hand: Holding): GestureStep {
  const { id, value } = gesture;
  const from = value.points.length;
  const [x, y] = [unit(at.x), unit(at.y)];
  if (value.points[from - 2] === x && value.points[from - 1] === y) return stay(gesture);
  if (from >= limits.pointsOfStroke * 2) {
    // A long stroke goes on as the next one.
    const next = { ...value, born: value.born + 1, points: [...value.points.slice(-2), x, y] };
    const nextId = hand.newId();
    return stay(
      { ...gesture, id: nextId, value: next },
      { type: 'change', changes: [{ id, value }] },
      { type: 'live', id: nextId, stroke: next, from: 0 },
    );
  }
  const stroke = { ...value, points: [...value.points, x, y] };
  return stay({ ...gesture, value: stroke }, { type: 'live', id, stroke, from });
}

function move(gesture: Gesture, at: Place, hand: Holding): GestureStep {
  switch (gesture.phase) {
    case 'stroke':
      return draw(gesture, at, hand);
    case 'shape': {
      const [x, y] = gesture.value.box;
      return stay({ ...gesture, value: { ...gesture.value, box: [x, y, unit(at.x), unit(at.y)] } });
    }
    case 'erasing':
      return erase(gesture, at, hand);
    case 'moving':
    case 'resizing': {
      const [dx, dy] = [at.x - gesture.from.x, at.y - gesture.from.y];
      // A finger that only points at something trembles.
      if (gesture.value === gesture.before && Math.hypot(dx, dy) < hand.reach / 3) return stay(gesture);
      return stay({ ...gesture, value: (gesture.phase === 'moving' ? moved : resized)(gesture.before, dx, dy) });
    }
    case 'resting':
    case 'pointing':
      return stay(
        gesture,
        ...(hand.tool === 'point' ? [{ type: 'point' as const, at: { x: unit(at.x), y: unit(at.y) } }] : []),
      );
    default:
      return gesture satisfies never;
  }
}

/** A shape that was only pressed gets a size. */
function finished(value: Extract<Thing, { kind: ShapeKind }>, reach: number): Thing {
  const [x1, y1, x2, y2] = value.box;
  if (Math.hypot(x2 - x1, y2 - y1) > reach) return value;
  return { ...value, box: [x1, y1, unit(x1 + pressed.width), unit(y1 + pressed.height)] };
}

function letGo(gesture: Gesture, hand: Holding): GestureStep {
  switch (gesture.phase) {
    case 'stroke':
      return rest({ type: 'change', changes: [{ id: gesture.id, value: gesture.value }] });
    case 'shape':
      return rest({ type: 'change', changes: [{ id: gesture.id, value: finished(gesture.value, hand.reach) }] });
    case 'erasing':
      return rest({ type: 'change', changes: gesture.ids.map((id) => ({ id, value: null })) });
    case 'moving':
    case 'resizing':
      if (gesture.value === gesture.before) return rest();
      return rest({ type: 'change', changes: [{ id: gesture.id, value: gesture.value }] });
    case 'resting':
    case 'pointing':
      return rest();
    default:
      return gesture satisfies never;
  }
}

/** A stroke that is given up disappears on the other side too. */
function withdrawn(gesture: Gesture): GestureEffect[] {
  if (gesture.phase !== 'stroke') return [];
  return [{ type: 'live', id: gesture.id, stroke: { ...gesture.value, points: [] }, from: 0 }];
}

/** The next state of the hand. */
export function gestureStep(gesture: Gesture, event: GestureEvent, hand: Holding): GestureStep {
  if (event.type === 'cancel') return rest(...withdrawn(gesture));
  if (event.type === 'down') return press(event, hand);
  if (event.type === 'move') return move(gesture, event, hand);
  const { gesture: last, effects } = gesture.phase === 'resting' ? rest() : move(gesture, event, hand);
  const end = letGo(last, hand);
  return { gesture: end.gesture, effects: [...effects, ...end.effects] };
}

/** What the hand is making or changing, in place of what lies there; null where it erases. */
export function preview(gesture: Gesture): Change[] {
  if (gesture.phase === 'erasing') return gesture.ids.map((id) => ({ id, value: null }));
  return 'value' in gesture ? [{ id: gesture.id, value: gesture.value }] : [];
}
