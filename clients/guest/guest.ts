/** Turns the journey's effects into deeds and the deeds' outcomes into events; holds the engine's parts while they live. */
import type { Call, CallView, Media, MediaView } from '@visavis/call';
import { toBase64url } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import type { Api } from './api.ts';
import type { Engine, LoadEngine } from './engine.ts';
import { beginning, type Journey, type JourneyEffect, type JourneyEvent, step } from './journey.ts';
import { proofOf } from './journey-moves.ts';
import type { CheckMarks, Facts, Trouble, Wish } from './journey-types.ts';
import { LineMeasuring } from './line-measuring.ts';
import { type Store, writeSession } from './session.ts';

/** What the page draws. `media` and `call` are there while they are needed. */
export interface GuestView {
  journey: Journey;
  media: Media | undefined;
  call: Call | undefined;
}

export interface GuestParts {
  api: Api;
  loadEngine: LoadEngine;
  /** Undefined where the browser keeps nothing. */
  store: Store | undefined;
  now(): number;
  randomBytes(count: number): Uint8Array;
}

/** A conversation that was cut by a reload goes on by itself within this time. */
const resumeWithinMs = 30_000;

/** A journey with hands. `close` leaves the room and frees the devices. */
export class Guest {
  #view: GuestView = { journey: beginning, media: undefined, call: undefined };
  /** How many times the browser is being asked for devices. */
  #opening = 0;
  #engine: Promise<Engine> | undefined;
  #stopListening = () => {};
  readonly #measuring: LineMeasuring;
  /** After a reload in a conversation: until when the page presses start again by itself. */
  #resumeUntil = 0;
  readonly #listeners = new Set<(view: GuestView) => void>();
  readonly #parts: GuestParts;

  constructor(parts: GuestParts) {
    this.#parts = parts;
    const tell = (event: JourneyEvent) => this.send(event);
    this.#measuring = new LineMeasuring({ api: parts.api, load: () => this.#load(), tell });
  }

  get view(): GuestView {
    return this.#view;
  }

