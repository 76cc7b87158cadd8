/** Calls a waiting person: a sound, the page's title, a vibration; three times, or until they come. */
import type { Media } from '@visavis/call';
import { useEffect } from 'preact/hooks';

const everyMs = 8_000;
const times = 3;

/** Calls while `active`. `title` stands in the tab as long as they are called. */
export function useCallSign(active: boolean, media: Media | undefined, title: string): void {
  useEffect(() => {
    if (!active || !media) return;
    const before = document.title;
    document.title = title;
    let left = times;
    const call = () => {
      if (left-- <= 0) return;
      media.playTestSound().catch(() => undefined);
      // Refused, and said so in the console, before the first touch of the page.
      if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.([300, 150, 300]);
    };
    call();
    const timer = setInterval(call, everyMs);
    return () => {
      clearInterval(timer);
      // The next page may have named itself already.
      if (document.title === title) document.title = before;
    };
  }, [active, media, title]);
}
