/** Encryption of one peer connection from its handshake to its end: frames in the worker, data keys, fresh keys for both. */
import type { Clock } from './clock.ts';
import { DataSeal } from './data-seal.ts';
import type { FrameFigures } from './frame-report.ts';
import type { Frames, OpenFrames } from './frames.ts';
import type { HandshakeResult } from './handshake.ts';
import { KeyChanges, type RotateMessage } from './key-changes.ts';
import type { FramesLost } from './mend-reason.ts';
import type { CreatePeer, PeerTracks } from './peer.ts';
import { rotation } from './ratchet.ts';
import type { Role } from './roles.ts';
import type { CreateAgreement } from './x25519.ts';

export interface ProtectionParts {
  openFrames: OpenFrames;
  subtle: SubtleCrypto;
  agreement: CreateAgreement;
  clock: Clock;
  /** Milliseconds between two changes of keys; see {@link rotation}. */
  changeKeysEveryMs?: number;
}

export interface ProtectionEvents {
  say(message: RotateMessage): void;
  /** Both sides have keys: what is attached leaves from now on, sealed. */
  protected(): void;
  /** This side seals with another epoch now. */
  keysChanged(epoch: number): void;
  /** Once a second, of each sender and receiver. */
  figures?(figures: readonly FrameFigures[]): void;
  refused(): void;
  /** Frames are lost, or keys cannot be changed: only a new peer connection helps. Once; nothing leaves any more. */
  lost(why: FramesLost): void;
}

/** One for each peer connection. Nothing of it throws. */
export interface Protection {
  /** For text, files, drawings and forms. */
  readonly data: DataSeal;
  /** Wraps an implementation: no track leaves before there are keys, and no frame around the cipher. */
  wrap(create: CreatePeer): CreatePeer;
  /** The other end of the line is proven; `rk0` is wiped. */
  begin(handshake: HandshakeResult): void;
  handleMessage(message: RotateMessage): void;
  close(): void;
}

/** `undefined` where this browser cannot encrypt frames: then there is no call. */
export type Protect = (role: Role, events: ProtectionEvents) => Protection | undefined;

export const protectWith =
  (parts: ProtectionParts): Protect =>
  (role, events) => {
    try {
      return new RunningProtection(parts, role, events);
    } catch {
      return undefined;
    }
  };

class RunningProtection implements Protection {
  readonly data = new DataSeal();
  readonly #parts: ProtectionParts;
  readonly #events: ProtectionEvents;
  readonly #frames: Frames;
  #changes: KeyChanges | undefined;
  #release = (): void => undefined;
  /** Resolves when there are keys; never, when there will be none. */
  readonly #ready = new Promise<void>((resolve) => {
    this.#release = resolve;
  });
  #closed = false;

  constructor(parts: ProtectionParts, role: Role, events: ProtectionEvents) {
    this.#parts = parts;
    this.#events = events;
    this.data = new DataSeal(parts.subtle);
    this.#frames = parts.openFrames(role, {
      heard: (epoch) => this.#changes?.handleFrame(epoch),
      spent: () => this.#changes?.handleSpent(),
      figures: (figures) => events.figures?.(figures),
      trouble: (what) => this.#lose(what),
    });
  }

  wrap(create: CreatePeer): CreatePeer {
    return (options, events) => {
      const frames = this.#frames;
      const transceiver = (one: RTCRtpTransceiver): void => {
        frames.attach(one);
        events.transceiver?.(one);
      };
      const peer = create({ ...options, encodedStreams: frames.encodedStreams }, { ...events, transceiver });
      let tracks: PeerTracks = {};
      let isReady = false;
      void this.#ready.then(() => {
        isReady = true;
        if (!this.#closed) void peer.attach(tracks);
      });
      return {
        handleDescription: (description) => peer.handleDescription(description),
        handleCandidate: (candidate) => peer.handleCandidate(candidate),
        setIceServers: (servers) => peer.setIceServers(servers),
        restart: (servers) => peer.restart(servers),
        attach: async (wanted) => {
          tracks = { ...tracks, ...wanted };
          if (isReady && !this.#closed) await peer.attach(wanted);
        },
        detach: async () => {
          tracks = {};
          await peer.detach();
        },
        send: (text) => peer.send(text),
        sendContent: (channel, bytes) => peer.sendContent(channel, bytes),
        stats: () => peer.stats(),
        remoteCertificates: () => peer.remoteCertificates(),
        close: () => peer.close(),
      };
    };
  }

  begin(handshake: HandshakeResult): void {
    if (this.#closed || this.#changes !== undefined) return;
    const { subtle, agreement, clock, changeKeysEveryMs } = this.#parts;
    this.#changes = new KeyChanges({
      handshake,
      everyMs: changeKeysEveryMs ?? rotation.everyMs,
      subtle,
      agreement,
      clock,
      holders: [this.#frames, this.data],
      say: (message) => this.#events.say(message),
      ready: () => this.#begun(),
      changed: (epoch) => this.#events.keysChanged(epoch),
      refused: () => this.#events.refused(),
      broken: () => this.#lose('keys'),
    });
  }

  handleMessage(message: RotateMessage): void {
    if (this.#changes === undefined) this.#events.refused();
    else this.#changes.handleMessage(message);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#changes?.close();
    this.#frames.close();
    this.data.close();
  }

  #begun(): void {
    if (this.#closed) return;
    this.#release();
    this.#events.protected();
  }

  #lose(why: FramesLost): void {
    if (this.#closed) return;
    this.close();
    this.#events.lost(why);
  }
}
