/** A call: joins the room, meets the person opposite, and turns the machines' effects into deeds. */
import { type Admission, type Incarnation, type PeerId, toBase64url } from '@visavis/shared';
import { isOverForGood } from './call-close.ts';
import type { CallParts } from './call-parts.ts';
import { signallingEvents } from './call-signalling.ts';
import { withoutLine } from './call-snapshot.ts';
import {
  type CallEffect,
  type CallEvent,
  callDeadline,
  isOnAir,
  isPeerPresent,
  newCall,
  phaseOf,
} from './call-state.ts';
import { stepCall } from './call-step.ts';
import type { Call, CallOptions, CallView, Media } from './call-view.ts';
import { CallWatch } from './call-watch.ts';
import type { OwnCertificate } from './certificate.ts';
import { createIceSource, type IceSource } from './ice-servers.ts';
import { holdTo, type Identity, identityOf } from './identity.ts';
import { MediaTeller, tracksOf } from './on-air.ts';
import { Pair, type PairEvents } from './pair.ts';
import { pairEvents } from './pair-events.ts';
import { createReconnecting } from './reconnect.ts';
import { counterpartOf } from './roles.ts';
import { readRoomMessage } from './room-message.ts';
import type { RoomMessage, RoomRequest, Signalling, SignallingEvents } from './signalling.ts';

/** How long a goodbye waits for the other side to have heard it. */
const goodbyeMs = 1_000;

/** Joins at once. Nothing of it throws; whatever goes wrong is in the view. */
export const createCall = (options: CallOptions, parts: CallParts): Call => new RunningCall(options, parts);

class RunningCall implements Call {
  readonly media: Media;
  readonly #options: CallOptions;
  readonly #parts: CallParts;
  readonly #incarnation: Incarnation;
  readonly #watch = new CallWatch();
  readonly #teller = new MediaTeller();
  readonly #ice: IceSource;
  readonly #signalling: Signalling;
  readonly #stops: (() => void)[];
  #state = newCall;
  #identity: Identity | undefined;
  #certificate: OwnCertificate | undefined;
  #pair: Pair | undefined;
  #isRelayForced: boolean;
  #offsetMs = 0;
  #playAgain = () => {};
  #stopTimer = () => {};

