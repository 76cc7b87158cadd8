/** What the page shows of a third person, loaded when there is one. */
import type { Call, MediaView } from '@visavis/call';
import { useView } from '../use-view.ts';
import { useModule } from './use-module.ts';

const load = () => import('./companion/index.tsx');

/** `strip` stands above the stage, `faces` on it. */
export function useCompany(call: Call, name: string, media: MediaView) {
  const { second } = useView(call);
  const module = useModule(second !== undefined, load);
  return {
    strip: module && <module.CompanyStrip call={call} name={name} />,
    faces: module && <module.CompanyFaces call={call} name={name} media={media} />,
  };
}
