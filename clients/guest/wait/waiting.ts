/** Keeps asking where one stands: as often as the service says, less often while it does not answer, at once when the page is looked at. */
import { type ErrorCode, type Organisation, type WalkIn, WalkInDecision, type WalkInQuestion } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import * as v from 'valibot';
import type { Api } from './api.ts';

export interface WaitView {
  organisation: Organisation | undefined;
  /** The last answer. */
  walkIn: WalkIn | undefined;
  /** The service does not answer; it is asked again by itself. */
  isLost: boolean;
  /** Nobody waits by this link, or the way in came to nothing. */
  refused: { code: ErrorCode; incident: string | undefined } | undefined;
  /** A decision is on its way, or came to nothing. */
  deciding: 'no' | 'busy' | 'failed';
}

export interface WaitParts {
  api: Api;
  /** Calls `task` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** From 0 to 1: many pages do not ask in step. */
  random(): number;
}

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Whose answer will never change. */
const isFinal = ({ phase }: WalkIn): boolean =>
  phase === 'over' || phase === 'left' || phase === 'called' || phase === 'expired';

/** What is asked for again by itself. */
const passing: readonly ErrorCode[] = ['unavailable', 'internal', 'too-many'];

/** One person's wait. `close` ends its timer. */
export class Waiting {
  readonly #parts: WaitParts;
  readonly #mine: WalkInQuestion | undefined;
  readonly #listeners = new Set<(view: WaitView) => void>();
  #cancel = () => {};
  #failures = 0;
  #turn = 0;
  view: WaitView = { organisation: undefined, walkIn: undefined, isLost: false, refused: undefined, deciding: 'no' };

  constructor(parts: WaitParts, mine: WalkInQuestion | undefined, refused: WaitView['refused']) {
    this.#parts = parts;
    this.#mine = mine;
    const nobody = mine === undefined ? { code: 'link-unknown' as const, incident: undefined } : undefined;
    this.#show({ refused: refused ?? nobody });
    void this.#meet();
    if (this.view.refused === undefined) this.look();
  }

  subscribe(listener: (view: WaitView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks now, whatever the timer says. */
  look(): void {
    const mine = this.#mine;
    if (mine === undefined || this.view.refused || (this.view.walkIn && isFinal(this.view.walkIn))) return;
    void this.#settle(this.#parts.api.ask(mine));
  }

  /** "Please call me instead", or goodbye. */
  decide(deed: 'leave' | { phone: string }): void {
    if (this.#mine === undefined || this.view.deciding === 'busy') return;
    this.#show({ deciding: 'busy' });
    const decision =
      deed === 'leave' ? { ...this.#mine, deed } : { ...this.#mine, deed: 'call-me' as const, phone: deed.phone };
    void this.#settle(this.#parts.api.decide(decision), true);
  }

  close(): void {
    this.#turn++;
    this.#cancel();
    this.#listeners.clear();
  }

  /** An answer that was overtaken by a later one is dropped. */
  async #settle(work: Promise<WalkIn>, isDecision = false): Promise<void> {
    const turn = ++this.#turn;
    this.#cancel();
    try {
      const walkIn = await work;
      if (turn !== this.#turn) return;
      this.#failures = 0;
      this.#show({ walkIn, isLost: false, deciding: 'no' });
      if (!isFinal(walkIn)) this.#later(walkIn.askAgainMs);
    } catch (error) {
      if (turn === this.#turn) this.#failed(error, isDecision);
    }
  }

  #failed(error: unknown, isDecision: boolean): void {
    const { code, incident } = error instanceof ApiError ? error : new ApiError('internal');
    if (isDecision) {
      // Perhaps an advisor was faster: the next answer tells.
      this.#show({ deciding: 'failed' });
      this.#later(firstRetryMs);
    } else if (passing.includes(code)) {
      this.#show({ isLost: true });
      this.#later(Math.min(firstRetryMs * 2 ** this.#failures++, longestRetryMs));
    } else {
      this.#show({ refused: { code, incident } });
    }
  }

  #later(delayMs: number): void {
    this.#cancel = this.#parts.after(delayMs * (0.9 + 0.2 * this.#parts.random()), () => this.look());
  }

  /** Whom to call when all else fails: asked for until it is known. */
  async #meet(): Promise<void> {
    try {
      this.#show({ organisation: await this.#parts.api.organisation() });
    } catch {
      this.#parts.after(longestRetryMs, () => void this.#meet());
    }
  }

  #show(change: Partial<WaitView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener(this.view);
  }
}

/** Whether the service will take it as a telephone number. */
export const isPhone = (text: string): boolean => v.is(WalkInDecision.options[0].entries.phone, text);
