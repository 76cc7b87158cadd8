/** One direct line to one page load of the other side: builds peers, guards their descriptions, mends and rebuilds. */
import type { PeerId } from '@visavis/shared';
import { type ChannelFrame, parseChannelFrame } from './channel-frames.ts';
import { isRelay } from './ice-servers.ts';
import type { LineEvents, LineMessage, LineOptions } from './line-options.ts';
import { protectionFor } from './line-protection.ts';
import { type LineEffect, type LineEvent, type LineState, lineDeadline, newLine } from './line-state.ts';
import { stepLine } from './line-step.ts';
import type { PeerTracks } from './peer.ts';
import { type ProvenEvents, ProvenPeer } from './peer-proven.ts';
import { peerWhenYoung } from './peer-young.ts';

interface Current {
  pid: PeerId;
  peer: ProvenPeer;
  isChannelOpen: boolean;
}

export class Line {
  readonly #options: LineOptions;
  readonly #events: LineEvents;
  #state: LineState;
  #current: Current | undefined;
  #tracks: PeerTracks = {};
  #stopTimer = () => {};
  #isReachableByPod = false;
  /** Peers since the line last stood, the one on which it stood included. */
  #built = 0;
  #isClosed = false;

  constructor(options: LineOptions, events: LineEvents) {
    this.#options = options;
    this.#events = events;
    this.#state = newLine(options.role);
  }

  get state(): LineState {
    return this.#state;
  }

  get peer(): ProvenPeer | undefined {
    return this.#current?.peer;
  }

  get pid(): PeerId | undefined {
    return this.#current?.pid;
  }

  get isChannelOpen(): boolean {
    return this.#current?.isChannelOpen ?? false;
  }

  /** Our line to the pods is open and the other side is in the room. */
  setReachableByPod(isReachable: boolean): void {
    this.#isReachableByPod = isReachable;
    this.#lookForPath();
  }

