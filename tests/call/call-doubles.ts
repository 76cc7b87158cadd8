/** Doubles of what a call stands on in a browser: chance, WebCrypto and the own devices. */
import type { Media, MediaView } from '../../clients/call/call-view.ts';
import { memoryTrack } from '../../clients/call/peer-memory.ts';
import { memoryStream } from '../../clients/call/peer-memory-tracks.ts';

/** Mulberry32: the same seed, the same walk. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** WebCrypto that knows how much of it is still at work, so that a test can wait for silence instead of sleeping. */
export function countingSubtle() {
  let busy = 0;
  const subtle = new Proxy(crypto.subtle, {
    get(real, name) {
      const deed = Reflect.get(real, name, real);
      if (typeof deed !== 'function') return deed;
      return async (...values: unknown[]): Promise<unknown> => {
        busy++;
        try {
          return await Reflect.apply(deed, real, values);
        } finally {
          busy--;
        }
      };
    },
  });
  const idle = async () => {
    for (let quiet = 0; quiet < 3; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((done) => setImmediate(done));
  };
  return { subtle, idle };
}

/** Devices that are on from the beginning; `show` replaces the view. */
export function fakeMedia(): Media & { show(change: Partial<MediaView>): void } {
  const listeners = new Set<(view: MediaView) => void>();
  let view: MediaView = {
    microphone: 'on',
    camera: 'on',
    microphoneProblem: undefined,
    cameraProblem: undefined,
    asking: false,
    stream: memoryStream([memoryTrack('audio'), memoryTrack('video')]),
    microphones: [],
    cameras: [],
    speakers: [],
    chosen: { microphone: undefined, camera: undefined, speaker: undefined },
  };
  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show(change) {
      view = { ...view, ...change };
      for (const listener of listeners) listener(view);
    },
    open: async () => {},
    setMicrophone() {},
    setCamera() {},
    choose: async () => {},
    onLevel: () => () => {},
    playTestSound: async () => {},
    close() {},
  };
}
