/** A reporter whose code comes when there is something to report: remembers what it is to see until then. */
import type { CreateReporter, Reporter, Seen, WatchForReport } from './report-face.ts';

/** More than a call shows before its first conversation. */
const mostRemembered = 200;

/** Loads once the other person is there. Code that cannot be loaded costs the reports and nothing else. */
export const reportLater =
  (load: () => Promise<CreateReporter>): WatchForReport =>
  (source) => {
    let seen: Seen[] = [];
    let reporter: Reporter | undefined;
    let isLoading = false;
    const stop = source.subscribe((view) => {
      const now = { view, at: source.clock.now() };
      if (reporter) reporter.see(now);
      else if (seen.length < mostRemembered) seen.push(now);
      if (isLoading || view.peer === undefined) return;
      isLoading = true;
      load().then((create) => {
        reporter = create(source);
        for (const earlier of seen) reporter.see(earlier);
        seen = [];
      }, stop);
    });
  };
