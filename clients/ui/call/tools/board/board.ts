/**
 * What both sides have on their boards: for every id the newest word on it. Merging is commutative, associative and
 * idempotent (a map of last-writer-wins registers with Lamport stamps), so both boards agree whatever came late or twice.
 */
import {
  type Entry,
  freshSheet,
  isThing,
  limits,
  type Sheet,
  type Thing,
  type Value,
  weightOf,
} from './board-value.ts';

export interface Board {
  readonly entries: ReadonlyMap<string, Entry>;
  /** The highest stamp seen. */
  readonly clock: number;
  /** Points of all strokes that lie on the board. */
  readonly points: number;
  /** How many ids stand for something; the others are remembered as removed, so that no late word brings them back. */
  readonly standing: number;
}

export const emptyBoard: Board = { entries: new Map(), clock: 0, points: 0, standing: 0 };

/** How much a board may hold: `entries` that stand, `ids` with those that were removed. */
export interface Room {
  entries: number;
  ids: number;
  points: number;
}

/** `a` is a newer word than `b`. */
const isNewer = (a: Entry, b: Entry): boolean => a.n > b.n || (a.n === b.n && a.by > b.by);

export interface Merged {
  board: Board;
  /** What was new. */
  taken: Entry[];
  /** How many found no room. */
  refused: number;
}

/** Takes what is newer than what is there. What finds no room is refused; moving and removing what stands always find room. */
export function merge(board: Board, incoming: readonly Entry[], room: Room): Merged {
  const entries = new Map(board.entries);
  let { clock, points, standing } = board;
  const taken: Entry[] = [];
  let refused = 0;
  for (const entry of incoming) {
    const before = entries.get(entry.id);
    if (before && !isNewer(entry, before)) continue;
    const after = points - weightOf(before?.value) + weightOf(entry.value);
    const more = Number(entry.value !== null) - Number(before !== undefined && before.value !== null);
    const isTooMuch = after > room.points && after > points;
    const isTooMany = more > 0 && standing >= room.entries;
    if (isTooMuch || isTooMany || (!before && entries.size >= room.ids)) {
      refused += 1;
      continue;
    }
    entries.set(entry.id, entry);
    clock = Math.max(clock, entry.n);
    points = after;
    standing += more;
    taken.push(entry);
  }
  return taken.length === 0
    ? { board, taken, refused }
    : { board: { entries, clock, points, standing }, taken, refused };
}

/** A sheet or thing with its id. */
export interface Placed<V extends Value> {
  id: string;
  value: V;
}

const byHeight = (a: Placed<Value>, b: Placed<Value>): number =>
  a.value.born - b.value.born || (a.id < b.id ? -1 : Number(a.id > b.id));

/** There is always one sheet to draw on. */
const firstSheet: Placed<Sheet> = { id: 'first', value: { kind: 'sheet', born: 0, ...freshSheet } };

/** What an id stands for now; null for nothing. The first sheet is there before anybody has said a word about it. */
export const standing = ({ entries }: Board, id: string): Value | null =>
  entries.get(id)?.value ?? (id === firstSheet.id && !entries.has(id) ? firstSheet.value : null);

/** Two who lay down sheets at once can come to twice as many; whoever sends more is not shown them. */
const mostSheets = limits.sheets * 2;
const laid = new WeakMap<Board, readonly Placed<Sheet>[]>();

/** All sheets in their order; at least one. Boards never change, so the answer is kept. */
export function sheetsOf(board: Board): readonly Placed<Sheet>[] {
  const known = laid.get(board) ?? ordered(board);
  laid.set(board, known);
  return known;
}

function ordered(board: Board): Placed<Sheet>[] {
  const sheets: Placed<Sheet>[] = board.entries.has(firstSheet.id) ? [] : [firstSheet];
  for (const { id, value } of board.entries.values()) if (value?.kind === 'sheet') sheets.push({ id, value });
  return sheets.length === 0 ? [firstSheet] : sheets.sort(byHeight).slice(0, mostSheets);
}

/** The sheet that both look at. */
export function shownSheet(board: Board): Placed<Sheet> {
  const shown = board.entries.get('shown')?.value;
  const sheets = sheetsOf(board);
  const wanted = shown?.kind === 'shown' ? sheets.find(({ id }) => id === shown.sheet) : undefined;
  return wanted ?? sheets[0] ?? firstSheet;
}

const lying = new WeakMap<Board, Map<string, readonly Placed<Thing>[]>>();

/** What lies on a sheet, lowest first. Boards never change, so the answer is kept: a hand asks at every move. */
export function thingsOn(board: Board, sheet: string): readonly Placed<Thing>[] {
  const known = lying.get(board) ?? new Map<string, readonly Placed<Thing>[]>();
  lying.set(board, known);
  const things = known.get(sheet) ?? sorted(board, sheet);
  known.set(sheet, things);
  return things;
}

function sorted(board: Board, sheet: string): Placed<Thing>[] {
  const things: Placed<Thing>[] = [];
  for (const { id, value } of board.entries.values()) {
    if (isThing(value) && value.sheet === sheet) things.push({ id, value });
  }
  return things.sort(byHeight);
}

/** Which pictures the sheets need; of the shown one first. */
export function picturesOf(board: Board): NonNullable<Sheet['picture']>[] {
  const shown = shownSheet(board);
  const others = sheetsOf(board).filter(({ id }) => id !== shown.id);
  return [shown, ...others].flatMap(({ value }) => value.picture ?? []);
}
