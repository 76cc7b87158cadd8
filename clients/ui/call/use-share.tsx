/** When the part for showing something is needed, and what of it is on the page. */
import type { Call } from '@visavis/call';
import { useEffect, useState } from 'preact/hooks';
import { useView } from '../use-view.ts';

type ShareModule = typeof import('./share/index.ts');

const retryMs = 3_000;

/** Loaded with the first need; a failed download is tried again for as long as it is needed. */
function useShareModule(isNeeded: boolean): ShareModule | undefined {
  const [module, setModule] = useState<ShareModule | undefined>(undefined);
  useEffect(() => {
    if (!isNeeded || module) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      import('./share/index.ts').then(
        (loaded) => setModule(() => loaded),
        () => {
          timer = setTimeout(load, retryMs);
        },
      );
    };
    load();
    return () => clearTimeout(timer);
  }, [isNeeded, module]);
  return module;
}

/** `press` is the key of the bar: asks what to show, or ends what is shown. The rest is drawn where it belongs. */
export function useShare(call: Call, name: string) {
  const { ownScreen, remoteScreen, phase } = useView(call);
  const [isAsking, ask] = useState(false);
  const isShowing = ownScreen !== undefined;
  const module = useShareModule(isAsking || isShowing || remoteScreen !== undefined);
  const isOpen = isAsking && phase !== 'hanging-up';
  return {
    isShowing,
    press: () => (isShowing ? call.share(undefined) : ask((now) => !now)),
    /** At the one who shows. */
    sign: module && <module.SharingSign call={call} name={name} />,
    /** At the other one. */
    picture: module && remoteScreen && <module.SharedScreen stream={remoteScreen} name={name} />,
    dialog: module && isOpen && <module.ShareDialog call={call} name={name} onClose={() => ask(false)} />,
  };
}
