/** Makes a knock heard and seen outside the page: a short sound, a notification. What may happen when is decided in `knock.ts`. */

/** `unsupported`: this browser has no notifications, or not on this page. */
export type NotifyPermission = 'granted' | 'default' | 'denied' | 'unsupported';

export interface Bell {
  /** Lets the browser play sound from now on; call it inside a click or a key press. */
  wake(): Promise<void>;
  /** Two soft notes. Answers false where the browser plays nothing before a click. */
  sound(): Promise<boolean>;
  /** Silence at once, and every notification taken back. */
  hush(): void;
  notify(room: string, title: string, body: string): void;
  withdraw(room: string): void;
  permission(): NotifyPermission;
  /** Shows the browser's question; call it inside a click only. */
  askPermission(): Promise<NotifyPermission>;
}

const notes = [
  { hertz: 587.33, atS: 0 },
  { hertz: 783.99, atS: 0.22 },
];
const noteS = 0.55;
const loudness = 0.16;

function playNote(context: AudioContext, out: AudioNode, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const shape = context.createGain();
  tone.frequency.value = hertz;
  shape.gain.setValueAtTime(0, at);
  shape.gain.linearRampToValueAtTime(loudness, at + 0.02);
  shape.gain.exponentialRampToValueAtTime(0.0001, at + noteS);
  tone.connect(shape).connect(out);
  tone.start(at);
  tone.stop(at + noteS);
}

/** How long a browser may take to wake its sound. Without a click it never does, and never says so. */
const wakeMs = 300;

/** Sound over one `AudioContext`, made at the first need. */
class Chime {
  private readonly makeContext: () => AudioContext;
  private readonly after: (delayMs: number, task: () => void) => void;
  private context: AudioContext | undefined;
  private out: GainNode | undefined;
  private hushes = 0;

  constructor(makeContext: () => AudioContext, after: (delayMs: number, task: () => void) => void) {
    this.makeContext = makeContext;
    this.after = after;
  }

  async wake(): Promise<AudioContext> {
    this.context ??= this.makeContext();
    const { context, after } = this;
    if (context.state === 'suspended')
      await Promise.race([context.resume(), new Promise<void>((resolve) => after(wakeMs, resolve))]);
    return context;
  }

  async sound(): Promise<boolean> {
    const before = this.hushes;
    const context = await this.wake();
    // A conversation may have begun while the browser woke: then nothing may sound any more.
    if (this.hushes !== before) return true;
    if (context.state !== 'running') return false;
    this.out?.disconnect();
    this.out = context.createGain();
    this.out.connect(context.destination);
    for (const { hertz, atS } of notes) playNote(context, this.out, hertz, context.currentTime + atS);
    return true;
  }

  hush(): void {
    this.hushes++;
    this.out?.disconnect();
    this.out = undefined;
  }
}

/** Sound over `AudioContext`, notifications over `Notification`; `after` is a timer. */
export function makeBell(
  makeContext: () => AudioContext,
  Notes: typeof Notification | undefined,
  after: (delayMs: number, task: () => void) => void,
): Bell {
  const chime = new Chime(makeContext, after);
  const shown = new Map<string, Notification>();
  const withdraw = (room: string) => {
    shown.get(room)?.close();
    shown.delete(room);
  };
  return {
    async wake() {
      await chime.wake();
    },
    sound: () => chime.sound(),
    hush() {
      chime.hush();
      for (const room of [...shown.keys()]) withdraw(room);
    },
    notify(room, title, body) {
      if (Notes?.permission !== 'granted') return;
      const notification = show(Notes, title, { body, tag: `visavis-${room}`, silent: true });
      if (notification === undefined) return;
      notification.onclick = () => {
        window.focus();
        withdraw(room);
      };
      shown.set(room, notification);
    },
    withdraw,
    permission: () => Notes?.permission ?? 'unsupported',
    askPermission: async () => (await Notes?.requestPermission()) ?? 'unsupported',
  };
}

/** Chrome on Android notifies through a service worker only, and throws here; sound and title remain. */
function show(Notes: typeof Notification, title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notes(title, options);
  } catch {
    return undefined;
  }
}

/** Lets the browser play sound from the first click or key on the page on. */
export function wakeOnFirstAction(target: Pick<EventTarget, 'addEventListener'>, wake: () => void): void {
  const once = { once: true, capture: true };
  target.addEventListener('pointerdown', wake, once);
  target.addEventListener('keydown', wake, once);
}
