/** When the part for showing something is needed, and what of it is on the page. */
import type { Call } from '@visavis/call';
import { useState } from 'preact/hooks';
import { useView } from '../use-view.ts';
import { useModule } from './use-module.ts';

const load = () => import('./share/index.ts');

/** `press` is the key of the bar: asks what to show, or ends what is shown. The rest is drawn where it belongs. */
export function useShare(call: Call, name: string) {
  const { ownScreen, phase, second, ...view } = useView(call);
  // The companion sees what either of the two others shows.
  const remoteScreen = view.remoteScreen ?? second?.remoteScreen;
  const [isAsking, ask] = useState(false);
  const isShowing = ownScreen !== undefined;
  const module = useModule(isAsking || isShowing || remoteScreen !== undefined, load);
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
