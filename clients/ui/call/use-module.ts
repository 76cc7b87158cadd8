/** Loads a part of the page with the first need for it; a failed download is tried again for as long as it is needed. */
import { useEffect, useState } from 'preact/hooks';

const retryMs = 3_000;

/** Undefined until it is here. `load` is always the same one. */
export function useModule<M extends object>(isNeeded: boolean, load: () => Promise<M>): M | undefined {
  const [module, setModule] = useState<M | undefined>(undefined);
  useEffect(() => {
    if (!isNeeded || module) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      load().then(
        (loaded) => setModule(() => loaded),
        () => {
          timer = setTimeout(ask, retryMs);
        },
      );
    };
    ask();
    return () => clearTimeout(timer);
  }, [isNeeded, module]);
  return module;
}
