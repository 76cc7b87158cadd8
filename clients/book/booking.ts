/** Carries out what the way to the request needs: asks the service, keeps the tab's memory, writes the browser's history. */
import type { Language } from '@visavis/shared';
import { type Api, troubleOf } from './api.ts';
import { beginning, step } from './booking-step.ts';
import type { BookingEffect, BookingEvent, Booking as BookingState, StepName } from './booking-types.ts';
import type { Wish } from './draft.ts';
import { type Session, type Store, writeSession } from './session.ts';
import type { Work } from './work.ts';

export interface BookingParts {
  api: Api;
  work: Pick<Work, 'begin' | 'take'>;
  store: Store | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Writes one entry into the browser's history. */
  history(step: StepName | undefined, replace: boolean): void;
}

/** What a reload has to know. A request that came to nothing, or waits for a mail, is not this tab's. */
function sessionOf({ at, draft }: BookingState): Session | undefined {
  switch (at.phase) {
    case 'request':
      return { mine: at.mine, isFresh: at.isFresh };
    case 'step':
    case 'lost':
      return { draft };
    case 'unconfirmed':
      return {};
    default:
      return undefined;
  }
}

export class Booking {
  readonly #parts: BookingParts;
  readonly #listeners = new Set<(view: BookingState) => void>();
  #state = beginning;

  constructor(parts: BookingParts) {
    this.#parts = parts;
  }

  get view(): BookingState {
    return this.#state;
  }

  /** Answers how to stop listening. */
  subscribe(listener: (view: BookingState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(event: BookingEvent): void {
    const { state, effects } = step(this.#state, event, this.#parts.now());
    this.#state = state;
    const session = sessionOf(state);
    if (session) writeSession(this.#parts.store, session);
    for (const effect of effects) void this.#carryOut(effect);
    for (const listener of this.#listeners) listener(state);
  }

  async #carryOut(effect: BookingEffect): Promise<void> {
    const { work, history } = this.#parts;
    switch (effect.do) {
      case 'load-offer':
        return this.#loadOffer();
      case 'load-slots':
        return this.#loadSlots(effect.service, effect.from);
      case 'begin-work':
        return work.begin();
      case 'send':
        return this.#ask(effect.wish, effect.language);
      case 'history':
        return history(effect.step, effect.replace);
      default:
        return effect satisfies never;
    }
  }

  async #loadOffer(): Promise<void> {
    const { api, now } = this.#parts;
    try {
      const [organisation, { services }] = await Promise.all([api.organisation(), api.services()]);
      this.send({ type: 'offer', organisation, services });
    } catch (error) {
      this.send({ type: 'offer-failed', trouble: troubleOf(error, now()) });
    }
  }

  async #loadSlots(service: string, from: string | undefined): Promise<void> {
    const { api, now } = this.#parts;
    try {
      this.send({ type: 'slots', service, from, answer: await api.slots(service, from) });
    } catch (error) {
      this.send({ type: 'slots-failed', trouble: troubleOf(error, now()) });
    }
  }

  async #ask(wish: Wish, language: Language): Promise<void> {
    const { api, now, work } = this.#parts;
    try {
      this.send({ type: 'answered', answer: await api.ask({ ...wish, work: await work.take() }) });
    } catch (error) {
      this.send({ type: 'refused', trouble: troubleOf(error, now()), language });
    }
  }
}
