/** Tells a pod, in a few coarse words, how a call fared; the machine decides what, this file says it when there is a line. */
import type { Report } from '@visavis/shared';
import { browserFacts } from './report-browser.ts';
import type { CreateReporter, Reporter, ReportSource, Seen } from './report-face.ts';
import { newReport, type ReportStep, reportDeadline, seeView, tickReport } from './report-state.ts';

/** See {@link CreateReporter}; on the facts of the browser that it runs in. */
export const createReporter: CreateReporter = (source) =>
  reporterFor(browserFacts(navigator.userAgent, navigator.maxTouchPoints))(source);

/** The same for a given browser. */
export const reporterFor =
  (browser: ReturnType<typeof browserFacts>): CreateReporter =>
  (source) =>
    new CallReporter(source, browser);

class CallReporter implements Reporter {
  readonly #source: ReportSource;
  readonly #browser: ReturnType<typeof browserFacts>;
  #state = newReport;
  #stopTimer = () => {};
  /** What waits for a line: one report of each kind at most. */
  #waiting: Report[] = [];

  constructor(source: ReportSource, browser: ReturnType<typeof browserFacts>) {
    this.#source = source;
    this.#browser = browser;
  }

  see(seen: Seen): void {
    this.#take(seeView(this.#state, seen));
    if (seen.view.signalling === 'open' || this.#state.isOver) this.#send();
  }

  #take({ state, tell }: ReportStep): void {
    const { clock } = this.#source;
    this.#state = state;
    for (const told of tell) this.#waiting.push(told.type === 'setup-report' ? { ...told, ...this.#browser } : told);
    this.#stopTimer();
    const due = reportDeadline(state);
    this.#stopTimer =
      due === undefined || state.isOver
        ? () => {}
        : clock.after(Math.max(0, due - clock.now()), () => {
            this.#take(tickReport(this.#state, clock.now()));
            this.#send();
          });
  }

  /** A report that finds no line is kept for the next one; when the call is over there is none. */
  #send(): void {
    this.#waiting = this.#waiting.filter((report) => !this.#source.send(report) && !this.#state.isOver);
  }
}
