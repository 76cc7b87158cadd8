/** Runs the written conversation of one call: over its lane and on its clock, for as long as the call lives. */
import type { Call } from '@visavis/call';
import { frameBytes, parseFrame } from './text-frames.ts';
import { newText, type Seat, type TextEvent, type TextState, textDeadline } from './text-state.ts';
import { stepText } from './text-step.ts';

/** What it needs of a call, so that a test can give it less. */
export type TextCall = Pick<Call, 'lane' | 'podNow' | 'subscribe' | 'view'>;

/** What a page needs of it. Every deed is done at once and never throws. */
export interface TextSession {
  readonly view: TextState;
  subscribe(listener: (view: TextState) => void): () => void;
  type(text: string): void;
  setLive(on: boolean): void;
  say(): void;
}

const sessions = new WeakMap<object, TextSession>();

/** The one of this call: what is written survives every panel and every page around it, and ends with the call. */
export function textSession(call: TextCall, seat: Seat): TextSession {
  const known = sessions.get(call);
  if (known) return known;
  const session = new RunningText(call, seat);
  sessions.set(call, session);
  return session;
}

class RunningText implements TextSession {
  readonly #call: TextCall;
  readonly #seat: Seat;
  readonly #listeners = new Set<(view: TextState) => void>();
  readonly #stops: (() => void)[];
  #state: TextState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: TextCall, seat: Seat) {
    this.#call = call;
    this.#seat = seat;
    this.#state = newText(newSession(), seat);
    const lane = call.lane('text');
    this.#stops = [
      lane.listen({
        open: (isOpen) => this.#handle({ type: 'line', isOpen }),
        message: (payload) => {
          const frame = parseFrame(payload);
          const isOtherDevice = call.view.privacy.otherDevice;
          if (frame) this.#handle({ type: 'heard', frame, isOtherDevice });
        },
      }),
      call.subscribe(({ phase }) => (phase === 'ended' || phase === 'refused') && this.#end()),
    ];
    if (lane.isOpen) this.#handle({ type: 'line', isOpen: true });
  }

  get view(): TextState {
    return this.#state;
  }

  subscribe(listener: (view: TextState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  type = (text: string): void => this.#handle({ type: 'typed', text });
  setLive = (on: boolean): void => this.#handle({ type: 'live', on });
  say = (): void => this.#handle({ type: 'say' });

  #handle(event: TextEvent): void {
    const { state, send } = stepText(this.#state, event, this.#call.podNow());
    // What cannot be sent now is missing when the next line opens, and is sent then.
    for (const frame of send) void this.#call.lane('text').send(frameBytes(frame));
    clearTimeout(this.#timer);
    const due = textDeadline(state);
    const waitMs = due === undefined ? undefined : Math.max(0, due - this.#call.podNow());
    if (waitMs !== undefined) this.#timer = setTimeout(() => this.#handle({ type: 'tick' }), waitMs);
    this.#show(state);
  }

  #show(state: TextState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  /** Nothing of it is left. */
  #end(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#show(newText(newSession(), this.#seat));
    sessions.delete(this.#call);
  }
}

/** 64 bits of chance, base64url. */
function newSession(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
