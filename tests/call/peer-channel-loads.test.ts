/** A person whose page is loaded anew while pods and bus lose, repeat and delay: whoever sits there last is heard whole. */
import { type Incarnation, type RoomId, toBase64url } from '@visavis/shared';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChannelFrame } from '../../clients/call/channel-frames.ts';
import { PeerChannel } from '../../clients/call/peer-channel.ts';
import type { Party } from '../../clients/call/roles.ts';
import { createSeal } from '../../clients/call/seal.ts';
import { manualClock } from '../../services/runtime/clock.ts';

type Seat = 'advisor' | 'guest';
type Load = Party & { seat: Seat };
const party = (seat: Seat, byte: number): Load => ({
  seat,
  incarnation: toBase64url(new Uint8Array(16).fill(byte)) as Incarnation,
});
const guest = party('guest', 200);
const room = toBase64url(new Uint8Array(16)) as RoomId;
const fair = { copies: 1, lateMs: 0 };

/** 50 ms of what may happen: who speaks, whether the advisor's page is loaded anew, and what becomes of what is sent now. */
const moment = fc.record({
  says: fc.subarray<Seat>(['advisor', 'guest']),
  loads: fc.nat(6).map((chance) => chance === 0),
  packets: fc.array(fc.record({ copies: fc.nat(2), lateMs: fc.nat(250) }), { minLength: 4, maxLength: 4 }),
});
type Moment = typeof moment extends fc.Arbitrary<infer M> ? M : never;

/** A guest, and the advisor's page that sits opposite now: pods know seats, not page loads. */
class Meeting {
  readonly heard: string[] = [];
  readonly #clock = manualClock();
  #weather: Moment['packets'] = [];
  #sent = 0;
  #said = 0;
  #load = 0;
  #seated: Record<Seat, PeerChannel> | undefined;

  constructor() {
    this.#enter();
  }

  get said(): string[] {
    return Array.from({ length: this.#said }, (_none, at) => `${this.#load}: ${at + 1}`);
  }

  async live({ says, loads, packets }: Moment): Promise<void> {
    this.#weather = packets;
    if (loads) this.#enter();
    for (const seat of says) {
      const name = seat === 'advisor' ? `${this.#load}: ${++this.#said}` : 'a guest';
      this.#seated?.[seat].send({ kind: 'name', name });
    }
    await this.#pass(50);
  }

  async calm(): Promise<void> {
    this.#weather = [];
    for (let passed = 0; passed < 30_000; passed += 500) await this.#pass(500);
  }

  async #pass(ms: number): Promise<void> {
    await new Promise(setImmediate);
    this.#clock.advance(ms);
    await new Promise(setImmediate);
  }

  #enter(): void {
    const advisor = party('advisor', ++this.#load);
    this.#said = 0;
    this.heard.length = 0;
    this.#seated = { advisor: this.#open(advisor, guest), guest: this.#open(guest, advisor) };
  }

  #open(self: Load, peer: Load): PeerChannel {
    const channel: PeerChannel = new PeerChannel({
      seal: createSeal({ room, self, peer, linkSecret: undefined, subtle: crypto.subtle }),
      clock: this.#clock,
      transmit: (frame) => this.#seated?.[self.seat] === channel && this.#carry(frame, peer.seat),
      deliver: (message) => self.seat === 'guest' && message.kind === 'name' && this.heard.push(message.name),
      refused: () => {},
    });
    return channel;
  }

  #carry(frame: ChannelFrame, to: Seat): void {
    const { copies, lateMs } = this.#weather[this.#sent++ % Math.max(1, this.#weather.length)] ?? fair;
    for (let copy = 0; copy < copies; copy++) {
      this.#clock.after(lateMs + copy, () => this.#seated?.[to].handleFrame(frame, 'pod'));
    }
  }
}

it('of a page load that took the place of others nothing is lost (500 cases)', async () => {
  const lives = fc.array(moment, { minLength: 4, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(lives, async (moments) => {
      const meeting = new Meeting();
      for (const one of moments) await meeting.live(one);
      await meeting.calm();
      expect(meeting.heard).toEqual(meeting.said);
    }),
    { numRuns: 500 },
  );
});
