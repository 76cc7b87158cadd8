/** After a reload in a conversation it goes on by itself, while the guest is still on the air. */
import type { Call } from '@visavis/call';
import { useView } from '@visavis/ui';
import { useEffect, useState } from 'preact/hooks';
import { useSetting } from './setting.tsx';

/** Longer away, and the advisor says so: milliseconds. */
const resumeWithinMs = 30_000;

/** Presses start once more where it was pressed before, and keeps for a next reload whether it is pressed. */
export function useResume(call: Call, appointment: string, resumes: boolean | undefined): void {
  const { clock, roomReturn } = useSetting().parts;
  const { phase, peer, ready } = useView(call);
  const [resume] = useState({ until: resumes ? clock.now() + resumeWithinMs : 0 });
  const isAwaited = phase === 'together' && peer?.ready === true;
  useEffect(() => {
    if (!isAwaited || clock.now() > resume.until) return;
    resume.until = 0;
    call.start();
  }, [isAwaited]);
  // Until the guest was met, and has been seen to be on the air or not, what was pressed before still counts.
  const isKnown = phase !== 'joining' && (ready || clock.now() > resume.until);
  useEffect(() => {
    if (isKnown) roomReturn.keep({ appointment, started: ready });
  }, [isKnown, ready]);
}
