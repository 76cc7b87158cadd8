/** Two sides of a ratchet without any cryptography, and a line between them that loses and repeats. */
import {
  newRatchet,
  type RatchetEffect,
  type RatchetEvent,
  type RatchetState,
  ratchetDeadline,
  rotation,
  stepRatchet,
} from '../../clients/call/ratchet.ts';
import type { Role } from '../../clients/call/roles.ts';

type Message = Extract<RatchetEvent, { type: `rotate-${number}` }>;

/** One side with its keys: which it can open, with which it seals. */
export class Side {
  receives = new Set([0]);
  sends = 0;
  rebuilds = 0;
  changes = 0;
  outbox: Message[] = [];
  effects: RatchetEffect[] = [];
  /** Events that follow by themselves once cryptography is done. */
  follows: RatchetEvent[] = [];
  state: RatchetState;
  readonly #last: Partial<Record<Message['type'], Message>> = {};

  constructor(role: Role, everyMs: number = rotation.everyMs) {
    this.state = newRatchet(role, 0, everyMs);
  }

  feed(event: RatchetEvent, now: number): void {
    const step = stepRatchet(this.state, event, now);
    this.state = step.state;
    for (const effect of step.effects) this.#run(effect);
  }

  #say(message: Message): void {
    this.#last[message.type] = message;
    this.outbox.push(message);
  }

  #run(effect: RatchetEffect): void {
    this.effects.push(effect);
    switch (effect.do) {
      case 'offer':
        this.#say({ type: 'rotate-1', e: effect.e, x: `x${effect.e}` });
        break;
      case 'answer':
      case 'agree':
        if (effect.do === 'answer') this.#say({ type: 'rotate-2', e: effect.e, x: `y${effect.e}` });
        this.receives.add(effect.e);
        this.follows.push({ type: 'installed', e: effect.e });
        break;
      case 'confirm':
        this.#say({ type: 'rotate-3', e: effect.e });
        break;
      case 'repeat': {
        const again = this.#last[effect.what];
        if (again) this.outbox.push(again);
        break;
      }
      case 'switch':
        this.sends = effect.e;
        this.changes++;
        break;
      case 'forget':
        this.receives.delete(effect.e);
        break;
      case 'rebuild':
        this.rebuilds++;
        break;
      default:
        effect satisfies never;
    }
  }
}

/** What becomes of each message on its way, in turn. */
export type Fate = 'arrives' | 'lost' | 'twice';
const times: Record<Fate, number> = { arrives: 1, lost: 0, twice: 2 };

/** Runs both for `untilMs` in steps of 100 ms; `unreadable` counts frames that could not be opened. */
export function play(options: { everyMs?: number; untilMs: number; fates?: readonly Fate[]; frames?: boolean }) {
  const { everyMs = rotation.everyMs, untilMs, fates = [], frames = true } = options;
  const [initiator, responder] = [new Side('initiator', everyMs), new Side('responder', everyMs)];
  const counts = { messages: 0, unreadable: 0 };
  const turn = (from: Side, to: Side, now: number): void => {
    for (const event of from.follows.splice(0)) from.feed(event, now);
    const due = ratchetDeadline(from.state);
    if (due !== undefined && due <= now) from.feed({ type: 'tick' }, now);
    if (frames && !to.receives.has(from.sends)) counts.unreadable++;
    else if (frames) to.feed({ type: 'frame', e: from.sends }, now);
    for (const message of from.outbox.splice(0)) {
      const fate = fates[counts.messages++] ?? 'arrives';
      for (let time = 0; time < times[fate]; time++) to.feed(message, now);
    }
  };
  for (let now = 0; now <= untilMs; now += 100) {
    turn(initiator, responder, now);
    turn(responder, initiator, now);
  }
  return { initiator, responder, ...counts };
}
