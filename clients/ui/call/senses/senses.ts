/** How this person hears and sees the other one: kept on this device, and nowhere else. */

/** `level` of the other's voice in per cent, 0 to 200; `clear` lifts what speech is understood by. */
export interface Senses {
  readonly level: number;
  readonly clear: boolean;
  readonly contrast: boolean;
  readonly captions: boolean;
  readonly blur: boolean;
}

export const plainSenses: Senses = { level: 100, clear: false, contrast: false, captions: false, blur: false };
export const loudest = 200;

/** What a text from the device's memory means; whatever is odd in it is as usual. */
export function readSenses(text: string | null): Senses {
  const kept = parsed(text);
  const level = 'level' in kept ? kept.level : undefined;
  const isOn = (key: keyof Senses) => key in kept && Reflect.get(kept, key) === true;
  return {
    level: typeof level === 'number' && level >= 0 && level <= loudest ? Math.round(level) : plainSenses.level,
    clear: isOn('clear'),
    contrast: isOn('contrast'),
    captions: isOn('captions'),
    blur: isOn('blur'),
  };
}

function parsed(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Where it is kept; some browsers have nothing or refuse it. */
export type SensesMemory = Pick<Storage, 'getItem' | 'setItem'>;
const stored = 'visavis.senses';

/** A view and its changes, as every live thing of these pages. */
export interface SensesStore {
  readonly view: Senses;
  subscribe(listener: (view: Senses) => void): () => void;
  change(change: Partial<Senses>): void;
}

/** Reads once, writes at every change. */
export function sensesIn(memory: () => SensesMemory): SensesStore {
  const listeners = new Set<(view: Senses) => void>();
  let view = readSenses(tryTo(() => memory().getItem(stored)) ?? null);
  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(change) {
      view = readSenses(JSON.stringify({ ...view, ...change }));
      tryTo(() => memory().setItem(stored, JSON.stringify(view)));
      for (const listener of listeners) listener(view);
    },
  };
}

function tryTo<T>(deed: () => T): T | undefined {
  try {
    return deed();
  } catch {
    return undefined;
  }
}

/** Of this page. */
export const senses: SensesStore = sensesIn(() => localStorage);
