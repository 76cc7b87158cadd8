/** What this person shows beside their face: one thing at a time, and never longer than they want. */
import type { OwnScreen } from './call-view.ts';

/** Keeps the one thing shown, and lets it go when it is replaced, ended in the browser's own bar, or over. */
export class Sharing {
  readonly #changed: (screen: OwnScreen | undefined) => void;
  #screen: OwnScreen | undefined;
  #stopWatching = () => {};

  constructor(changed: (screen: OwnScreen | undefined) => void) {
    this.#changed = changed;
  }

  /** Undefined ends it; tracks that are shown no more are stopped. A picture that is over already is not shown. */
  put(screen: OwnScreen | undefined): void {
    const before = this.#screen;
    if (before === screen) return;
    this.#stopWatching();
    const isLive = screen?.picture.readyState === 'live';
    this.#screen = isLive ? screen : undefined;
    for (const track of tracksOf(before)) if (!tracksOf(this.#screen).includes(track)) track.stop();
    if (!isLive) for (const track of tracksOf(screen)) track.stop();
    else this.#watch(screen);
    if (this.#screen !== before) this.#changed(this.#screen);
  }

  #watch(screen: OwnScreen): void {
    const watching = new AbortController();
    const { signal } = watching;
    this.#stopWatching = () => watching.abort();
    screen.picture.addEventListener('ended', () => this.put(undefined), { signal });
    screen.sound?.addEventListener('ended', () => this.put({ ...screen, sound: undefined }), { signal });
  }
}

const tracksOf = (screen: OwnScreen | undefined): MediaStreamTrack[] =>
  screen === undefined ? [] : [screen.picture, ...(screen.sound ? [screen.sound] : [])];
