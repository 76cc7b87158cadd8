/** When the dialogue of the proof is open: asked for by the badge, or by itself when nothing goes on without it. */
import type { CallView } from '@visavis/call';
import { useEffect, useState } from 'preact/hooks';
import { proofWanted } from '../proof/proof-step.ts';

type ProofModule = typeof import('../proof/proof-dialog.tsx');

const retryMs = 3_000;

/** The dialogue's part of the page, loaded with the conversation; a failed download is tried again. */
function useProofModule(): ProofModule | undefined {
  const [module, setModule] = useState<ProofModule | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      import('../proof/proof-dialog.tsx').then(
        (loaded) => setModule(() => loaded),
        () => {
          timer = setTimeout(load, retryMs);
        },
      );
    };
    load();
    return () => clearTimeout(timer);
  }, []);
  return module;
}

/** `Dialog` while it is to be shown. Closed by hand it stays closed until there is something else to say. */
export function useProof(view: CallView) {
  const module = useProofModule();
  const wanted = proofWanted(view);
  const [asked, ask] = useState(false);
  const [closed, setClosed] = useState<string | undefined>(undefined);
  useEffect(() => {
    // What was to be done is done: the dialogue goes, and the conversation has the page.
    if (wanted === undefined) ask(false);
    setClosed(undefined);
  }, [wanted]);
  const isOpen = view.phase !== 'hanging-up' && (asked || (wanted !== undefined && wanted !== closed));
  return {
    Dialog: isOpen ? module?.ProofDialog : undefined,
    open: () => ask(true),
    close: () => {
      ask(false);
      setClosed(wanted);
    },
  };
}
