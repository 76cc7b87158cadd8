/** One form for as long as its call lives: ties the pure machine and the PDF to the lane, and forgets all at the end. */
import type { Call, Lane } from '@visavis/call';
import { hashOf } from '../digest.ts';
import { Paper } from './arriving.ts';
import { compare, type Form, noForm, type Seat } from './form.ts';
import { type FormEvent, type FormState, newFormState, step } from './form-step.ts';
import { type FormFile, limits, plain } from './form-value.ts';
import { Outbox } from './outbox.ts';
import { decode, type Message, type Piece } from './wire.ts';

/** A snapshot, replaced as a whole at every change. */
export interface FormView {
  form: Form;
  isOpen: boolean;
  /** The PDF, once it is here and is what it says. */
  bytes: Uint8Array<ArrayBuffer> | undefined;
  /** Share of the PDF that has come, 0 to 1. */
  progress: number;
  /** The PDF cannot be had. */
  isMissing: boolean;
  /** This page laid the form down itself, or takes it from who may. An advisor is asked first when it comes from the guest. */
  isTrusted: boolean;
  /** Which field the other one is in. */
  theirField: string | undefined;
  /** The last word found no room. */
  isFull: boolean;
  /** Messages of the other side that were malformed, made up or found no room. */
  dropped: number;
}

const closedView: FormView = {
  form: noForm,
  isOpen: false,
  bytes: undefined,
  progress: 0,
  isMissing: false,
  isTrusted: false,
  theirField: undefined,
  isFull: false,
  dropped: 0,
};

type Act = Exclude<FormEvent, { type: 'received' | 'lay' }>;

/** Who changes something calls a method; whoever shows it subscribes. */
export class FormSession {
  readonly seat: Seat;
  readonly #outbox: Outbox;
  readonly #stop: () => void;
  readonly #listeners = new Set<(view: FormView) => void>();
  #paper = new Paper();
  #state: FormState;
  #view = closedView;
  #ownField = '';
  /** The other side asked for the PDF while it was looked at here. */
  #asked: { hash: string; from: number } | undefined;

  /** `author`: see `Author`; a new one for every page load. */
  constructor(lane: Lane, seat: Seat, author: string) {
    this.seat = seat;
    this.#state = newFormState(author);
    this.#outbox = new Outbox(lane);
    const open = (isOpen: boolean) => this.#opened(isOpen);
    this.#stop = lane.listen({ open, message: (payload) => this.#received(payload) });
    if (lane.isOpen) open(true);
  }

  /** This page's name in stamps. */
  get author(): string {
    return this.#state.author;
  }

  get view(): FormView {
    return this.#view;
  }

  subscribe(listener: (view: FormView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lays a form on the table for both; advisors only. */
  async lay(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const file: FormFile = { name: plain(name, 120) || 'PDF', hash: await hashOf(bytes), bytes: bytes.length };
    this.#paper.keep(file, bytes);
    this.#step({ type: 'lay', file });
    this.#show({ isTrusted: true });
  }

  /** Takes the form away from both. */
  takeAway(): void {
    this.#step({ type: 'lay', file: null });
  }

  /** An advisor wants the form back that came from the guest. */
  trust(): void {
    this.#show({ isTrusted: true });
  }

  act(event: Act): void {
    this.#step(event);
  }

  /** Tells the other side where one is; an empty name for nowhere. */
  at(field: string): void {
    this.#ownField = field.length <= limits.fieldName ? field : '';
    this.#outbox.at(this.#ownField);
  }

  /** Nothing of the form is left. */
  forget(): void {
    this.#stop();
    this.#outbox.forget();
    this.#paper = new Paper();
    this.#state = newFormState(this.#state.author);
    this.#show(closedView);
  }

  #step(event: FormEvent): void {
    const before = this.#state.form.register;
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    const { form } = state;
    let { dropped } = this.#view;
    for (const effect of effects) {
      if (effect.type === 'send') this.#outbox.say(effect.said);
      else if (effect.type === 'refused') dropped += effect.count;
    }
    const isFull = effects.some(({ type }) => type === 'full');
    const isOther = form.register !== undefined && (!before || compare(form.register, before) !== 0);
    if (isOther) {
      this.#paper.turn(form.register?.file ?? undefined);
      this.#show({ isTrusted: this.seat === 'guest', theirField: undefined });
    }
    this.#show({ form, dropped, isFull });
    if (isOther) this.#ask();
  }

  /** What the page shows, and how far the PDF is. */
  #show(change: Partial<FormView>): void {
    const { bytes, progress, isBad } = this.#paper;
    this.#view = { ...this.#view, bytes, progress, isMissing: isBad, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }

  #opened(isOpen: boolean): void {
    this.#show({ isOpen, theirField: undefined });
    if (!isOpen) {
      this.#outbox.closed();
      this.#asked = undefined;
      return;
    }
    const { register, words } = this.#state.form;
    if (register) this.#outbox.say({ form: register, words: [...words.values()] });
    if (this.#ownField) this.#outbox.at(this.#ownField);
    this.#ask();
    this.#outbox.opened();
  }

  #ask(): void {
    const want = this.#paper.want();
    if (want && this.#view.isOpen) this.#outbox.note({ type: 'want', ...want });
  }

  #received(payload: Uint8Array<ArrayBuffer>): void {
    const message = decode(payload);
    if (message) this.#take(message);
    else this.#show({ dropped: this.#view.dropped + 1 });
  }

  #take(message: Message | Piece): void {
    switch (message.type) {
      case 'said':
        this.#step({ type: 'received', said: message });
        break;
      case 'at':
        this.#show({ theirField: message.field || undefined });
        break;
      case 'want':
        this.#hand(message.hash, message.from);
        break;
      case 'lack':
        this.#paper.lack(message.hash);
        this.#show({});
        break;
      case 'piece':
        void this.#piece(message);
        break;
      default:
        message satisfies never;
    }
  }

  #hand(hash: string, from: number): void {
    const { bytes, isChecking } = this.#paper;
    const isIt = this.#state.form.register?.file?.hash === hash;
    if (isIt && isChecking) this.#asked = { hash, from };
    else if (isIt && bytes && from < bytes.length) this.#outbox.file(hash, bytes, from);
    else this.#outbox.note({ type: 'lack', hash });
  }

  async #piece(piece: Piece): Promise<void> {
    const result = await this.#paper.take(piece);
    this.#show({ dropped: this.#view.dropped + Number(result === 'wrong') });
    const asked = this.#asked;
    if (this.#paper.isChecking || !asked) return;
    this.#asked = undefined;
    this.#hand(asked.hash, asked.from);
  }
}

const sessions = new WeakMap<Call, FormSession>();

/** The form of a call, made when it is first asked for; it outlives every part of the page that shows it, and ends with the call. */
export function formOf(call: Call, seat: Seat): FormSession {
  const known = sessions.get(call);
  if (known) return known;
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join('');
  const session = new FormSession(call.lane('form'), seat, `${seat.charAt(0)}${chance}`);
  sessions.set(call, session);
  const stop = call.subscribe(({ phase }) => {
    if (phase !== 'ended' && phase !== 'refused') return;
    stop();
    session.forget();
  });
  return session;
}
