/** Loads a part of the page when it is near, and keeps it. */
import { useEffect, useState } from 'preact/hooks';

/** The module once it is here. A failed download is tried again every few seconds. */
export function useLater<M extends object>(wanted: boolean, load: () => Promise<M>): M | undefined {
  const [module, setModule] = useState<M | undefined>(undefined);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!wanted || module) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(
      (loaded) => setModule(() => loaded),
      () => {
        timer = setTimeout(() => setTries(tries + 1), 3_000);
      },
    );
    return () => clearTimeout(timer);
  }, [wanted, module, tries, load]);
  return module;
}
