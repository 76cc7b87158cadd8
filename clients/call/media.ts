/** The own microphone, camera and loudspeaker: on when the person wants them, off the moment they do not. */
import type { DeviceState, Media, MediaProblem, MediaView } from './call-view.ts';
import { capture } from './media-capture.ts';
import { type DeviceLists, listDevices, noDevices } from './media-devices.ts';
import { type KeptDevices, keptIn } from './media-kept.ts';
import { browserMediaParts, type MediaParts } from './media-parts.ts';
import type { MediaKind } from './media-problem.ts';
import { playTone, watchLevel } from './media-sound.ts';

const kinds: readonly MediaKind[] = ['microphone', 'camera'];

/**
 * The devices of this browser. A camera that is off is released, so that its light goes out; a microphone that is off
 * stays ready and sends silence. `view.stream` is another object whenever a track comes, goes or changes: attach the
 * tracks of the latest one.
 */
export const createMedia = (parts: MediaParts = browserMediaParts()): Media =>
  keptIn(parts.kept, (kept) => new OwnMedia(parts, kept));

class OwnMedia implements Media {
  readonly #parts: MediaParts;
  readonly #listeners = new Set<(view: MediaView) => void>();
  readonly #levelListeners = new Set<(level: number) => void>();
  readonly #tracks = new Map<MediaKind, MediaStreamTrack>();
  readonly #problems = new Map<MediaKind, MediaProblem>();
  /** Missing until `open`. */
  readonly #wanted = new Map<MediaKind, boolean>();
  #chosen: MediaView['chosen'] = { microphone: undefined, camera: undefined, speaker: undefined };
  #lists: DeviceLists = noDevices;
  #asking = false;
  #stream: MediaStream | undefined;
  #view: MediaView;
  #stopMeter: (() => void) | undefined;
  /** What is asked of the browser, one after the other. */
  #deeds: Promise<void> = Promise.resolve();
  #closed = false;
  /** Before the reload, until the devices are opened. */
  #wasOff: KeptDevices['off'] | undefined;

  constructor(parts: MediaParts, kept: KeptDevices | undefined) {
    this.#parts = parts;
    if (kept) this.#chosen = kept.chosen;
    this.#wasOff = kept?.off;
    this.#view = this.#look();
  }

  get view(): MediaView {
    return this.#view;
  }

