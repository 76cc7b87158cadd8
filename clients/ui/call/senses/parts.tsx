/** The seldom needed parts of hearing and seeing, each loaded when somebody wants it. */
import type { Call } from '@visavis/call';
import { useView } from '../../use-view.ts';
import { useModule } from '../use-module.ts';
import { senses } from './senses.ts';

const loadPanel = () => import('./panel.tsx');
const loadCaptions = () => import('./caption-line.tsx');

/** In the panel of "Mehr". */
export function SensesLater({ call }: { call: Call }) {
  const panel = useModule(true, loadPanel);
  return panel ? <panel.SensesPanel call={call} /> : null;
}

/** On the stage. */
export function CaptionsLater({ stream }: { stream: MediaStream | undefined }) {
  const { captions } = useView(senses);
  const line = useModule(captions, loadCaptions);
  return line ? <line.CaptionLine stream={stream} /> : null;
}
