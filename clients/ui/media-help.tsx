/** Why a device cannot be used and what helps, for this very browser, with a drawing where a click at the address helps. */
import type { MediaProblem, MediaView } from '@visavis/call';
import type { Browser } from './browser.ts';
import { PermissionDrawing } from './permission-drawing.tsx';
import type { DeviceWord } from './texts/de/media.ts';
import { type UiTexts, useUiTexts } from './texts/index.ts';

/** The worst trouble of both devices, and which of them it concerns; undefined when nothing is wrong. */
export function mediaTrouble(view: MediaView): { problem: MediaProblem; device: DeviceWord } | undefined {
  const { microphoneProblem, cameraProblem } = view;
  if (microphoneProblem && microphoneProblem === cameraProblem) return { problem: microphoneProblem, device: 'both' };
  if (microphoneProblem) return { problem: microphoneProblem, device: 'microphone' };
  return cameraProblem && { problem: cameraProblem, device: 'camera' };
}

/** The steps that help against `problem` in this browser; none where the sentence alone says it. */
export function remedySteps(texts: UiTexts, problem: MediaProblem, browser: Browser): string[] {
  if (problem === 'blocked-by-site') return texts.media.siteSteps[browser.family];
  if (problem === 'blocked-by-system') return texts.media.systemSteps[browser.system];
  return [];
}

/** What helps against `problem`: a sentence, the steps, the drawing. What happened is the page's heading. */
export function MediaHelp(props: { problem: MediaProblem; device: DeviceWord; browser: Browser }) {
  const texts = useUiTexts();
  const steps = remedySteps(texts, props.problem, props.browser);
  const drawn = props.problem === 'blocked-by-site' || props.problem === 'dismissed';
  return (
    <div class={drawn ? 'split' : 'stack'}>
      <div class="stack">
        <p>{texts.media.problems[props.problem].now(props.device)}</p>
        {steps.length > 0 && (
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </div>
      {drawn && <PermissionDrawing browser={props.browser} blocked={props.problem === 'blocked-by-site'} />}
    </div>
  );
}
