/** What a key means while the sheet has the focus. Pure. */

export type KeyAction =
  | { type: 'step'; dx: number; dy: number; isFar: boolean }
  | { type: 'press' }
  | { type: 'cancel' }
  | { type: 'remove' }
  | { type: 'undo' }
  | { type: 'redo' };

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Undefined for everything that the page or the browser shall have. */
export function boardKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): KeyAction | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'y' || (key.toLowerCase() === 'z' && shiftKey)) return { type: 'redo' };
    return key.toLowerCase() === 'z' ? { type: 'undo' } : undefined;
  }
  const arrow = arrows[key];
  if (arrow) return { type: 'step', dx: arrow[0], dy: arrow[1], isFar: shiftKey };
  if (key === 'Enter' || key === ' ') return { type: 'press' };
  if (key === 'Escape') return { type: 'cancel' };
  return key === 'Delete' || key === 'Backspace' ? { type: 'remove' } : undefined;
}
