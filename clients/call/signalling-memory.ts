/** A pod with one room and no network: the double that engine tests run on, with the faults that pods and lines can have. */
import {
  type CloseName,
  type ConnectionId,
  closeCode,
  type ErrorCode,
  type IceServer,
  type Incarnation,
  type IncidentCode,
  limits,
  type Report,
  type RoomSeat,
  type Welcome,
} from '@visavis/shared';
import type { Clock } from './clock.ts';
import type { Connect, Entry, RoomRequest } from './signalling.ts';
import { MemoryLine } from './signalling-memory-line.ts';

/** What happens on the way. `drop` and `repeat` are probabilities, of relayed messages and acks only; unequal delays reorder those. */
export interface Weather {
  delayMs: readonly [least: number, most: number];
  drop: number;
  repeat: number;
}

export const calm: Weather = { delayMs: [1, 1], drop: 0, repeat: 0 };

export interface MemoryPod {
  readonly connect: Connect;
  weather: Weather;
  /** While false no line can be opened. */
  isUp: boolean;
  iceServers: IceServer[];
  /** What browsers reported; a real pod keeps nothing of it. */
  readonly reports: readonly Report[];
  /** For one use, as all tickets. */
  ticket(seat: RoomSeat, incarnation: Incarnation): string;
  /** Tokens of earlier welcomes are refused from now on, as after five minutes. */
  forgetTokens(): void;
  /** Closes a seat's line with `code`, 1006 if none; the seat itself stays for its time to live. */
  cut(seat: RoomSeat, code?: number): void;
  drain(seat: RoomSeat, withinMs: number): void;
  /** The page in a seat, while it has one. */
  seated(seat: RoomSeat): Incarnation | undefined;
}

interface Seated {
  incarnation: Incarnation;
  epoch: number;
  line: MemoryLine | undefined;
}

/** The code of the one room. */
const memoryIncident = '7KX0T2QM' as IncidentCode;

export const memoryPod = (clock: Clock, random: () => number): MemoryPod => new Pod(clock, random);

class Pod implements MemoryPod {
  weather = calm;
  isUp = true;
  iceServers: IceServer[] = [];
  readonly reports: Report[] = [];
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #seats = new Map<RoomSeat, Seated>();
  readonly #rights = new Map<string, { seat: RoomSeat; incarnation: Incarnation; once: boolean }>();
  #names = 0;
  #epoch = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  readonly connect: Connect = (entry, events) => {
    const line = new MemoryLine(this, this.#clock, () => this.#delay(), events);
    this.#clock.after(this.#delay(), () => this.#enter(line, entry));
    return line;
  };

  ticket(seat: RoomSeat, incarnation: Incarnation): string {
    return this.#grant(seat, incarnation, true);
  }

