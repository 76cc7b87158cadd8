/** Where the focus goes when what had it leaves the page: a reader and a keyboard must not start again at its top. */
import { useLayoutEffect } from 'preact/hooks';

interface Place {
  readonly current: HTMLElement | null;
}

/** Gives the focus back to what had it before `place` came, if it is in `place` when that goes. */
export function useFocusBack(place: Place): void {
  useLayoutEffect(() => {
    const [element, before] = [place.current, document.activeElement];
    return () => {
      const isInside = element?.contains(document.activeElement);
      if (isInside && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

/** Takes the focus to `place` when it comes and nothing else has it. */
export function useFocusHere(place: Place): void {
  useLayoutEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
}