  subscribe(listener: (view: MediaView) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  open(wish: { microphone: boolean; camera: boolean }): Promise<void> {
    if (this.#wanted.size === 0) this.#parts.devices?.addEventListener?.('devicechange', this.#deviceChange);
    const wasOff = this.#wasOff;
    this.#wasOff = undefined;
    for (const kind of kinds) this.#want(kind, wish[kind] && !wasOff?.[kind]);
    return this.#ask(kinds);
  }

  setMicrophone(on: boolean): void {
    this.#want('microphone', on);
    void this.#ask(['microphone']);
  }

  setCamera(on: boolean): void {
    this.#want('camera', on);
    void this.#ask(['camera']);
  }

  choose(kind: 'microphone' | 'camera' | 'speaker', id: string): Promise<void> {
    this.#chosen = { ...this.#chosen, [kind]: id };
    this.#publish();
    return kind === 'speaker' ? Promise.resolve() : this.#do(() => this.#swap(kind));
  }

  onLevel(listener: (level: number) => void): () => void {
    this.#levelListeners.add(listener);
    if (this.#levelListeners.size === 1) this.#meter();
    return () => {
      this.#levelListeners.delete(listener);
      if (this.#levelListeners.size === 0) this.#meter();
    };
  }

  playTestSound(): Promise<void> {
    return playTone(this.#chosen.speaker, this.#parts.clock, this.#parts.audio);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.devices?.removeEventListener?.('devicechange', this.#deviceChange);
    for (const kind of kinds) this.#release(kind);
    this.#publish();
    this.#parts.kept?.write(undefined);
    this.#listeners.clear();
    this.#levelListeners.clear();
  }

  #want(kind: MediaKind, on: boolean): void {
    this.#wanted.set(kind, on);
    const track = this.#tracks.get(kind);
    if (kind === 'microphone' && track) track.enabled = on;
    if (kind === 'camera' && !on) this.#release(kind);
    this.#publish();
  }

  #do(deed: () => Promise<void>): Promise<void> {
    // One that fails must not cost those after it: the devices stay usable.
    this.#deeds = this.#deeds.then(() => (this.#closed ? undefined : deed())).catch(() => undefined);
    return this.#deeds;
  }

  /** Asks the browser for those of `asked` that are wanted and missing: never again for one it has just refused. */
  #ask(asked: readonly MediaKind[]): Promise<void> {
    return this.#do(async () => {
      const missing = asked.filter((kind) => this.#wanted.get(kind) && !this.#tracks.has(kind));
      if (missing.length > 0) {
        this.#asking = true;
        this.#publish();
        await this.#acquire(missing).finally(() => {
          this.#asking = false;
        });
      }
      await this.#list();
    });
  }

  async #acquire(missing: MediaKind[]): Promise<void> {
    const found = await capture(new Map(missing.map((kind) => [kind, this.#chosen[kind]])), this.#parts);
    for (const [kind, answer] of found) {
      if ('track' in answer) this.#take(kind, answer.track);
      else if (!this.#tracks.has(kind)) this.#problems.set(kind, answer.problem);
    }
  }

  #take(kind: MediaKind, track: MediaStreamTrack): void {
    if (this.#closed || (kind === 'camera' && !this.#wanted.get(kind))) {
      track.stop();
      return;
    }
    this.#release(kind);
    this.#tracks.set(kind, track);
    this.#problems.delete(kind);
    this.#chosen = { ...this.#chosen, [kind]: track.getSettings().deviceId ?? this.#chosen[kind] };
    if (kind === 'microphone') track.enabled = this.#wanted.get(kind) ?? true;
    track.addEventListener('ended', () => this.#lose(kind, track), { once: true });
    this.#renew();
  }

  /** Pulled out or taken back by the system: the next device of its kind takes over, if it is still wanted. */
  #lose(kind: MediaKind, track: MediaStreamTrack): void {
    if (this.#tracks.get(kind) !== track) return;
    this.#release(kind);
    this.#chosen = { ...this.#chosen, [kind]: undefined };
    this.#publish();
    void this.#ask([kind]);
  }

  // Phones open one camera at a time; a microphone is let go only when its successor is there.
  async #swap(kind: MediaKind): Promise<void> {
    if (!this.#wanted.get(kind) && !this.#tracks.has(kind)) return;
    if (kind === 'camera') this.#release(kind);
    await this.#acquire([kind]);
    this.#chosen = { ...this.#chosen, [kind]: this.#tracks.get(kind)?.getSettings().deviceId };
    await this.#list();
  }

  #release(kind: MediaKind): void {
    const track = this.#tracks.get(kind);
    if (!track) return;
    this.#tracks.delete(kind);
    track.stop();
    this.#renew();
  }

  #renew(): void {
    const tracks = kinds.flatMap((kind) => this.#tracks.get(kind) ?? []);
    this.#stream = tracks.length > 0 ? this.#parts.makeStream(tracks) : undefined;
    this.#meter();
  }

  #meter(): void {
    this.#stopMeter?.();
    this.#stopMeter = undefined;
    const track = this.#tracks.get('microphone');
    const tell = (level: number) => {
      for (const listener of this.#levelListeners) listener(level);
    };
    if (this.#levelListeners.size === 0) return;
    if (track) this.#stopMeter = watchLevel(track, tell, this.#parts.clock, this.#parts.audio);
    else tell(0);
  }

  readonly #deviceChange = (): void => {
    void this.#do(async () => {
      await this.#list();
      const returned = kinds.filter((kind) => this.#problems.get(kind) === 'not-found' && this.#isThere(kind));
      for (const kind of returned)
        if (this.#wanted.get(kind) && (await this.#parts.permission(kind)) === 'granted') await this.#acquire([kind]);
      this.#publish();
    });
  };

  #isThere(kind: MediaKind): boolean {
    return this.#lists[kind === 'microphone' ? 'microphones' : 'cameras'].length > 0;
  }

  async #list(): Promise<void> {
    this.#lists = await listDevices(this.#parts.devices, this.#parts.canChooseSpeaker);
    const { speaker } = this.#chosen;
    const isGone = speaker !== undefined && !this.#lists.speakers.some(({ id }) => id === speaker);
    if (isGone) this.#chosen = { ...this.#chosen, speaker: undefined };
    if (!this.#closed) this.#publish();
  }

  #publish(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener(this.#view);
  }

  #look(): MediaView {
    return {
      microphone: this.#stateOf('microphone'),
      camera: this.#stateOf('camera'),
      microphoneProblem: this.#problems.get('microphone'),
      cameraProblem: this.#problems.get('camera'),
      asking: this.#asking,
      stream: this.#stream,
      ...this.#lists,
      chosen: this.#chosen,
    };
  }

  #stateOf(kind: MediaKind): DeviceState {
    const isWanted = this.#wanted.get(kind);
    if (this.#tracks.has(kind)) return isWanted ? 'on' : 'off';
    return isWanted === false && !this.#problems.has(kind) ? 'off' : 'none';
  }
}
