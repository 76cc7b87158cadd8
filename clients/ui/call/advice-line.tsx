/** Above the stage, only when something is wrong: one sentence, and on demand whose side it is and what helps. */
import type { Call, CallView, MediaView } from '@visavis/call';
import { useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';
import { useCauseTexts } from '../texts/causes.ts';
import { adviceOf, type Lost, type Whom } from './advice.ts';
import { CauseHelp } from './cause-help.tsx';

export interface AdviceLineProps {
  call: Call;
  view: CallView;
  media: MediaView;
  lost: Lost;
  whom: Whom;
}

/** Announced when it changes; the dialogue belongs to the cause it was opened for. */
export function AdviceLine({ call, view, media, lost, whom }: AdviceLineProps) {
  const texts = { call: useCallTexts(), causes: useCauseTexts() };
  const [asked, setAsked] = useState<CallView['causes']>(undefined);
  const device = media.microphones.find(({ id }) => id === media.chosen.microphone)?.label;
  const advice = adviceOf(view, lost, { ...whom, device }, texts);
  const { cause } = advice ?? {};
  return (
    <>
      <div class="call-advice" role="status">
        {advice && (
          <p>
            <Icon name={view.phase === 'interrupted' || cause === 'nothing-arrives' ? 'wifi-off' : 'info'} />
            <span>{advice.sentence}</span>
            {cause && (
              <button type="button" class="advice-help" aria-haspopup="dialog" onClick={() => setAsked([cause])}>
                {texts.causes.help}
              </button>
            )}
          </p>
        )}
      </div>
      {asked?.[0] && (
        <CauseHelp call={call} cause={asked[0]} whom={{ ...whom, device }} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