  forgetTokens(): void {
    for (const [token, { once }] of this.#rights) if (!once) this.#rights.delete(token);
  }

  cut(seat: RoomSeat, code = 1006): void {
    this.#seats.get(seat)?.line?.end(code);
  }

  drain(seat: RoomSeat, withinMs: number): void {
    this.#seats.get(seat)?.line?.tell({ type: 'drain', withinMs });
  }

  seated(seat: RoomSeat): Incarnation | undefined {
    return this.#seats.get(seat)?.incarnation;
  }

  /** From a line that is in. */
  handle(line: MemoryLine, request: RoomRequest): void {
    const [from, self] = [...this.#seats].find(([, seated]) => seated.line === line) ?? [];
    if (from === undefined || self === undefined) return;
    switch (request.type) {
      case 'relay':
      case 'ack':
        this.#carry(from, self.epoch, request);
        break;
      case 'ice-servers':
        line.tell({ type: 'ice-servers', iceServers: this.iceServers, iceTtlS: 3_600 });
        break;
      case 'dismiss':
        for (const [seat, { incarnation }] of this.#seats) {
          if (from === 'advisor' && incarnation === request.incarnation) this.#free(seat, 'forbidden', 'dismissed');
        }
        break;
      case 'setup-report':
      case 'call-report':
        this.reports.push(request);
        break;
      case 'bye':
        if (request.end !== true) this.#free(from);
        else for (const seat of [...this.#seats.keys()]) this.#free(seat, 'room-over', 'room-over');
        break;
      default:
        request satisfies never;
    }
  }

  /** The line ended without a goodbye: the seat outlives it for a while. */
  lost(line: MemoryLine): void {
    for (const [seat, seated] of this.#seats) {
      if (seated.line !== line) continue;
      seated.line = undefined;
      this.#clock.after(limits.seatTtlMs, () => {
        if (this.#seats.get(seat) === seated && seated.line === undefined) this.#free(seat);
      });
    }
  }

  #enter(line: MemoryLine, entry: Entry): void {
    if (!this.isUp) {
      line.end(1006);
      return;
    }
    const token = 'ticket' in entry ? entry.ticket : entry.resume;
    const right = this.#rights.get(token);
    if (right?.incarnation !== entry.incarnation) {
      this.#refuse(line, 'ticket', 'ticket-invalid');
      return;
    }
    if (right.once) this.#rights.delete(token);
    const before = this.#seats.get(right.seat);
    if (!right.once && before !== undefined && before.incarnation !== right.incarnation) {
      this.#refuse(line, 'replaced', undefined);
      return;
    }
    const seated: Seated = { incarnation: right.incarnation, epoch: ++this.#epoch, line };
    this.#seats.set(right.seat, seated);
    before?.line?.end(before.incarnation === right.incarnation ? closeCode.restart : closeCode.replaced);
    line.tell(this.#welcome(right.seat, seated));
    if (before?.incarnation === right.incarnation) return;
    this.#announce(before === undefined ? 'joined' : 'replaced', right.seat, right.incarnation);
  }

  #welcome(seat: RoomSeat, { epoch, incarnation }: Seated): Welcome {
    const others = [...this.#seats].filter(([other]) => other !== seat);
    return {
      type: 'welcome',
      connection: `connection-${epoch}`.padEnd(22, '-') as ConnectionId,
      seat,
      epoch,
      peers: others.map(([other, seated]) => ({ seat: other, incarnation: seated.incarnation })),
      resume: this.#grant(seat, incarnation, false),
      iceServers: this.iceServers,
      iceTtlS: 3_600,
      relayOnly: false,
      now: this.#clock.now(),
      heartbeatMs: limits.heartbeatMs,
      limits: { maxBodyBytes: limits.maxBodyBytes, messagesPerSecond: 20, messagesBurst: 120 },
      incident: memoryIncident,
    };
  }

  #grant(seat: RoomSeat, incarnation: Incarnation, once: boolean): string {
    const token = `memory.${once ? 'ticket' : 'resume'}-of-${seat}.${this.#names++}`;
    this.#rights.set(token, { seat, incarnation, once });
    return token;
  }

  #free(seat: RoomSeat, close: CloseName | undefined = undefined, error: ErrorCode | undefined = undefined): void {
    const seated = this.#seats.get(seat);
    if (seated === undefined) return;
    this.#seats.delete(seat);
    if (close !== undefined && seated.line !== undefined) this.#refuse(seated.line, close, error);
    else seated.line?.end(1000);
    this.#announce('left', seat, seated.incarnation);
  }

  #refuse(line: MemoryLine, close: CloseName, error: ErrorCode | undefined): void {
    if (error !== undefined) line.tell({ type: 'error', code: error });
    line.end(closeCode[close], error);
  }

  #announce(event: 'joined' | 'left' | 'replaced', seat: RoomSeat, incarnation: Incarnation): void {
    for (const [other, { line }] of this.#seats)
      if (other !== seat) line?.tell({ type: 'peer', event, seat, incarnation });
  }

  /** Through the bus: late, twice or never, and fenced by the sender's epoch as pods do. */
  #carry(from: RoomSeat, epoch: number, request: Extract<RoomRequest, { type: 'relay' | 'ack' }>): void {
    const { to, ...rest } = request;
    const deliver = () => {
      if (this.#seats.get(from)?.epoch === epoch) this.#seats.get(to)?.line?.hand({ ...rest, from });
    };
    if (this.#random() >= this.weather.drop) this.#clock.after(this.#delay(), deliver);
    if (this.#random() < this.weather.repeat) this.#clock.after(this.#delay(), deliver);
  }

  #delay(): number {
    const [least, most] = this.weather.delayMs;
    return least + Math.floor(this.#random() * (most - least + 1));
  }
}
