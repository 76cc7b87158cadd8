/** One person's hand on the board: which tool it holds, what is chosen, and where the cross of the keyboard stands. */
import { sheetsOf, shownSheet, standing, thingsOn } from './board.ts';
import { type Ink, isThing, plainText, type Size, type Thing } from './board-value.ts';
import { unit } from './geometry.ts';
import {
  type Gesture,
  type GestureEffect,
  type GestureEvent,
  gestureStep,
  type Place,
  resting,
  type ToolKind,
} from './gesture.ts';
import type { BoardSession } from './session.ts';

/** A text that is being written, at its place; `id` when it is there already. */
export interface Writing {
  at: Place;
  /** Where it was begun: the other one may turn to another sheet meanwhile. */
  sheet: string;
  id: string | undefined;
  text: string;
}

export interface HandView {
  tool: ToolKind;
  ink: Ink;
  size: Size;
  selected: string | undefined;
  gesture: Gesture;
  writing: Writing | undefined;
  /** Where the keyboard is; shown while keys are used. */
  cross: Place;
}

const beginning: HandView = {
  tool: 'pen',
  ink: 'black',
  size: 'medium',
  selected: undefined,
  gesture: resting,
  writing: undefined,
  cross: { x: 8_000, y: 5_000 },
};

const clean = (text: string): string =>
  [...text.trim()]
    .filter((letter) => plainText.test(letter))
    .join('')
    .slice(0, 500);

/** Carries what gestures ask for into the session. Distances in units of the sheet. */
export class Hand {
  readonly #session: BoardSession;
  readonly #listeners = new Set<(view: HandView) => void>();
  #view = beginning;

  constructor(session: BoardSession) {
    this.#session = session;
  }

  get view(): HandView {
    return this.#view;
  }

  subscribe(listener: (view: HandView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes another tool, colour or size; what is selected takes the colour and the size too. */
  hold(change: Partial<Pick<HandView, 'tool' | 'ink' | 'size'>>): void {
    if (change.tool) this.gesture({ type: 'cancel' });
    const { tool, ...looks } = change;
    const chosen = this.selected();
    if (chosen && !tool) this.#change(chosen.id, { ...chosen.value, ...looks });
    this.#show({ ...change, ...(tool && tool !== 'select' ? { selected: undefined } : {}) });
  }

  /** What is selected, if it still lies on the shown sheet. */
  selected(): { id: string; value: Thing } | undefined {
    const { board } = this.#session.view;
    const id = this.#view.selected;
    const value = id === undefined ? undefined : board.entries.get(id)?.value;
    return id !== undefined && isThing(value) && value.sheet === shownSheet(board).id ? { id, value } : undefined;
  }

  select(id: string | undefined): void {
    this.#show({ selected: id, ...(id === undefined ? {} : { tool: 'select' }) });
  }

  /** A press, a move or a release; `reach` is how near is near enough. */
  gesture(event: GestureEvent, reach = 150): void {
    const { board } = this.#session.view;
    const { tool, ink, size, selected } = this.#view;
    const sheet = shownSheet(board).id;
    const { gesture, effects } = gestureStep(this.#view.gesture, event, {
      ...{ tool, ink, size, selected, sheet, reach },
      things: thingsOn(board, sheet),
      born: board.clock + 1,
      newId: () => this.#session.newId(),
    });
    this.#show({ gesture });
    for (const effect of effects) this.#do(effect);
  }

  /** Changes the selected thing by a pure function of it. */
  alter(how: (thing: Thing) => Thing): void {
    const chosen = this.selected();
    if (chosen) this.#change(chosen.id, how(chosen.value));
  }

  remove(): void {
    const chosen = this.selected();
    if (chosen) this.#change(chosen.id, null);
    this.#show({ selected: undefined });
  }

  /** Opens the selected text for writing. */
  rewrite(): void {
    const chosen = this.selected();
    if (chosen?.value.kind !== 'text') return;
    const { at, sheet, text } = chosen.value;
    this.#show({ writing: { at: { x: at[0], y: at[1] }, sheet, id: chosen.id, text } });
  }

  /** Ends writing; nothing is changed without a text. */
  write(text: string | undefined): void {
    const { writing, ink, size } = this.#view;
    this.#show({ writing: undefined });
    const words = clean(text ?? '');
    if (!writing || words === '') return;
    const { board } = this.#session.view;
    const known = writing.id === undefined ? null : standing(board, writing.id);
    if (writing.id !== undefined && known?.kind === 'text') {
      this.#change(writing.id, { ...known, text: words });
      return;
    }
    const begunOn = sheetsOf(board).find(({ id }) => id === writing.sheet);
    const at: [number, number] = [unit(writing.at.x), unit(writing.at.y)];
    const value = {
      kind: 'text' as const,
      born: board.clock + 1,
      sheet: (begunOn ?? shownSheet(board)).id,
      ink,
      size,
      at,
      text: words,
    };
    this.#change(this.#session.newId(), value);
  }

  /** Moves the cross of the keyboard, and what it draws with it. */
  moveCross(dx: number, dy: number): void {
    const cross = this.#onSheet(dx, dy);
    this.#show({ cross });
    this.gesture({ type: 'move', ...cross });
  }

  /** Puts down or lifts at the cross. */
  pressCross(): void {
    const { gesture, tool } = this.#view;
    const cross = this.#onSheet(0, 0);
    const isDown = gesture.phase !== 'resting';
    if (!isDown) this.gesture({ type: 'down', ...cross });
    if (isDown || tool === 'select' || tool === 'eraser') this.gesture({ type: 'up', ...cross });
  }

  /** The cross, so far away, on the sheet that is shown now. */
  #onSheet(dx: number, dy: number): Place {
    const { width, height } = shownSheet(this.#session.view.board).value;
    const hold = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return { x: hold(this.#view.cross.x + dx, width), y: hold(this.#view.cross.y + dy, height) };
  }

  #change(id: string, value: Thing | null): void {
    this.#session.act({ type: 'change', changes: [{ id, value }] });
  }

  #do(effect: GestureEffect): void {
    const sheet = shownSheet(this.#session.view.board).id;
    if (effect.type === 'change') this.#session.act(effect);
    else if (effect.type === 'point') this.#session.pass({ type: 'point', sheet, ...effect.at });
    else if (effect.type === 'text') this.#show({ writing: { at: effect.at, sheet, id: undefined, text: '' } });
    else if (effect.type === 'select') this.#show({ selected: effect.id });
    else {
      const { id, from, stroke } = effect;
      const points = stroke.points.slice(from);
      this.#session.pass({ type: 'live', id, sheet: stroke.sheet, ink: stroke.ink, size: stroke.size, from, points });
    }
  }

  #show(change: Partial<HandView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }
}