  subscribe(listener: (view: GuestView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What happened; the journey decides what follows. */
  send(event: JourneyEvent): void {
    const { state, effects } = step(this.#view.journey, event, this.#parts.now());
    this.#show({ journey: state });
    for (const effect of effects) this.#carryOut(effect);
  }

  close(): void {
    const { media, call } = this.#view;
    this.#measuring.stop();
    // First deaf, then closed: devices that go dark on leaving are not what a reload shall remember.
    this.#stopListening();
    this.#show({ media: undefined, call: undefined });
    call?.close();
    media?.close();
  }

  #show(change: Partial<GuestView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }

  #carryOut(effect: JourneyEffect): void {
    const { api, store } = this.#parts;
    const { facts } = this.#view.journey;
    switch (effect.type) {
      case 'load-organisation':
        this.#settle('organisation', api.organisation(), (organisation) => ({
          type: 'organisation',
          organisation,
        }));
        break;
      case 'ask-link':
        this.#settle('link', api.link({ appointment: effect.appointment }), (answer) => ({
          type: 'link-answer',
          answer,
        }));
        break;
      case 'admit': {
        const request = { ...effect.proof, consent: { version: effect.consent }, incarnation: this.#incarnation() };
        this.#settle('admit', api.admit(request), (admission) => ({ type: 'admitted', admission }));
        break;
      }
      case 'warm-engine':
        void this.#load().catch(() => undefined);
        break;
      case 'open-media':
        this.#settle('engine', this.#openMedia(effect.wish, effect.on));
        break;
      case 'check-network':
        void this.#measuring.begin(effect.proof);
        break;
      case 'stop-measuring':
        this.#measuring.stop();
        break;
      case 'report-check':
        void this.#report(facts, effect.marks);
        break;
      case 'join':
        this.#settle('engine', this.#join());
        break;
      case 'leave':
        this.close();
        break;
      case 'remember':
        writeSession(store, effect.session);
        break;
      default:
        effect satisfies never;
    }
  }

  /** Waits for `work` and sends what became of it. */
  #settle<T>(
    of: 'organisation' | 'link' | 'admit' | 'engine',
    work: Promise<T>,
    then?: (value: T) => JourneyEvent,
  ): void {
    work.then(
      (value) => then && this.send(then(value)),
      (error: unknown) => this.send({ type: 'failed', of, trouble: this.#trouble(error) }),
    );
  }

  #trouble(error: unknown): Trouble {
    const known = error instanceof ApiError ? error : new ApiError('unavailable', { cause: error });
    const { code, incident, retryAfterMs } = known;
    return { code, incident, untilMs: retryAfterMs === undefined ? undefined : this.#parts.now() + retryAfterMs };
  }

  #incarnation(): string {
    return toBase64url(this.#parts.randomBytes(16));
  }

  /** The engine, once; a failed download is tried again at the next need. */
  #load(): Promise<Engine> {
    this.#engine ??= this.#parts.loadEngine().catch((error: unknown) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  async #media(): Promise<Media> {
    const { createMedia } = await this.#load();
    if (this.#view.media) return this.#view.media;
    const media = createMedia();
    this.#stopListening = media.subscribe((view) => this.#devices(view));
    this.#show({ media });
    return media;
  }

  #devices({ microphone, camera, microphoneProblem, cameraProblem, asking }: MediaView): void {
    // Between the wish and the browser's answer there is neither a device nor a problem yet.
    if (asking || this.#opening > 0) return;
    const hasProblem = Boolean(microphoneProblem ?? cameraProblem);
    this.send({ type: 'devices', devices: { microphone, camera, hasProblem } });
  }

  async #openMedia(wish: Wish, on: Wish | undefined): Promise<void> {
    const media = await this.#media();
    this.#opening += 1;
    await media.open(wish).finally(() => {
      this.#opening -= 1;
    });
    if (on && !on.microphone) media.setMicrophone(false);
    if (on && !on.camera) media.setCamera(false);
    this.#devices(media.view);
  }

  async #join(): Promise<void> {
    const { createCall } = await this.#load();
    const media = await this.#media();
    const { facts, at } = this.#view.journey;
    if (at.phase !== 'room' || this.#view.call) return;
    const call = createCall({
      admit: async (incarnation) => {
        const shown = { ...proofOf(facts), consent: { version: facts.consent ?? '' }, incarnation };
        const admission = await this.#parts.api.admit(shown);
        this.send({ type: 'admitted', admission });
        return admission;
      },
      linkSecret: facts.link?.secret,
      name: facts.name ?? '',
      media,
    });
    this.#show({ call });
    call.subscribe((view) => this.#follow(call, view));
    this.#resumeUntil = facts.onAir ? this.#parts.now() + resumeWithinMs : 0;
  }

  /** What the journey must know of the call. */
  #follow(call: Call, view: CallView): void {
    if (call !== this.#view.call) return;
    this.#resume(call, view);
    const { phase, end, refusal, ready } = view;
    if (phase === 'ended' && end) this.send({ type: 'ended', end });
    else if (phase === 'refused' && refusal) {
      const { incident = view.incident } = refusal;
      const trouble = this.#trouble(new ApiError(refusal.code, { ...refusal, incident }));
      this.send({ type: 'refused', trouble });
    } else if (phase !== 'joining' && ready !== this.#view.journey.facts.onAir)
      this.send({ type: 'on-air', onAir: ready });
  }

  /** Only while the other side is still on air: then both wished for this, and the reload was a mishap. */
  #resume(call: Call, { phase, peer }: CallView): void {
    if (phase !== 'together' || !peer?.ready || this.#parts.now() > this.#resumeUntil) return;
    this.#resumeUntil = 0;
    call.start();
  }

  /** Keeps the traffic light on the appointment. Nobody waits for it, and a lost report harms nobody. */
  async #report({ link, number, device }: Facts, result: CheckMarks): Promise<void> {
    if (!device) return;
    const whose = link ? { appointment: link.appointment } : { number };
    await this.#parts.api.reportCheck({ ...whose, device, result }).catch(() => undefined);
  }
}
