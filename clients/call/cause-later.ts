/** A search for causes whose code comes when there is a conversation to watch, and the call as it sees it. */
import type { Call } from './call-view.ts';
import type { CallWatch } from './call-watch.ts';
import type { CauseSource, WatchForCauses } from './cause-face.ts';
import type { Clock } from './clock.ts';

/** What of a call is looked at. */
export const causeSource = (call: Call, clock: Clock, watch: CallWatch): CauseSource => ({
  clock,
  media: call.media,
  view: () => watch.view,
  stats: () => watch.around.stats,
  flow: () => watch.around.flow,
  page: () => watch.around.page,
  subscribe: (listener) => watch.subscribe(listener),
  hint: (hint) => call.hint(hint),
  tell: (causes) => watch.surround({ causes }),
});

/** Loads once the other person is there. Code that cannot be loaded costs the advice and nothing else. */
export const causesLater =
  (load: () => Promise<WatchForCauses>): WatchForCauses =>
  (source) => {
    const stop = source.subscribe(({ peer }) => {
      if (peer === undefined) return;
      stop();
      load().then(
        (watch) => watch(source),
        () => undefined,
      );
    });
  };
