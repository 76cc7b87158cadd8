/** A call: joins the room, meets the person opposite, and turns the machines' effects into deeds. */
import { type Admission, type Incarnation, type PeerId, toBase64url } from '@visavis/shared';
import { isOverForGood } from './call-close.ts';
import { CallContent } from './call-content.ts';
import type { CallParts } from './call-parts.ts';
import { signallingEvents } from './call-signalling.ts';
import { withoutLine } from './call-snapshot.ts';
import { type CallEffect, type CallEvent, callDeadline, isPeerPresent, newCall, phaseOf } from './call-state.ts';
import { stepCall } from './call-step.ts';
import type { Call, CallOptions, CallView, Media, OwnScreen } from './call-view.ts';
import { CallWatch } from './call-watch.ts';
import { causeSource } from './cause-later.ts';
import type { OwnCertificate } from './certificate.ts';
import type { CompanionWish, CompanyEvents } from './company-face.ts';
import { createIceSource, type IceSource } from './ice-servers.ts';
import { holdTo, type Identity, identityOf } from './identity.ts';
import { pairEvents } from './pair-events.ts';
import type { Opposites, PairEvents } from './pair-face.ts';
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
  readonly #ice: IceSource;
  readonly #signalling: Signalling;
  readonly #stops: (() => void)[];
  readonly #stopLeaving: () => void;
  readonly #content = new CallContent(
    this.#watch,
    (...content) => this.#pair?.sendOn(...content) ?? Promise.resolve(false),
  );
  #state = newCall;
  #identity: Identity | undefined;
  #certificate: OwnCertificate | undefined;
  #pair: Opposites | undefined;
  #isRelayForced: boolean;
  #offsetMs = 0;
  #expected: CompanionWish = { type: 'expect', invited: undefined };
  #stopTimer = () => {};

  constructor(options: CallOptions, parts: CallParts) {
    const { clock, connect, jitter, wake } = parts;
    this.#options = options;
    this.#parts = parts;
    this.media = options.media;
    this.#isRelayForced = options.relayOnly ?? false;
    this.#incarnation = options.incarnation ?? (toBase64url(parts.randomBytes(16)) as Incarnation);
    this.#watch.surround({ proof: options.linkSecret === undefined ? 'open' : 'sealed' });
    const ask = (elsewhere: boolean) =>
      this.#signalling.send({ type: 'ice-servers', ...(elsewhere && { elsewhere: true }) });
    this.#ice = createIceSource(clock, wake, ask, (servers) => this.#pair?.setIceServers(servers));
    const inCall = () => phaseOf(this.#state) === 'talking';
    const own = { incarnation: this.#incarnation, admit: () => this.#admit(), inCall };
    const entering = { ...own, connect, clock, wake, jitter };
    this.#signalling = createReconnecting(entering, this.#signallingEvents());
    this.#stops = [
      options.media.subscribe((view) => this.#pair?.setMedia(view)),
      wake.listen((reason) => reason !== 'visible' && this.#pair?.handleNetworkChanged()),
    ];
    this.#stopLeaving = wake.onLeaving(() => {
      this.close();
      this.#free(false);
    });
    parts.report?.({ clock, subscribe: this.subscribe, send: (report) => this.#signalling.send(report) });
    parts.causes?.(causeSource(this, clock, this.#watch));
  }

  get view(): CallView {
    return this.#watch.view;
  }

  subscribe = (listener: (view: CallView) => void) => this.#watch.subscribe(listener);
  start = () => this.#handle({ type: 'start' });
  unstart = () => this.#handle({ type: 'unstart' });
  share = (screen: OwnScreen | undefined) => this.#pair?.share(screen);
  lane: Call['lane'] = (name) => this.#content.lane(name);
  hint: Call['hint'] = (hint) => this.#content.hint(hint);
  hangUp = () => this.#handle({ type: 'hang-up' });
  undoHangUp = () => this.#handle({ type: 'undo-hang-up' });
  endForAll = () => this.#handle({ type: 'end-for-all' });
  dismiss = () => this.#handle({ type: 'dismiss' });
  close = () => this.#handle({ type: 'close' });
  expectCompanion: Call['expectCompanion'] = (invited) => {
    this.#expected = { type: 'expect', invited };
    this.#pair?.accompany(this.#expected);
  };
  answerCompanion = (agreed: boolean) => this.#pair?.accompany({ type: 'answer', agreed });
  removeCompanion = () => this.#pair?.accompany({ type: 'remove' });
  chooseFirstWord = (index: number | undefined) => this.#pair?.prove({ type: 'choose', index });
  confirmWords = (matches: boolean) => this.#pair?.prove({ type: 'confirm', matches });
  allowSoundForComparing = (on: boolean) => this.#pair?.prove({ type: 'sound', on });
  acceptOtherDevice = () => this.#pair?.prove({ type: 'accept' });
  podNow = () => this.#parts.clock.now() + this.#offsetMs;

  reportPlayback: Call['reportPlayback'] = (...playback) => this.#watch.handlePlayback(...playback);
  resumeSound = () => this.#watch.playAgain();
  reportPicture = (isDark: boolean) => this.#watch.handlePage({ isDark });
  reportHearing = (hearsOtherwise: boolean) => this.#watch.handlePage({ hearsOtherwise });

  save(isSaving: boolean): void {
    this.#watch.handlePage({ isSaving });
    this.hint({ kind: 'saving', on: isSaving });
  }

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
    const { createOpposite, randomBytes } = this.#parts;
    this.#identity = identity;
    this.#watch.surround({ proof: identity.linkSecret === undefined ? 'open' : 'sealed' });
    const newPeerId = () => toBase64url(randomBytes(8)) as PeerId;
    const relayOnly = () => this.#isRelayForced;
    const own = { name: this.#options.name, relayOnly, newPeerId, certificate: this.#certificate, ice: this.#ice };
    this.#pair = createOpposite({ ...this.#parts, ...identity, ...own }, this.#pairEvents());
    this.#pair.setMedia(this.media.view);
    this.#pair.accompany(this.#expected);
  }

  #pairEvents(): PairEvents & CompanyEvents {
    const relay = (request: RoomRequest) => this.#signalling.send(request);
    const lane = this.#content.handle;
    return pairEvents({ watch: this.#watch, handle: (event) => this.#handle(event), relay, lane });
  }

  #signallingEvents(): SignallingEvents {
    return signallingEvents({
      watch: this.#watch,
      welcomed: (welcome) => {
        const { now, relayOnly, iceServers, iceTtlS } = welcome;
        this.#offsetMs = now - this.#parts.clock.now();
        this.#isRelayForced = relayOnly || (this.#options.relayOnly ?? false);
        this.#ice.handleServers(iceServers, iceTtlS);
        this.#pair?.handleRoom(welcome);
      },
      pathOpened: () => this.#pair?.handlePathOpen(),
      pathLost: () => this.#lookForPath(),
      hear: (message) => this.#hear(message),
      handle: (event) => this.#handle(event),
    });
  }

  #hear(message: RoomMessage): void {
    if (this.#identity === undefined) return;
    this.#pair?.handleRoom(message);
    const heard = readRoomMessage(message, counterpartOf(this.#identity.self.seat));
    if (heard?.what === 'event') this.#handle(heard.event);
    else if (heard?.what === 'frame') this.#pair?.handleFrame(heard.frame);
    else if (heard?.what === 'ice-servers') this.#ice.handleServers(heard.servers, heard.ttlS);
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
      case 'off-air':
        this.#pair?.setOnAir(effect.do === 'on-air');
        break;
      case 'drop-line':
        this.#watch.surround(withoutLine(this.#watch.around));
        this.#pair?.dropLine();
        break;
      case 'dismiss':
        this.share(undefined);
        this.#signalling.send({ type: 'dismiss', incarnation: effect.incarnation });
        break;
      case 'leave':
        void this.#leave(effect.end);
        break;
      default:
        effect satisfies never;
    }
  }

  #lookForPath(): void {
    const isOpen = this.#watch.around.signalling === 'open';
    this.#pair?.setReachableByPod(isOpen && isPeerPresent(this.#state), isOpen);
  }

  /** The goodbye may still travel over the line that is about to close; a page that goes away meanwhile waits for nothing. */
  async #leave(end: boolean): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#pair?.setOnAir(false);
    const patience = new Promise<void>((resolve) => void this.#parts.clock.after(goodbyeMs, resolve));
    await Promise.race([this.#pair?.acknowledged(), patience]);
    this.#free(end);
    if (isOverForGood(this.view.end)) await this.#certificate?.wipe();
  }

  #free(end: boolean): void {
    if (this.#watch.around.signalling !== 'closed')
      this.#signalling.send(end ? { type: 'bye', end: true } : { type: 'bye' });
    this.#stopLeaving();
    this.#signalling.close();
    this.#pair?.close();
    this.#ice.close();
    this.#watch.surround({ signalling: 'closed' });
  }
}
