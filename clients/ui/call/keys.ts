/** Which key does what in a conversation. Pure; people can switch single keys off (WCAG 2.2, 2.1.4). */

export type KeyAction = 'microphone' | 'camera' | 'share' | 'text' | 'keys';

/** What a key press means; undefined while typing, with a modifier, or held down. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return undefined;
  const target = event.target as Partial<HTMLElement> | null;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? '') || target?.isContentEditable) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'm') return 'microphone';
  if (key === 'v') return 'camera';
  if (key === 's') return 'share';
  if (key === 'c') return 'text';
  return key === '?' ? 'keys' : undefined;
}

const stored = 'visavis.keys';

/** Whether single keys are in use; on unless somebody switched them off on this device. */
export function keysWanted(): boolean {
  try {
    return localStorage.getItem(stored) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers the choice on this device. */
export function wantKeys(wanted: boolean): void {
  try {
    localStorage.setItem(stored, wanted ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing keeps the choice for this page only.
  }
}
