/** What a reload of this tab may know of the own devices: which were chosen, and which of them were switched off. */
import type { Media, MediaView } from './call-view.ts';

export interface KeptDevices {
  chosen: MediaView['chosen'];
  /** Switched off by the person. */
  off: { microphone: boolean; camera: boolean };
}

/** Neither of them throws; a browser that keeps nothing only loses the way back. */
export interface KeepDevices {
  read(): KeptDevices | undefined;
  /** `undefined` forgets. */
  write(kept: KeptDevices | undefined): void;
}

const key = 'visavis.devices';
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const idIn = (value: unknown, name: string): string | undefined => {
  const id = isRecord(value) ? value[name] : undefined;
  return typeof id === 'string' ? id : undefined;
};

/** Makes devices as they were before, and keeps how they are from their first use on; whoever closes them forgets them. */
export function keptIn(keep: KeepDevices | undefined, make: (kept: KeptDevices | undefined) => Media): Media {
  const media = make(keep?.read());
  media.subscribe(({ chosen, microphone, camera }) =>
    keep?.write({ chosen, off: { microphone: microphone === 'off', camera: camera === 'off' } }),
  );
  return media;
}

/** In the tab's own storage, gone with the tab and with the conversation. */
export const keepInTab = (store: () => Storage): KeepDevices => ({
  read() {
    try {
      const found: unknown = JSON.parse(store().getItem(key) ?? 'null');
      if (!isRecord(found)) return undefined;
      const { chosen, off } = found;
      const isOff = (kind: string) => isRecord(off) && off[kind] === true;
      return {
        chosen: {
          microphone: idIn(chosen, 'microphone'),
          camera: idIn(chosen, 'camera'),
          speaker: idIn(chosen, 'speaker'),
        },
        off: { microphone: isOff('microphone'), camera: isOff('camera') },
      };
    } catch {
      return undefined;
    }
  },
  write(kept) {
    try {
      if (kept === undefined) store().removeItem(key);
      else store().setItem(key, JSON.stringify(kept));
    } catch {}
  },
});
