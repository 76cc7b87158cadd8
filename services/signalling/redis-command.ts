/** A command to Redis, and one timer for all that are under way: a timer of its own costs each of them more than it is worth. */
import { Command } from 'ioredis';

const slotMs = 100;

/** Commands that wait for an answer, by when their time is over, to a tenth of a second. */
export class Patience {
  readonly #slots: Set<PatientCommand>[];
  #at = 0;
  #lookedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** No command waits longer than `withinMs`, and none is given up more than a tenth of a second before. */
  constructor(withinMs: number) {
    this.#slots = Array.from({ length: Math.floor(withinMs / slotMs) }, () => new Set());
  }

  /** Answers the set that `command` has to leave when it is settled. */
  join(command: PatientCommand): Set<PatientCommand> {
    if (this.#timer === undefined) {
      this.#lookedAt = performance.now();
      this.#wait();
    }
    const last = this.#slots[(this.#at + this.#slots.length - 1) % this.#slots.length] ?? new Set();
    return last.add(command);
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#look(), slotMs);
  }

  /** By the time that has passed, and not by how often it was looked: a process that stood still has waited as well. */
  #look(): void {
    this.#timer = undefined;
    const slots = Math.floor((performance.now() - this.#lookedAt) / slotMs);
    this.#lookedAt += slots * slotMs;
    for (let passed = 0; passed < Math.min(slots, this.#slots.length); passed++) {
      const due = this.#slots[this.#at] ?? new Set();
      this.#at = (this.#at + 1) % this.#slots.length;
      const late = [...due];
      due.clear();
      for (const command of late) command.reject(new Error('no answer in time'));
    }
    if (this.#slots.some(({ size }) => size > 0)) this.#wait();
  }
}

/** Leaves what the client library would do for each command, which is a timer, to {@link Patience}. */
export class PatientCommand extends Command {
  readonly #patience: Patience;
  #waiting: Set<PatientCommand> | undefined;

  constructor(name: string, args: (string | number)[], patience: Patience) {
    super(name, args, { replyEncoding: 'utf8' });
    this.#patience = patience;
    const { resolve, reject } = this;
    this.resolve = (value) => {
      this.#waiting?.delete(this);
      resolve(value);
    };
    this.reject = (error) => {
      this.#waiting?.delete(this);
      reject(error);
    };
  }

  /** Called when it is sent; again when a cluster sends it elsewhere, which gives it no further time. */
  override setTimeout(): void {
    this.#waiting ??= this.#patience.join(this);
  }
}
