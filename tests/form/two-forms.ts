/** Two sessions at the two ends of a lane in memory that opens, closes, and loses what was on its way when it closes. */
import type { Form } from '../../clients/ui/call/tools/form/form.ts';
import { FormSession } from '../../clients/ui/call/tools/form/session.ts';
import { MemoryLane, turn } from '../board/two-boards.ts';

export { turn } from '../board/two-boards.ts';

export interface Side {
  lane: MemoryLane;
  session: FormSession;
}

export interface TwoForms {
  advisor: Side;
  guest: Side;
  open(): void;
  /** Closes both ends; what was on its way is lost. */
  cut(): void;
  /** Lets up to `count` messages of one side across. */
  carry(from: Side, count?: number): Promise<void>;
  /** Until nothing is on its way any more. */
  settle(): Promise<void>;
  /** The page of one side is loaded anew: it remembers nothing and has another name. */
  reload(which: 'advisor' | 'guest'): void;
}

export function twoForms(): TwoForms {
  let loads = 0;
  const side = (seat: 'advisor' | 'guest'): Side => {
    const lane = new MemoryLane();
    loads += 1;
    return { lane, session: new FormSession(lane, seat, `${seat.charAt(0)}${String(loads).padStart(8, 'x')}`) };
  };
  const both: TwoForms = {
    advisor: side('advisor'),
    guest: side('guest'),
    open() {
      for (const { lane } of [both.advisor, both.guest]) lane.set(true);
    },
    cut() {
      for (const { lane } of [both.advisor, both.guest]) {
        lane.sent.length = 0;
        lane.set(false);
      }
    },
    async carry(from, count = Number.POSITIVE_INFINITY) {
      await turn();
      const to = from === both.advisor ? both.guest : both.advisor;
      for (let left = count; left > 0; left--) {
        const payload = from.lane.sent.shift();
        if (!payload) break;
        to.lane.receive(payload);
        await turn();
      }
    },
    async settle() {
      let quiet = 0;
      while (quiet < 3) {
        const waiting = both.advisor.lane.sent.length + both.guest.lane.sent.length;
        quiet = waiting === 0 ? quiet + 1 : 0;
        await both.carry(both.advisor);
        await both.carry(both.guest);
      }
    },
    reload(which) {
      both[which] = side(which);
    },
  };
  return both;
}

/** Bytes that are no PDF: sessions do not look inside. */
export const someBytes = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256);

/** A signature of one line, but for what it stands over. */
export const oneLine = {
  style: 'drawn',
  width: 1_000,
  height: 250,
  thickness: 8,
  strokes: [[100, 200, 500, 40, 900, 200]],
  on: '22.11.2026, 17:02',
} as const satisfies object;

/** The same, to be changed. */
export const signature = () => ({ ...oneLine, strokes: oneLine.strokes.map((stroke) => [...stroke]) });

/** A form lies on both tables. */
export async function laid(bytes = 100): Promise<TwoForms> {
  const both = twoForms();
  both.open();
  await both.advisor.session.lay('Antrag.pdf', someBytes(bytes));
  await both.settle();
  return both;
}

/** What one side has. */
export const formOf = ({ session }: Side): Form => session.view.form;
/** In an order that does not depend on the way. */
export const seen = (form: Form) => ({ register: form.register, words: [...form.words].sort() });
