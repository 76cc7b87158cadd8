/** What every line to a pod promises: run on the memory double, and on the WebSocket against one real pod and two. */
import type { Incarnation, RoomSeat, Welcome } from '@visavis/shared';
import { toBase64url } from '@visavis/shared';
import { expect, test } from 'vitest';
import type { Connect, RoomMessage, Signalling, SignallingClose } from '../../clients/call/signalling.ts';

export interface SignallingBench {
  connect: Connect;
  /** Address and ticket for one entry into the one room of the bench, always of the same device for a seat. */
  admit(seat: RoomSeat, incarnation: Incarnation): Promise<{ url: string; ticket: string }>;
  close(): Promise<void>;
}

type Told =
  | { what: 'welcome'; welcome: Welcome }
  | { what: 'message'; message: RoomMessage }
  | { what: 'closed'; close: SignallingClose };

/** A line whose events wait in a queue. */
class Tapped {
  readonly told: Told[] = [];
  readonly line: Signalling;
  #waiting: ((told: Told) => void) | undefined;

  constructor(connect: Connect, entry: Parameters<Connect>[0]) {
    let isOpening = true;
    const put = (told: Told) => {
      expect(isOpening, 'no event from inside the opening call').toBe(false);
      const taker = this.#waiting;
      this.#waiting = undefined;
      if (taker) taker(told);
      else this.told.push(told);
    };
    this.line = connect(
      entry,
      {
        welcome: (welcome) => put({ what: 'welcome', welcome }),
        message: (message) => put({ what: 'message', message }),
        closed: (close) => put({ what: 'closed', close }),
      },
      () => false,
    );
    isOpening = false;
  }