  handle(event: LineEvent): void {
    if (this.#isClosed) return;
    const { clock } = this.#options;
    const step = stepLine(this.#state, event, clock.now());
    this.#state = step.state;
    this.#stopTimer();
    const due = lineDeadline(step.state);
    const tick = () => this.handle({ type: 'tick' });
    this.#stopTimer = due === undefined ? () => {} : clock.after(Math.max(0, due - clock.now()), tick);
    for (const effect of step.effects) this.#run(effect);
    this.#events.changed();
  }

  /** `open` and everything with a `pid`. What belongs to an earlier peer is counted and dropped. */
  handleMessage(message: LineMessage): void {
    if (this.#isClosed) return;
    if (message.kind === 'open') this.#handleOpen(message);
    else if (message.pid !== this.#current?.pid) this.#events.refused('stale');
    else this.#handleCurrent(this.#current, message);
  }

  /** The same frame through the data channel; `false` when it is not open. */
  send = (frame: ChannelFrame): boolean => this.#current?.peer.send(JSON.stringify(frame)) ?? false;

  /** What is on the air, now and on every later peer. */
  putOnAir(tracks: Required<PeerTracks>): void {
    this.#tracks = tracks;
    void this.#current?.peer.attach(tracks);
  }

  takeOffAir(): void {
    this.#tracks = {};
    void this.#current?.peer.detach();
  }

  close(): void {
    this.#isClosed = true;
    this.#stopTimer();
    this.#current?.peer.close();
    this.#current = undefined;
  }

  #run(effect: LineEffect): void {
    switch (effect.do) {
      case 'build':
        this.#open(effect.relayOnly);
        break;
      case 'restart':
        void this.#restart(this.#current);
        break;
      case 'want':
        if (this.#current !== undefined) {
          this.#events.say({ kind: 'restart-wanted', pid: this.#current.pid, reason: effect.reason });
          // The offer that comes back is answered with relay addresses as well.
          void this.#options.ice.fresh();
        }
        break;
      default:
        effect satisfies never;
    }
  }

  #open(relayOnly: boolean): void {
    const { capabilities: caps, mode, newPeerId } = this.#options;
    const pid = newPeerId();
    this.#events.say({ kind: 'open', pid, caps, mode });
    this.#build(pid, relayOnly);
  }

  async #restart(current: Current | undefined): Promise<void> {
    const servers = await this.#options.ice.fresh();
    if (current === this.#current) current?.peer.restart(servers);
  }

  #handleOpen(message: Extract<LineMessage, { kind: 'open' }>): void {
    const { role, mode } = this.#options;
    if (role !== 'responder' || message.pid === this.#current?.pid) this.#events.refused('stale');
    else if (message.mode !== mode) this.#events.refused('mode');
    else {
      this.#build(message.pid, false);
      this.handle({ type: 'opened' });
    }
  }

  #build(pid: PeerId, relayOnly: boolean): void {
    const { role, ice, certificate, clock, createPeer, createHandshake } = this.#options;
    const before = this.#current;
    this.#current = undefined;
    before?.peer.close();
    this.#built += 1;
    const hasRelay = ice.latest.some(isRelay);
    if (hasRelay && this.#built > 1 && this.#built % 2 === 1) ice.goElsewhere();
    const options = {
      initiator: role === 'initiator',
      iceServers: ice.latest,
      relayOnly: this.#options.relayOnly || (relayOnly && hasRelay),
      ...(certificate === undefined ? {} : { certificate }),
    };
    const protection = protectionFor(this.#options, this.#events, (event) => this.handle(event));
    if (protection === undefined) {
      this.#events.frames('unsupported');
      return;
    }
    const parts = { pid, clock, createPeer: peerWhenYoung(createPeer, ice), createHandshake, protection };
    const peer = new ProvenPeer(parts, options, this.#eventsOf(pid));
    this.#current = { pid, peer, isChannelOpen: false };
    void peer.attach(this.#tracks);
    this.#events.built(pid);
    this.#lookForPath();
  }

  #eventsOf(pid: PeerId): ProvenEvents {
    const ifCurrent = (deed: (current: Current) => void) => {
      if (this.#current?.pid === pid) deed(this.#current);
    };
    return {
      signal: (signal) => ifCurrent(() => this.#events.say({ ...signal, pid })),
      transport: (transport, why) => ifCurrent(() => this.#transport(transport, why)),
      channel: (state) => ifCurrent((current) => this.#channel(current, state)),
      text: (text) => ifCurrent((current) => this.#text(current, text)),
      remoteStream: (stream) => ifCurrent(() => this.#events.remoteStream(stream)),
      remoteScreen: (stream) => ifCurrent(() => this.#events.remoteScreen(stream)),
      firstMedia: (kind) => ifCurrent(() => this.#events.media(kind)),
      refused: () => ifCurrent(() => this.#events.refused('browser')),
      say: (message) => ifCurrent(() => this.#events.say({ ...message, pid })),
      bound: (result) => ifCurrent(() => this.#events.bound(result)),
      unproven: (how) => this.#events.unproven(how),
      guarded: (reason) => ifCurrent(() => this.#events.refused(reason)),
      lane: this.#events.lane,
      closed: () => ifCurrent((current) => this.#channel(current, 'closed')),
    };
  }

  #transport(...[transport, why]: Parameters<ProvenEvents['transport']>): void {
    if (transport === 'connected') this.#built = 1;
    this.handle({ type: 'transport', transport, why });
    if (transport === 'disconnected') this.#events.pathChanged();
  }

  #channel(current: Current, state: 'open' | 'closed'): void {
    current.isChannelOpen = state === 'open';
    this.#lookForPath();
    this.#events.pathChanged();
    if (state === 'closed') this.handle({ type: 'channel-closed' });
  }

  #lookForPath(): void {
    const reachable = this.#isReachableByPod || this.isChannelOpen;
    if (reachable !== this.#state.memory.reachable) this.handle({ type: 'reachable', reachable });
  }

  #text({ peer }: Current, text: string): void {
    const frame = parseChannelFrame(text);
    if (frame === undefined) this.#events.refused('frame');
    else if (frame.type === 'bind') peer.handleBind(frame.tag);
    else this.#events.frame(frame);
  }

  #handleCurrent(current: Current, message: Exclude<LineMessage, { kind: 'open' }>): void {
    const { pid: _pid, ...inner } = message;
    switch (inner.kind) {
      case 'description':
        this.handle({ type: 'answered' });
        current.peer.handleDescription(inner);
        break;
      case 'candidate':
        current.peer.handleCandidate(inner);
        break;
      case 'restart-wanted':
        this.handle({ type: 'wanted', reason: inner.reason });
        break;
      case 'commit':
      case 'share':
      case 'reveal':
      case 'confirm':
        this.handle({ type: 'answered' });
        current.peer.handleHandshake(inner);
        break;
      case 'rotate-1':
      case 'rotate-2':
      case 'rotate-3':
        current.peer.handleRotate({ ...inner, pid: current.pid });
        break;
      // Not the line's: the proof's, the call's.
      case 'proof':
      case 'media':
        break;
      default:
        inner satisfies never;
    }
  }
}
