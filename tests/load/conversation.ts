/** Two pages in one room that talk over pods: what each said is compared with what the other heard. */
import type { Welcome } from '@visavis/shared';
import { limits } from '@visavis/shared';
import type { Signalling, SignallingClose } from '../../clients/call/signalling.ts';
import { affinityOf, newHolder, randomText, type TicketHolder, type TicketIssuer } from '../support/ticket-issuer.ts';
import { openPage } from './page.ts';
import { Speaker } from './speaker.ts';

/** Where rooms are reached, and who lets people in. */
export interface Place {
  /** The address of a room by its affinity: a load balancer's, or a pod's. `side` is for rooms that shall be torn apart. */
  url(affinity: string, side: Side): string;
  certificate?: string;
  issuer: TicketIssuer;
}

export interface EndEvents {
  /** In the room; more than once for a line that came back or moved. */
  welcome?(welcome: Welcome): void;
  /** The line is gone and will be back. */
  lost?(): void;
}

const other = { advisor: 'guest', guest: 'advisor' } as const;
export type Side = keyof typeof other;

/** One side: a page, and a speaker on its line. */
export class End {
  readonly holder: TicketHolder;
  readonly speaker: Speaker;
  readonly said: string[] = [];
  /** Tickets asked for: 1, unless the first one opened no line. */
  tickets = 0;
  welcomes = 0;
  lost = 0;
  /** Told for good that it is over. */
  closed: SignallingClose | undefined;
  readonly #line: Signalling;

  constructor(place: Place, holder: TicketHolder, side: Side, events: EndEvents & { heard?(): void }) {
    this.holder = holder;
    const heard = () => events.heard?.();
    this.speaker = new Speaker({ to: other[side], send: (request) => this.#line.send(request), heard });
    const issuer = {
      ticket: (of: TicketHolder) => {
        this.tickets += 1;
        return place.issuer.ticket(of);
      },
    };
    const { certificate } = place;
    this.#line = openPage(
      { holder, issuer, url: place.url(affinityOf(holder.room), side), certificate, inCall: () => false },
      {
        welcome: (welcome) => {
          this.welcomes += 1;
          events.welcome?.(welcome);
          if (welcome.peers.length > 0) this.speaker.pathOpen();
        },
        message: (message) => this.speaker.handle(message),
        lost: () => {
          this.lost += 1;
          events.lost?.();
        },
        closed: (close) => {
          this.closed = close;
        },
      },
    );
  }

  say(text: string): void {
    this.said.push(text);
    this.speaker.say(text);
  }

  /** Leaves the room, as the page does when it hangs up. */
  leave(): void {
    this.#line.send({ type: 'bye' });
    this.cut();
  }

  /** Goes without a word. */
  cut(): void {
    this.#line.close();
    this.speaker.close();
  }
}

export class Conversation {
  readonly ends: readonly [End, End];

  constructor(place: Place, events: EndEvents & { heard?(): void } = {}) {
    const room = randomText(16);
    const end = (side: Side) => new End(place, newHolder(side, room), side, events);
    this.ends = [end('advisor'), end('guest')];
  }

  get room(): string {
    return this.ends[0].holder.room;
  }

  get isOpen(): boolean {
    return this.ends.every(({ welcomes }) => welcomes > 0);
  }

  say(text: string): void {
    for (const end of this.ends) end.say(text);
  }

  /** Everything said was heard, in order and once. */
  get isComplete(): boolean {
    const [one, two] = this.ends;
    return isSame(one.said, two.speaker.heard) && isSame(two.said, one.speaker.heard);
  }

  /** Nothing is under way: everything said is acknowledged, and an acknowledgement is not. */
  get isQuiet(): boolean {
    return this.ends.every(({ speaker }) => speaker.unacked === 0);
  }

  leave(): void {
    for (const end of this.ends) end.leave();
  }
}

const isSame = (said: readonly string[], heard: readonly string[]): boolean =>
  said.length === heard.length && said.every((text, index) => text === heard[index]);

/** A description and four candidates, as large as those of browsers are once they are sealed. */
const description = 'd'.repeat(2_700);
const candidate = 'c'.repeat(225);
const setUpTexts = [description, candidate, candidate, candidate, candidate];
/** A person would have given up. */
const patienceMs = 20_000;

export interface SetUp {
  /** From opening both pages until each has what the other said; undefined when it never came to that. */
  tookMs: number | undefined;
  /** Some line was not open at its first try. */
  wasRepeated: boolean;
}

/** Two people enter a new room, exchange descriptions and candidates, and leave. Never rejects. */
export function setUp(place: Place): Promise<SetUp> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (tookMs: number | undefined) => {
      clearTimeout(patience);
      conversation.leave();
      const wasRepeated = conversation.ends.some(({ tickets, lost }) => tickets > 1 || lost > 0);
      resolve({ tookMs, wasRepeated });
    };
    const patience = setTimeout(end, patienceMs);
    const conversation: Conversation = new Conversation(place, {
      heard: () => {
        if (conversation.isComplete && conversation.ends[0].said.length > 0) end(performance.now() - startedAt);
      },
    });
    for (const text of setUpTexts) conversation.say(text);
  });
}

/** The longest an unacknowledged text waits before it is repeated. */
export const repeatMs = limits.retransmitMaxMs;
