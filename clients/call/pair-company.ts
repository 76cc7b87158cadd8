/** The person opposite, and beside them whoever joins the two: hands everything on, and keeps what is known until a third one comes. */
import type { RoomSeat } from '@visavis/shared';
import type {
  CompanionWish,
  CompanyEvents,
  CompanyFacts,
  CompanyMessage,
  MeetThird,
  ThirdPerson,
} from './company-face.ts';
import type { CreateOpposite, CreateOpposites, Opposite, Opposites, PairEvents, PairOptions } from './pair-face.ts';
import type { Party } from './roles.ts';
import { Sharing } from './sharing.ts';
import { readThird } from './third-message.ts';

/** What a pod may hand over while the code is on its way; more is dropped, and repeated by whoever said it. */
const mostWaiting = 64;

/** Who may say what to whom; only over a line that the link's secret seals, because another secret goes along. */
const hearers: Record<CompanyMessage['kind'], readonly RoomSeat[]> = {
  introduce: ['guest'],
  agree: ['advisor', 'guest'],
  admit: ['companion'],
};

/** See {@link CreateOpposites}. `load` is asked when a third person is near, and again after it could not be had. */
export const inCompany =
  (create: CreateOpposite, load: () => Promise<MeetThird>): CreateOpposites =>
  (options, events) =>
    new Accompanied(create, load, options, events);

class Accompanied implements Opposites {
  readonly #create: CreateOpposite;
  readonly #load: () => Promise<MeetThird>;
  readonly #options: PairOptions;
  readonly #events: PairEvents & CompanyEvents;
  readonly #main: Opposite;
  #facts: CompanyFacts;
  #expected: CompanionWish | undefined;
  #third: ThirdPerson | undefined;
  #isLoading = false;
  readonly #sharing: Sharing;
  /** The page leaves, or is gone. */
  #isOver = false;
  #waiting: ((third: ThirdPerson) => void)[] = [];

  constructor(
    create: CreateOpposite,
    load: () => Promise<MeetThird>,
    options: PairOptions,
    events: PairEvents & CompanyEvents,
  ) {
    this.#create = create;
    this.#load = load;
    this.#options = options;
    this.#events = events;
    this.#facts = {
      media: undefined,
      screen: undefined,
      isReady: false,
      isLeaving: false,
      isOpen: false,
      there: undefined,
      main: undefined,
    };
    this.#main = create(options, this.#mainEvents());
    this.#sharing = new Sharing((screen) => {
      events.ownScreen(screen);
      this.#main.setScreen(screen);
      this.#know({ screen });
    });
    if (options.self.seat === 'companion') this.#soon(() => {});
  }

  handleRoom: Opposites['handleRoom'] = (message) => {
    const heard = readThird(message, this.#options.self.seat);
    if (heard === undefined) return;
    if ('frame' in heard) {
      if (this.#third || this.#waiting.length < mostWaiting) this.#soon((third) => third.handleFrame(heard.frame));
      return;
    }
    const { present, left } = heard;
    if (left !== undefined && left !== this.#facts.there) return;
    this.#know({ there: present });
    if (present !== undefined) this.#soon(() => {});
  };

  accompany: Opposites['accompany'] = (wish) => {
    if (wish.type === 'expect') this.#expected = wish;
    this.#third?.accompany(wish);
  };

  meet(peer: Party, ready: boolean): void {
    this.#know({ isReady: ready, main: { incarnation: peer.incarnation, isProven: false } });
    this.#main.meet(peer, ready);
  }

  say: Opposite['say'] = (message) => {
    this.#main.say(message);
    if (message.kind === 'ready') this.#know({ isReady: message.ready });
    if (message.kind !== 'leave') return;
    this.#third?.say(message);
    this.#know({ isLeaving: message.reason !== 'undone' });
  };

  setReachableByPod(isReachable: boolean, isOpen: boolean): void {
    this.#main.setReachableByPod(isReachable, isOpen);
    if (isOpen !== this.#facts.isOpen) this.#know({ isOpen });
  }

  setMedia: Opposite['setMedia'] = (media) => {
    this.#main.setMedia(media);
    this.#know({ media });
  };

  share: Opposites['share'] = (screen) => {
    this.#sharing.put(screen);
    if (this.#isOver) this.#sharing.put(undefined);
  };

  setIceServers: Opposite['setIceServers'] = (servers) => {
    this.#main.setIceServers(servers);
    this.#third?.setIceServers(servers);
  };

  handlePathOpen(): void {
    this.#main.handlePathOpen();
    this.#third?.handlePathOpen();
  }

  handleNetworkChanged(): void {
    this.#main.handleNetworkChanged();
    this.#third?.handleNetworkChanged();
  }

  /** Asked for when the page leaves, and only then. */
  async acknowledged(): Promise<void> {
    this.#isOver = true;
    this.share(undefined);
    await Promise.all([this.#main.acknowledged(), this.#third?.leave()]);
  }

  close(): void {
    this.#isOver = true;
    this.share(undefined);
    this.#waiting = [];
    this.#main.close();
    this.#third?.close();
  }

  handleFrame: Opposite['handleFrame'] = (frame) => this.#main.handleFrame(frame);
  setOnAir: Opposite['setOnAir'] = (isOnAir) => this.#main.setOnAir(isOnAir);
  prove: Opposite['prove'] = (wish) => this.#main.prove(wish);
  sendOn: Opposite['sendOn'] = (lane, payload) => this.#main.sendOn(lane, payload);
  dropLine = (): void => this.#main.dropLine();

  #mainEvents(): PairEvents {
    const events = this.#events;
    const isSealed = this.#options.linkSecret !== undefined;
    return {
      ...events,
      told: (message) => {
        const isEnd = message.kind === 'leave' && (message.reason === 'hung-up' || message.reason === 'ended');
        if (isEnd) this.#third?.say({ kind: 'leave', reason: 'hung-up' });
        events.told(message);
      },
      proof: (view) => {
        events.proof(view);
        const { main } = this.#facts;
        const isProven = isSealed && view.state === 'checked';
        if (main && main.isProven !== isProven) this.#know({ main: { ...main, isProven } });
      },
      company: (message) => {
        if (!isSealed || !hearers[message.kind].includes(this.#options.self.seat)) events.refused('content');
        else this.#soon((third) => third.hear(message));
      },
    };
  }

  #know(change: Partial<CompanyFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    this.#third?.know(this.#facts);
  }

  #soon(task: (third: ThirdPerson) => void): void {
    if (this.#third) {
      task(this.#third);
      return;
    }
    this.#waiting.push(task);
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#load()
      .then((meet) => this.#arrive(meet))
      .catch(() => {})
      .finally(() => {
        this.#isLoading = false;
      });
  }

  #arrive(meet: MeetThird): void {
    if (this.#isOver) return;
    const sayToMain = (message: Parameters<Opposite['say']>[0]) => this.#main.say(message);
    const parts = { create: this.#create, options: this.#options, events: this.#events, sayToMain };
    const third = meet(parts, this.#facts);
    this.#third = third;
    if (this.#expected) third.accompany(this.#expected);
    for (const task of this.#waiting.splice(0)) task(third);
  }
}