  next(): Promise<Told> {
    const told = this.told.shift();
    return told === undefined ? new Promise((resolve) => (this.#waiting = resolve)) : Promise.resolve(told);
  }

  async welcome(): Promise<Welcome> {
    const told = await this.next();
    if (told.what !== 'welcome') throw new Error(`expected a welcome, got ${JSON.stringify(told)}`);
    return told.welcome;
  }

  async message(type: RoomMessage['type']): Promise<RoomMessage> {
    for (;;) {
      const told = await this.next();
      if (told.what === 'message' && told.message.type === type) return told.message;
      if (told.what === 'closed') throw new Error(`closed with ${told.close.code} before ${type}`);
    }
  }

  async closed(): Promise<SignallingClose> {
    for (;;) {
      const told = await this.next();
      if (told.what === 'closed') return told.close;
    }
  }
}

const page = (): Incarnation => toBase64url(crypto.getRandomValues(new Uint8Array(16))) as Incarnation;

type Enter = (seat: RoomSeat, incarnation?: Incarnation) => Promise<Tapped>;
type Scenario = (bench: SignallingBench, enter: Enter) => Promise<void>;

/** Runs a scenario on a bench of its own and closes what it opened. */
async function withBench(make: () => Promise<SignallingBench>, scenario: Scenario): Promise<void> {
  const bench = await make();
  const tapped: Tapped[] = [];
  const enter: Enter = async (seat, incarnation = page()) => {
    const pass = await bench.admit(seat, incarnation);
    const line = new Tapped(bench.connect, { ...pass, incarnation });
    tapped.push(line);
    return line;
  };
  await scenario(bench, enter);
  for (const { line } of tapped) line.close();
  await bench.close();
}

/** Getting in and coming back. */
const entering: Record<string, Scenario> = {
  'is let in by a ticket and tells who is there already': async (_bench, enter) => {
    const incarnation = page();
    const advisor = await enter('advisor', incarnation);
    expect(await advisor.welcome()).toMatchObject({ seat: 'advisor', peers: [] });
    const guest = await enter('guest');
    expect((await guest.welcome()).peers).toEqual([{ seat: 'advisor', incarnation }]);
    expect(await advisor.message('peer')).toMatchObject({ event: 'joined', seat: 'guest' });
  },
  'carries bodies and acks to the other seat, as they are': async (_bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const guest = await enter('guest');
    await guest.welcome();
    expect(guest.line.send({ type: 'relay', to: 'advisor', n: 7, a: 3, body: 's.AAAA' })).toBe(true);
    expect(await advisor.message('relay')).toEqual({ type: 'relay', from: 'guest', n: 7, a: 3, body: 's.AAAA' });
    advisor.line.send({ type: 'ack', to: 'guest', a: 7 });
    expect(await guest.message('ack')).toEqual({ type: 'ack', from: 'advisor', a: 7 });
  },
  'sends nothing before the welcome and after the close': async (_bench, enter) => {
    const advisor = await enter('advisor');
    expect(advisor.line.send({ type: 'ice-servers' })).toBe(false);
    await advisor.welcome();
    advisor.line.close();
    advisor.line.close();
    expect(advisor.line.send({ type: 'ice-servers' })).toBe(false);
    expect(advisor.told).toEqual([]);
  },
  'closes 4401 with the pod’s word for a ticket that is none': async (bench) => {
    const incarnation = page();
    const { url } = await bench.admit('guest', incarnation);
    const line = new Tapped(bench.connect, { url, ticket: `${'x'.repeat(20)}.y.z`, incarnation });
    expect(await line.closed()).toMatchObject({ code: 4401, error: 'ticket-invalid' });
    expect(line.line.send({ type: 'bye' })).toBe(false);
  },
  'comes back by the token of its welcome, and nobody else hears of it': async (bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const incarnation = page();
    const guest = await enter('guest', incarnation);
    const { resume = '' } = await guest.welcome();
    await advisor.message('peer');
    guest.line.close();
    const { url } = await bench.admit('guest', incarnation);
    const back = new Tapped(bench.connect, { url, resume, incarnation });
    expect((await back.welcome()).peers).toHaveLength(1);
    back.line.send({ type: 'ack', to: 'advisor', a: 1 });
    expect(await advisor.next()).toMatchObject({ what: 'message', message: { type: 'ack' } });
    back.line.close();
  },
};

/** With others in the room. */
const sharing: Record<string, Scenario> = {
  'is replaced by a younger page of the same person': async (_bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const guest = await enter('guest');
    await guest.welcome();
    await advisor.message('peer');
    const incarnation = page();
    await (await enter('guest', incarnation)).welcome();
    expect((await guest.closed()).code).toBe(4409);
    expect(await advisor.message('peer')).toMatchObject({ event: 'replaced', seat: 'guest', incarnation });
  },
  'gets fresh relay credentials when it asks': async (_bench, enter) => {
    const guest = await enter('guest');
    await guest.welcome();
    guest.line.send({ type: 'ice-servers' });
    expect(await guest.message('ice-servers')).toHaveProperty('iceServers');
  },
  'lets the others know of a goodbye': async (_bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const guest = await enter('guest');
    await guest.welcome();
    await advisor.message('peer');
    guest.line.send({ type: 'bye' });
    guest.line.close();
    expect(await advisor.message('peer')).toMatchObject({ event: 'left', seat: 'guest' });
  },
  'closes everybody’s line 4410 when the advisor ends the room': async (_bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const guest = await enter('guest');
    await guest.welcome();
    advisor.line.send({ type: 'bye', end: true });
    expect(await guest.closed()).toMatchObject({ code: 4410, error: 'room-over' });
  },
  'closes 4403 as dismissed when the advisor decides so': async (_bench, enter) => {
    const advisor = await enter('advisor');
    await advisor.welcome();
    const incarnation = page();
    const guest = await enter('guest', incarnation);
    await guest.welcome();
    await advisor.message('peer');
    advisor.line.send({ type: 'dismiss', incarnation });
    expect(await guest.closed()).toMatchObject({ code: 4403, error: 'dismissed' });
  },
};

export function signallingContract(make: () => Promise<SignallingBench>): void {
  for (const [title, scenario] of Object.entries({ ...entering, ...sharing })) {
    test(title, () => withBench(make, scenario));
  }
}
