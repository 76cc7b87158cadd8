/** Whether a line lives at this very moment: it is pinged, and answers with the same bytes (RFC 6455 §5.5.3), or it does not. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '@visavis/runtime';

export interface AskedLine {
  readonly isOpen: boolean;
  ping(word: string): void;
}

interface Question {
  word: string;
  settle(lives: boolean): void;
}

/** About as long as a page waits for the first word of a pod (10 s, from before the connection on). */
const answerMs = 8_000;
const wordBytes = 6;

/** Who is being asked, and nothing of all the others. A pong of an earlier ping is no answer. */
export class LineAsking<Line extends AskedLine> {
  readonly #clock: Clock;
  readonly #asked = new Map<Line, Question>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True once the line has answered; false when it is closed, ends meanwhile, or says nothing for 8 s. One question a line. */
  ask(line: Line): Promise<boolean> {
    this.gone(line);
    if (!line.isOpen) return Promise.resolve(false);
    return new Promise((resolve) => {
      const word = randomBytes(wordBytes).toString('base64url');
      const settle = (lives: boolean): void => {
        this.#asked.delete(line);
        cancel();
        resolve(lives);
      };
      const cancel = this.#clock.after(answerMs, () => settle(false));
      this.#asked.set(line, { word, settle });
      line.ping(word);
    });
  }

  answered(line: Line, word: Buffer): void {
    const question = this.#asked.get(line);
    if (question && word.toString('latin1') === question.word) question.settle(true);
  }

  gone(line: Line): void {
    this.#asked.get(line)?.settle(false);
  }
}
