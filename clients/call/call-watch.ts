/** Keeps the view of a call and tells its listeners, only when something in it changed. */
import { isSameView, newSurroundings, type Surroundings, snapshotOf } from './call-snapshot.ts';
import { type CallState, newCall } from './call-state.ts';
import type { CallView } from './call-view.ts';

export class CallWatch {
  readonly #listeners = new Set<(view: CallView) => void>();
  #state: CallState = newCall;
  #around: Surroundings = newSurroundings;
  #view: CallView = snapshotOf(newCall, newSurroundings);
  /** The page's own, for the person's next click. */
  playAgain = (): void => {};

  get view(): CallView {
    return this.#view;
  }

  get around(): Surroundings {
    return this.#around;
  }

  subscribe(listener: (view: CallView) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The machine went on. */
  handleState(state: CallState): void {
    this.#state = state;
    this.#show();
  }

  /** Something around it changed. */
  surround(change: Partial<Surroundings>): void {
    this.#around = { ...this.#around, ...change };
    this.#show();
  }

  /** Something that only the page can see. */
  handlePage(change: Partial<Surroundings['page']>): void {
    this.surround({ page: { ...this.#around.page, ...change } });
  }

  /** Whether the browser refuses to play. */
  handlePlayback(soundBlocked: boolean, playAgain = () => {}): void {
    this.playAgain = playAgain;
    this.surround({ soundBlocked });
  }

  #show(): void {
    const view = snapshotOf(this.#state, this.#around);
    if (isSameView(view, this.#view)) return;
    this.#view = view;
    for (const listener of this.#listeners) tell(listener, view);
  }
}

/** A page's mistake is the page's to see; the call goes on. */
function tell(listener: (view: CallView) => void, view: CallView): void {
  try {
    listener(view);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
