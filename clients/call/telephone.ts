/** The telephone beside a call: what both pages agreed on, done to the own microphone and to what is heard here. */
import type { RoomSeat } from '@visavis/shared';
import * as v from 'valibot';
import { isOverForGood } from './call-close.ts';
import type { Call, CallView } from './call-view.ts';
import { type SoundWay, TelephoneNumber, TelephoneWord } from './telephone-hint.ts';
import {
  beginTelephone,
  newTelephone,
  stepTelephone,
  type TelephoneEffect,
  type TelephoneEvent,
  type TelephoneKept,
} from './telephone-state.ts';

/** What the page shows. */
export interface TelephoneView {
  way: SoundWay;
  /** Who spoke last. */
  by: 'own' | 'peer';
  /** Where to call the guest; on the advisor's page only. */
  number: string | undefined;
  /** A number is there: here, or at the other side. */
  isKnown: boolean;
  /** The other side can be told now; else it hears of it as soon as the line is back. */
  isTold: boolean;
}

export interface Telephone {
  readonly view: TelephoneView;
  subscribe(listener: (view: TelephoneView) => void): () => void;
  /** The guest wants to be called; the advisor wants to know the number. `false`: that is no number, and nothing was said. */
  ask(number?: string): boolean;
  /** The sound goes over the telephone: microphone and loudspeaker of both browsers are off. */
  switchOver(): void;
  /** Back to the browsers' sound, with the microphone as it was. */
  back(): void;
  /** The page goes away; the conversation stays where it is. */
  close(): void;
}

type TabStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface TelephoneOptions {
  self: RoomSeat;
  /** The guest's number where the appointment has one; on the advisor's page only. */
  number: string | undefined;
  /** Of this tab: what a reload has to know, without any number. May throw, as browsers do that keep nothing. */
  store(): TabStore;
}

const key = 'visavis.telephone';
const Kept = v.object({ room: v.string(), word: TelephoneWord, restores: v.boolean() });

/** From the moment on in which both are on the stage, until `close`. Rejects and throws nothing. */
export const createTelephone = (call: Call, options: TelephoneOptions): Telephone => new OwnTelephone(call, options);

class OwnTelephone implements Telephone {
  readonly #call: Call;
  readonly #options: TelephoneOptions;
  readonly #listeners = new Set<(view: TelephoneView) => void>();
  readonly #stops: (() => void)[];
  #state;
  #view: TelephoneView;
  #heard: unknown;

  constructor(call: Call, options: TelephoneOptions) {
    this.#call = call;
    this.#options = options;
    const isOn = call.media.view.microphone === 'on';
    this.#state = newTelephone(options.self, options.number, isOn, this.#recall());
    this.#view = this.#look();
    for (const effect of beginTelephone(this.#state)) this.#run(effect);
    this.#stops = [
      call.subscribe((view) => this.#follow(view)),
      call.media.subscribe(({ microphone }) => this.#microphone(microphone === 'on')),
      call.lane('hint').listen({ open: () => this.#show() }),
    ];
    this.#follow(call.view);
  }

  get view(): TelephoneView {
    return this.#view;
  }

  subscribe(listener: (view: TelephoneView) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  ask(number?: string): boolean {
    if (number === undefined) this.#handle({ type: 'ask' });
    else {
      const typed = v.safeParse(TelephoneNumber, number);
      if (!typed.success) return false;
      this.#handle({ type: 'ask', number: typed.output });
    }
    return true;
  }

  switchOver = () => this.#handle({ type: 'switch' });
  back = () => this.#handle({ type: 'back' });

  close(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  #follow(view: CallView): void {
    if (isOverForGood(view.end)) this.#store((store) => store.removeItem(key));
    const heard = view.hints?.telephone;
    if (heard !== undefined && heard !== this.#heard) {
      this.#heard = heard;
      this.#handle({ type: 'told', hint: heard });
    }
    // A new line brings new tracks.
    this.#listen(this.#state.word.way !== 'telephone');
  }

  #microphone(isOn: boolean): void {
    if (isOn !== this.#state.microphone) this.#handle({ type: 'microphone', isOn });
  }

  #handle(event: TelephoneEvent): void {
    const step = stepTelephone(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#keep();
    this.#show();
  }

  #run(effect: TelephoneEffect): void {
    switch (effect.do) {
      case 'tell':
        this.#call.hint(effect.hint);
        break;
      case 'microphone':
        this.#call.media.setMicrophone(effect.on);
        break;
      case 'speaker':
        this.#listen(effect.on);
        break;
      default:
        effect satisfies never;
    }
  }

  /** At the tracks, because there is more than one way in which a page plays them. */
  #listen(on: boolean): void {
    const { remoteStream, remoteScreen } = this.#call.view;
    for (const stream of [remoteStream, remoteScreen])
      for (const track of stream?.getAudioTracks() ?? []) if (track.enabled !== on) track.enabled = on;
  }

  #show(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener(this.#view);
  }

  #look(): TelephoneView {
    const { word, self, number, typed, isKnownThere } = this.#state;
    return {
      way: word.way,
      by: word.by === self ? 'own' : 'peer',
      number,
      isKnown: isKnownThere || number !== undefined || typed !== undefined,
      isTold: this.#call.lane('hint').isOpen,
    };
  }

  #keep(): void {
    const { word, restores } = this.#state;
    const room = this.#call.view.incident;
    if (room !== undefined) this.#store((store) => store.setItem(key, JSON.stringify({ room, word, restores })));
  }

  #recall(): TelephoneKept | undefined {
    try {
      const kept = v.safeParse(Kept, JSON.parse(this.#options.store().getItem(key) ?? ''));
      return kept.success && kept.output.room === this.#call.view.incident ? kept.output : undefined;
    } catch {
      return undefined;
    }
  }

  #store(deed: (store: TabStore) => void): void {
    try {
      deed(this.#options.store());
    } catch {
      // A browser that keeps nothing learns it from the other side after a reload.
    }
  }
}
