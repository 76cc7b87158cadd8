/** Two peers and the line that carries their signals: what every scenario of the peer contract starts from. */
import type { IceServer } from '@visavis/shared';
import type { CreatePeer, Peer, PeerOptions, PeerSignal } from '../../clients/call/peer.ts';

/** What an implementation brings along to be tried: devices, eyes and ears. */
export interface PeerBench {
  create: CreatePeer;
  certificate(): Promise<RTCCertificate>;
  microphone(): MediaStreamTrack;
  camera(): MediaStreamTrack;
  /** A relay that both sides reach. */
  relay: IceServer[];
  seesPicture(stream: MediaStream): Promise<void>;
  losesPicture(stream: MediaStream): Promise<void>;
  hearsSound(stream: MediaStream): Promise<void>;
  losesSound(stream: MediaStream): Promise<void>;
}

/** One scenario; `run` throws where the promise is broken. Free of any test runner: it runs in pages as well. */
export interface PeerScenario {
  title: string;
  run(bench: PeerBench): Promise<void>;
}

export function check(isTrue: boolean, promise: string): asserts isTrue {
  if (!isTrue) throw new Error(`broken promise: ${promise}`);
}

export function checkEqual<T>(found: T, expected: T, promise: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  check(a === b, `${promise}: expected ${b}, found ${a}`);
}

/** One peer with all it told, in order: `transport connected`, `channel open`, `text hello`, `firstMedia video` … */
export class Side {
  readonly peer: Peer;
  readonly told: string[] = [];
  readonly signals: PeerSignal[] = [];
  readonly transceivers: RTCRtpTransceiver[] = [];
  stream: MediaStream | undefined;
  /** Received on both channels for content. */
  contentBytes = 0;
  screen: MediaStream | undefined;
  /** Where its signals go. */
  carry: (signal: PeerSignal) => void = () => undefined;
  /** Each answers whether it still waits. */
  #waiting: (() => boolean)[] = [];

  constructor(create: CreatePeer, options: PeerOptions) {
    const tell = (news: string) => {
      this.told.push(news);
      this.#waiting = this.#waiting.filter((stillWaits) => stillWaits());
    };
    this.peer = create(options, {
      signal: (signal) => {
        this.signals.push(signal);
        tell(`signal ${signal.kind}`);
        this.carry(signal);
      },
      transport: (state) => tell(`transport ${state}`),
      channel: (state) => tell(`channel ${state}`),
      text: (text) => tell(`text ${text}`),
      content: (news) => {
        const what = 'state' in news ? news.state : new TextDecoder().decode(news.bytes.subarray(0, 16));
        if ('bytes' in news) this.contentBytes += news.bytes.length;
        tell(`content ${news.channel} ${what}`);
      },
      remoteStream: (stream) => {
        this.stream = stream;
        tell('remoteStream');
      },
      remoteScreen: (screen) => {
        this.screen = screen;
        tell('remoteScreen');
      },
      firstMedia: (kind) => tell(`firstMedia ${kind}`),
      transceiver: (transceiver) => {
        this.transceivers.push(transceiver);
        tell('transceiver');
      },
      refused: (what) => tell(`refused ${what}`),
      closed: () => tell('closed'),
    });
  }

  /** Resolves once `news` has been told `count` times. */
  hasTold(news: string, count = 1): Promise<void> {
    return new Promise((resolve) => {
      const stillWaits = () => {
        if (this.count(news) < count) return true;
        resolve();
        return false;
      };
      if (stillWaits()) this.#waiting.push(stillWaits);
    });
  }

  async received(): Promise<MediaStream> {
    await this.hasTold('remoteStream');
    check(this.stream !== undefined, 'remoteStream comes with a stream');
    return this.stream;
  }

  async receivedScreen(): Promise<MediaStream> {
    await this.hasTold('remoteScreen');
    check(this.screen !== undefined, 'remoteScreen comes with a stream');
    return this.screen;
  }

  count(news: string): number {
    return this.told.filter((known) => known === news).length;
  }

  descriptions(): string[] {
    return this.signals.flatMap((signal) => (signal.kind === 'description' ? [signal.sdp] : []));
  }
}

/** Who initiates is `a`, as the advisor would; `b` answers, as the guest would. */
export interface Pair {
  a: Side;
  b: Side;
  connected(): Promise<void>;
  close(): void;
}

/** Two sides whose signals reach each other in order. Options go to both, then those of one side over them. */
export function makePair(
  bench: PeerBench,
  both: Partial<PeerOptions> = {},
  single: { a?: Partial<PeerOptions>; b?: Partial<PeerOptions> } = {},
): Pair {
  const options = { iceServers: [], relayOnly: false, ...both };
  const a = new Side(bench.create, { ...options, initiator: true, ...single.a });
  const b = new Side(bench.create, { ...options, initiator: false, ...single.b });
  a.carry = (signal) => hand(b.peer, signal);
  b.carry = (signal) => hand(a.peer, signal);
  return {
    a,
    b,
    async connected() {
      await Promise.all([a, b].flatMap((side) => [side.hasTold('transport connected'), side.hasTold('channel open')]));
    },
    close() {
      a.peer.close();
      b.peer.close();
    },
  };
}

/** As a caller does: each kind to its own door. */
export function hand(peer: Peer, signal: PeerSignal): void {
  if (signal.kind === 'description') peer.handleDescription(signal);
  else peer.handleCandidate(signal);
}
