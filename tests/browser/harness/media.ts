/** A page with the own devices; tests call `window.ownMedia`. */
import type { MediaView } from '../../../clients/call/call-view.ts';
import { createMedia } from '../../../clients/call/media.ts';
import { seesPicture } from './senses.ts';

const media = createMedia();

/** What of a view can leave the page. */
function told(view: MediaView) {
  const { stream, ...rest } = view;
  return {
    ...rest,
    tracks: stream?.getTracks().map(({ kind, enabled, readyState }) => ({ kind, enabled, readyState })),
  };
}

async function open(wish: { microphone: boolean; camera: boolean }) {
  await media.open(wish);
  return told(media.view);
}

/** The loudest of 40 levels, and how long they took: the made-up microphone beeps once a second. */
async function loudest(): Promise<{ level: number; tookMs: number }> {
  const started = performance.now();
  const levels: number[] = [];
  await new Promise<void>((resolve) => {
    const stop = media.onLevel((level) => {
      if (levels.push(level) < 40) return;
      stop();
      resolve();
    });
  });
  return { level: Math.max(...levels), tookMs: performance.now() - started };
}

async function preview(): Promise<void> {
  if (media.view.stream) await seesPicture(media.view.stream);
}

async function testSound(): Promise<{ tookMs: number }> {
  const started = performance.now();
  await media.playTestSound();
  return { tookMs: performance.now() - started };
}

Object.assign(window, {
  ownMedia: {
    open,
    loudest,
    preview,
    testSound,
    view: () => told(media.view),
    setMicrophone: (on: boolean) => media.setMicrophone(on),
    setCamera: (on: boolean) => media.setCamera(on),
    choose: async (kind: 'microphone' | 'camera' | 'speaker', id: string) => {
      await media.choose(kind, id);
      return told(media.view);
    },
  },
});
