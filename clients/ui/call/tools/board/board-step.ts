/** One person's side of a board as a pure machine: own changes with undo and redo, and what the other side sends. */
import { type Board, emptyBoard, merge, standing } from './board.ts';
import { type Entry, limits, type Value } from './board-value.ts';

/** What an id shall be from now on; null removes it. */
export interface Change {
  id: string;
  value: Value | null;
}

/** An own step: what was there before it, and which of our words replaced that. */
interface OwnStep {
  changes: readonly { id: string; before: Value | null; n: number }[];
}

export interface BoardState {
  /** This page's name in stamps and ids. */
  readonly author: string;
  readonly board: Board;
  readonly done: readonly OwnStep[];
  readonly undone: readonly OwnStep[];
}

export type BoardEvent =
  /** A person did something. `silent` steps, such as turning the page, are not undone. */
  | { type: 'change'; changes: readonly Change[]; silent?: boolean }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'received'; entries: readonly Entry[] };

export type BoardEffect =
  | { type: 'send'; entries: Entry[] }
  /** The other side sent what finds no room. */
  | { type: 'refused'; count: number }
  /** The board is full: nothing was changed. */
  | { type: 'full' };

export interface Stepped {
  state: BoardState;
  effects: BoardEffect[];
}

const mostSteps = 200;

export const newBoardState = (author: string): BoardState => ({ author, board: emptyBoard, done: [], undone: [] });

/** Writes own words; undefined when the board is full. */
function write(
  state: BoardState,
  changes: readonly Change[],
): { state: BoardState; sent: Entry[]; step: OwnStep } | undefined {
  const { author, board } = state;
  const n = board.clock + 1;
  const entries = changes.map(({ id, value }): Entry => ({ id, n, by: author, value }));
  const merged = merge(board, entries, limits.own);
  if (merged.refused > 0) return undefined;
  const step = { changes: changes.map(({ id }) => ({ id, before: standing(board, id), n })) };
  return { state: { ...state, board: merged.board }, sent: merged.taken, step };
}

/** What of a step is still ours to take back: the other side's later word stands. */
function reversal({ author, board }: BoardState, step: OwnStep): Change[] {
  return step.changes.flatMap(({ id, before, n }) => {
    const now = board.entries.get(id);
    return now?.n === n && now.by === author ? [{ id, value: before }] : [];
  });
}

/** Takes the newest step off `from` and lays its reversal on the other pile; steps that the other side overtook are passed over. */
function turnBack(state: BoardState, from: 'done' | 'undone'): Stepped {
  const onto = from === 'done' ? 'undone' : 'done';
  let left = state[from];
  for (let step = left.at(-1); step; step = left.at(-1)) {
    left = left.slice(0, -1);
    const changes = reversal(state, step);
    if (changes.length === 0) continue;
    const written = write(state, changes);
    if (!written) return { state, effects: [{ type: 'full' }] };
    return {
      state: { ...written.state, [from]: left, [onto]: [...state[onto], written.step] },
      effects: [{ type: 'send', entries: written.sent }],
    };
  }
  return { state: { ...state, [from]: left }, effects: [] };
}

function change(state: BoardState, changes: readonly Change[], silent: boolean): Stepped {
  if (changes.length === 0) return { state, effects: [] };
  const written = write(state, changes);
  if (!written) return { state, effects: [{ type: 'full' }] };
  const piles = silent ? {} : { done: [...state.done, written.step].slice(-mostSteps), undone: [] };
  return { state: { ...written.state, ...piles }, effects: [{ type: 'send', entries: written.sent }] };
}

/** The next state and what is to be done about it. */
export function step(state: BoardState, event: BoardEvent): Stepped {
  switch (event.type) {
    case 'change':
      return change(state, event.changes, event.silent ?? false);
    case 'undo':
      return turnBack(state, 'done');
    case 'redo':
      return turnBack(state, 'undone');
    case 'received': {
      const { board, refused } = merge(state.board, event.entries, limits.accepted);
      return { state: { ...state, board }, effects: refused > 0 ? [{ type: 'refused', count: refused }] : [] };
    }
    default:
      return event satisfies never;
  }
}
