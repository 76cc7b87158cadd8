/** The line to the third person under one link: a pair of its own, that can neither disturb the first one nor be disturbed. */
import type { Incarnation, LinkSecret, RoomSeat } from '@visavis/shared';
import type { LineStanding, PersonMessage } from './call-state.ts';
import type { DeviceState } from './call-view.ts';
import type { CompanyMessage, CompanyParts } from './company-face.ts';
import type { IceSource } from './ice-servers.ts';
import type { Opposite, PairEvents } from './pair-face.ts';

/** What is known of who is at its end, since they were met. */
export interface ThirdFacts {
  readonly standing: LineStanding;
  readonly isProven: boolean;
  readonly ready: boolean;
  /** Something of theirs has arrived on this line. */
  readonly heard: boolean;
  readonly name: string | undefined;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly screen: 'on' | 'off';
  readonly face: MediaStream | undefined;
  readonly shown: MediaStream | undefined;
}

export const noThird: ThirdFacts = {
  standing: 'none',
  isProven: false,
  ready: false,
  heard: false,
  name: undefined,
  microphone: 'none',
  camera: 'none',
  screen: 'off',
  face: undefined,
  shown: undefined,
};

export interface CompanyLineEvents {
  changed(): void;
  /** Opened under this link's secret. */
  told(message: PersonMessage): void;
  company(message: CompanyMessage): void;
  /** The certificate is another one than that of their last page load. */
  otherDevice(): void;
}

/** One for each link and page load of ours, whatever happens: its numbers are used only once. */
export class CompanyLine {
  readonly pair: Opposite;
  readonly #events: CompanyLineEvents;
  #facts = noThird;
  #met: Incarnation | undefined;

  constructor(parts: CompanyParts, linkSecret: LinkSecret, events: CompanyLineEvents) {
    this.#events = events;
    const { options } = parts;
    const certificate = options.certificate && withoutProof(options.certificate);
    const own = { linkSecret, certificate, ice: shared(options.ice) };
    this.pair = parts.create({ ...options, ...own }, this.#pairEvents(parts));
  }

  get facts(): ThirdFacts {
    return this.#facts;
  }

  /** The page load that the line is to; undefined while there is none. */
  get met(): Incarnation | undefined {
    return this.#met;
  }

  meet(seat: RoomSeat, incarnation: Incarnation): void {
    if (this.#met === incarnation) return;
    this.drop();
    this.pair.meet({ seat, incarnation }, false);
    this.#met = incarnation;
  }

  drop(): void {
    this.#met = undefined;
    this.#facts = { ...noThird, name: this.#facts.name };
    this.pair.dropLine();
  }

  #learn(change: Partial<ThirdFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    if (this.#met) this.#events.changed();
  }

  #told(message: PersonMessage): void {
    if (this.#met === undefined) return;
    const { kind, ...said } = message;
    if (kind !== 'leave') this.#facts = { ...this.#facts, ...said };
    this.#events.told(message);
    this.#events.changed();
  }

  #pairEvents({ events }: CompanyParts): PairEvents {
    let wasOther = false;
    return {
      relay: events.relay,
      told: (message) => this.#told(message),
      company: (message) => this.#met && this.#events.company(message),
      lineChanged: (_state, standing) => this.#learn({ standing }),
      lineBuilt: () => this.#learn({ heard: false }),
      remoteStream: (face) => this.#learn({ face }),
      remoteScreen: (shown) => this.#learn({ shown }),
      media: () => this.#learn({ heard: true }),
      // Before anything of ours is sent on the new line.
      proof: ({ state, otherDevice }) => {
        if (otherDevice && !wasOther && this.#met) this.#events.otherDevice();
        wasOther = otherDevice;
        this.#learn({ isProven: state === 'checked' });
      },
      refused: (reason) => events.refused(reason === 'unsealed' ? 'forged' : reason),
      lane: () => {},
      hint: () => {},
      stats: () => {},
      flow: () => {},
    };
  }
}

/** What is kept on this device is about the person opposite alone; whoever holds the companion's link is checked by it. */
const withoutProof = (own: NonNullable<CompanyParts['options']['certificate']>): typeof own => ({
  certificate: own.certificate,
  proof: undefined,
  keepProof: async () => {},
  wipe: async () => {},
});

/** The same relay as the first line has; whether another one is tried is decided there. */
const shared = (ice: IceSource): IceSource => ({
  get latest() {
    return ice.latest;
  },
  get isYoung() {
    return ice.isYoung;
  },
  fresh: () => ice.fresh(),
  handleServers: () => {},
  goElsewhere: () => {},
  close: () => {},
});
