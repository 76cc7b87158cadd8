/** Two written conversations and a lane between them that loses what is on its way when it closes. */
import { frameBytes, parseFrame, type TextFrame } from '../../clients/ui/call/tools/text/text-frames.ts';
import {
  newText,
  type Seat,
  type TextEvent,
  type TextState,
  textDeadline,
  transcript,
} from '../../clients/ui/call/tools/text/text-state.ts';
import { stepText } from '../../clients/ui/call/tools/text/text-step.ts';

export class Page {
  state: TextState;
  out: TextFrame[] = [];
  constructor(session: string, seat: Seat) {
    this.state = newText(session.padEnd(11, '-'), seat);
  }
  feed(event: TextEvent, now: number): void {
    const { state, send } = stepText(this.state, event, now);
    this.state = state;
    this.out.push(...send);
  }
  write(text: string, now: number): void {
    this.feed({ type: 'typed', text }, now);
    this.feed({ type: 'say' }, now);
  }
  get texts(): string[] {
    return transcript(this.state).map(({ seat, text }) => `${seat}: ${text}`);
  }
}

/** Two pages and a lane that keeps the order while it lives and loses what is on its way when it closes. */
export class Talk {
  now = 1_000_000;
  a = new Page('a1', 'advisor');
  b = new Page('b1', 'guest');
  isOpen = false;
  /** How the advisor's page sees the guest's. */
  isOtherDevice = false;
  #loads = 1;

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    for (const page of [this.a, this.b]) page.feed({ type: 'line', isOpen: true }, this.now);
  }
  close(): void {
    this.isOpen = false;
    for (const page of [this.a, this.b]) {
      page.out = [];
      page.feed({ type: 'line', isOpen: false }, this.now);
    }
  }
  /** `most` frames of each side arrive; the others stay on their way. */
  carry(most = Number.POSITIVE_INFINITY): void {
    for (let turn = 0; turn < most && this.isOpen; turn++) {
      const [fromA, fromB] = [this.a.out.shift(), this.b.out.shift()];
      if (!fromA && !fromB) return;
      if (fromA) this.b.feed({ type: 'heard', frame: through(fromA) }, this.now);
      const { isOtherDevice } = this;
      if (fromB) this.a.feed({ type: 'heard', frame: through(fromB), isOtherDevice }, this.now);
    }
  }
  pass(ms: number): void {
    this.now += ms;
    for (const page of [this.a, this.b]) {
      if (this.now >= (textDeadline(page.state) ?? Number.POSITIVE_INFINITY)) page.feed({ type: 'tick' }, this.now);
    }
  }
  reload(side: 'a' | 'b'): void {
    this.close();
    this[side] = new Page(`${side}${++this.#loads}`, side === 'a' ? 'advisor' : 'guest');
  }
  /** A good line, long enough. */
  settle(): void {
    this.open();
    for (let turn = 0; turn < 5; turn++) {
      this.carry();
      this.pass(1_000);
    }
    this.carry();
  }
}

function through(frame: TextFrame): TextFrame {
  const parsed = parseFrame(frameBytes(frame));
  if (parsed === undefined) throw new Error(`not a frame: ${JSON.stringify(frame)}`);
  return parsed;
}

export function opened(): Talk {
  const talk = new Talk();
  talk.open();
  talk.carry();
  return talk;
}