  constructor(options: CallOptions, parts: CallParts) {
    const { clock, connect, jitter, wake } = parts;
    this.#options = options;
    this.#parts = parts;
    this.media = options.media;
    this.#isRelayForced = options.relayOnly ?? false;
    this.#incarnation = toBase64url(parts.randomBytes(16)) as Incarnation;
    this.#watch.surround({ proof: options.linkSecret === undefined ? 'open' : 'sealed' });
    const ask = () => this.#signalling.send({ type: 'ice-servers' });
    this.#ice = createIceSource(clock, ask, (servers) => this.#pair?.line?.peer?.setIceServers(servers));
    const incarnation = this.#incarnation;
    const admit = () => this.#admit();
    const inCall = () => phaseOf(this.#state) === 'talking';
    const entering = { incarnation, admit, connect, inCall, clock, wake, jitter };
    this.#signalling = createReconnecting(entering, this.#signallingEvents());
    this.#stops = [
      options.media.subscribe(() => this.#mediaChanged()),
      wake.listen((reason) => reason !== 'visible' && this.#pair?.line?.handle({ type: 'network-changed' })),
      wake.onLeaving(() => this.#leaveAtOnce()),
    ];
  }

  get view(): CallView {
    return this.#watch.view;
  }

  subscribe = (listener: (view: CallView) => void) => this.#watch.subscribe(listener);
  start = () => this.#handle({ type: 'start' });
  unstart = () => this.#handle({ type: 'unstart' });
  hangUp = () => this.#handle({ type: 'hang-up' });
  undoHangUp = () => this.#handle({ type: 'undo-hang-up' });
  endForAll = () => this.#handle({ type: 'end-for-all' });
  dismiss = () => this.#handle({ type: 'dismiss' });
  close = () => this.#handle({ type: 'close' });
  chooseFirstWord = (index: number) => this.#pair?.prove({ type: 'choose', index });
  confirmWords = (matches: boolean) => this.#pair?.prove({ type: 'confirm', matches });
  allowSoundForComparing = (on: boolean) => this.#pair?.prove({ type: 'sound', on });
  acceptOtherDevice = () => this.#pair?.prove({ type: 'accept' });
  podNow = () => this.#parts.clock.now() + this.#offsetMs;

  reportPlayback(blocked: boolean, playAgain: () => void = () => {}): void {
    this.#playAgain = playAgain;
    this.#watch.surround({ soundBlocked: blocked });
  }

  resumeSound = () => this.#playAgain();

  async #admit(): Promise<Admission> {
    const admission = await this.#options.admit(this.#incarnation);
    const identity = identityOf(admission, this.#incarnation, this.#options.linkSecret);
    if (this.#identity !== undefined) holdTo(this.#identity, identity);
    else {
      this.#certificate = await this.#parts.ownCertificate(identity.room).catch(() => undefined);
      this.#take(identity);
    }
    return admission;
  }

  #take(identity: Identity): void {
    const { clock, createPeer, capabilities, subtle, randomBytes } = this.#parts;
    this.#identity = identity;
    this.#watch.surround({ proof: identity.linkSecret === undefined ? 'open' : 'sealed' });
    const newPeerId = () => toBase64url(randomBytes(8)) as PeerId;
    const relayOnly = () => this.#isRelayForced;
    const certificate = this.#certificate?.certificate;
    const made = {
      name: this.#options.name,
      relayOnly,
      certificate,
      createPeer,
      newPeerId,
      capabilities,
      subtle,
      ice: this.#ice,
      clock,
    };
    this.#pair = new Pair({ ...identity, ...made }, this.#pairEvents());
  }

  #pairEvents(): PairEvents {
    const line = () => this.#pair?.line;
    const handle = (event: CallEvent) => this.#handle(event);
    const relay = (request: RoomRequest) => this.#signalling.send(request);
    return pairEvents({ watch: this.#watch, line, handle, relay, sayMedia: () => this.#sayMedia() });
  }

  #signallingEvents(): SignallingEvents {
    return signallingEvents({
      watch: this.#watch,
      welcomed: ({ now, relayOnly, iceServers }) => {
        this.#offsetMs = now - this.#parts.clock.now();
        this.#isRelayForced = relayOnly || (this.#options.relayOnly ?? false);
        this.#ice.handleServers(iceServers);
      },
      pathOpened: () => this.#pair?.handlePathOpen(),
      pathLost: () => this.#lookForPath(),
      hear: (message) => this.#hear(message),
      handle: (event) => this.#handle(event),
    });
  }

  #hear(message: RoomMessage): void {
    if (this.#identity === undefined) return;
    const heard = readRoomMessage(message, counterpartOf(this.#identity.self.seat));
    if (heard?.what === 'event') this.#handle(heard.event);
    else if (heard?.what === 'frame') this.#pair?.handleFrame(heard.frame);
    else if (heard?.what === 'ice-servers') this.#ice.handleServers(heard.servers);
  }

  #handle(event: CallEvent): void {
    const step = stepCall(this.#state, event, this.podNow());
    this.#state = step.state;
    this.#stopTimer();
    const due = callDeadline(step.state);
    const tick = () => this.#handle({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : this.#parts.clock.after(Math.max(0, due - this.podNow()), tick);
    for (const effect of step.effects) this.#run(effect);
    this.#lookForPath();
    this.#watch.handleState(this.#state);
  }

  #run(effect: CallEffect): void {
    switch (effect.do) {
      case 'meet':
        this.#watch.surround(withoutLine(this.#watch.around));
        this.#pair?.meet(effect.peer, effect.ready);
        break;
      case 'say':
        this.#pair?.say(effect.message);
        break;
      case 'on-air':
        this.#pair?.putOnAir(tracksOf(this.media.view));
        break;
      case 'off-air':
        this.#pair?.takeOffAir();
        break;
      case 'drop-line':
        this.#watch.surround(withoutLine(this.#watch.around));
        this.#pair?.dropLine();
        break;
      case 'dismiss':
        this.#signalling.send({ type: 'dismiss', incarnation: effect.incarnation });
        break;
      case 'leave':
        void this.#leave(effect.end);
        break;
      default:
        effect satisfies never;
    }
  }

  #mediaChanged(): void {
    this.#sayMedia();
    if (isOnAir(this.#state)) this.#pair?.putOnAir(tracksOf(this.media.view));
  }

  #sayMedia(): void {
    const message = this.#teller.next(this.#pair?.line?.pid, this.media.view);
    if (message !== undefined) this.#pair?.say(message);
  }

  #lookForPath(): void {
    const isReachable = this.#watch.around.signalling === 'open' && isPeerPresent(this.#state);
    this.#pair?.line?.setReachableByPod(isReachable);
  }

  /** The goodbye may still travel over the line that is about to close. */
  async #leave(end: boolean): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#pair?.takeOffAir();
    const patience = new Promise<void>((resolve) => void this.#parts.clock.after(goodbyeMs, resolve));
    await Promise.race([this.#pair?.acknowledged(), patience]);
    this.#free(end);
    if (isOverForGood(this.view.end)) await this.#certificate?.wipe();
  }

  #leaveAtOnce(): void {
    this.#handle({ type: 'close' });
    this.#free(false);
  }

  #free(end: boolean): void {
    if (this.#watch.around.signalling !== 'closed')
      this.#signalling.send(end ? { type: 'bye', end: true } : { type: 'bye' });
    this.#signalling.close();
    this.#pair?.close();
    this.#ice.close();
    this.#watch.surround({ signalling: 'closed' });
  }
}
