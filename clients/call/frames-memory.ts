/** Frame encryption without frames: a double that keeps the order of keys and counts what it is asked for. */
import type { Frames, FramesEvents, OpenFrames } from './frames.ts';
import type { Role } from './roles.ts';

/** One connection's double. `sends` undefined: nothing would leave. */
export interface MemoryFrames extends Frames {
  readonly role: Role;
  readonly receives: ReadonlySet<number>;
  readonly sends: number | undefined;
  readonly attached: number;
  readonly isClosed: boolean;
  /** What a worker would tell. */
  readonly tell: FramesEvents;
}

/** Opens doubles and keeps them in order; `opened` holds all, the latest last. */
export interface MemoryFramesKit {
  open: OpenFrames;
  opened: MemoryFrames[];
}

export function memoryFrames(): MemoryFramesKit {
  const opened: MemoryFrames[] = [];
  return {
    opened,
    open: (role, events) => {
      const receives = new Set<number>();
      const facts = { sends: undefined as number | undefined, attached: 0, isClosed: false };
      const frames: MemoryFrames = {
        role,
        receives,
        get sends() {
          return facts.sends;
        },
        get attached() {
          return facts.attached;
        },
        get isClosed() {
          return facts.isClosed;
        },
        tell: events,
        encodedStreams: false,
        attach: () => void facts.attached++,
        install: (epoch) => void receives.add(epoch),
        switchTo: (epoch) => {
          if (receives.has(epoch)) facts.sends = epoch;
        },
        forget: (epoch) => void receives.delete(epoch),
        close: () => {
          facts.isClosed = true;
        },
      };
      opened.push(frames);
      return frames;
    },
  };
}
