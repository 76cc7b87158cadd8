/** What of hearing and seeing works all the time: contrasts, a blurred room, the screen that stays on. */
import type { Call } from '@visavis/call';
import { useEffect } from 'preact/hooks';
import '../../styles/call-contrast.css';
import { useView } from '../../use-view.ts';
import { useWakeLock } from '../../use-wake-lock.ts';
import { setBlur } from './picture.ts';
import { plainSenses, senses } from './senses.ts';

/** While the page of the conversation is there. */
export function useSenses(call: Call): void {
  const { contrast, blur, level, clear } = useView(senses);
  const hearsOtherwise = level !== plainSenses.level || clear;
  const [camera] = useView(call.media).stream?.getVideoTracks() ?? [];
  useWakeLock();
  useEffect(() => call.reportHearing(hearsOtherwise), [call, hearsOtherwise]);
  useEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle('more-contrast', contrast);
    return () => classList.remove('more-contrast');
  }, [contrast]);
  useEffect(() => {
    // Every camera anew; one that was never blurred is left as its person has it.
    if (blur) void setBlur(camera, true);
    return () => {
      if (blur) void setBlur(camera, false);
    };
  }, [camera, blur]);
}
