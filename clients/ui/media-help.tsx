/** Why a device cannot be used and what helps, for this very browser, with a drawing where a click at the address helps. */
import type { MediaProblem } from '@visavis/call';
import type { Browser } from './browser.ts';
import { PermissionDrawing } from './permission-drawing.tsx';
import type { DeviceWord } from './texts/de/media.ts';
import { type MediaTexts, useMediaTexts } from './texts/media.ts';

/** The steps that help against `problem` in this browser; none where the sentence alone says it. */
export function remedySteps(texts: MediaTexts, problem: MediaProblem, browser: Browser): string[] {
  if (problem === 'blocked-by-site') return texts.siteSteps[browser.family];
  if (problem === 'blocked-by-system') return texts.systemSteps[browser.system];
  return [];
}

/** What helps against `problem`: a sentence, the steps, the drawing. What happened is the page's heading. */
export function MediaHelp(props: { problem: MediaProblem; device: DeviceWord; browser: Browser }) {
  const texts = useMediaTexts();
  const steps = remedySteps(texts, props.problem, props.browser);
  const drawn = props.problem === 'blocked-by-site' || props.problem === 'dismissed';
  return (
    <div class={drawn ? 'split' : 'stack'}>
      <div class="stack">
        <p>{texts.problems[props.problem].now(props.device)}</p>
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
