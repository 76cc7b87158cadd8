/** Above the stage, only when something is wrong: one sentence, and on demand whose side it is and what helps. */
import type { Call, CallView, Cause } from '@visavis/call';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';
import { useCauseTexts } from '../texts/causes.ts';
import { useView } from '../use-view.ts';
import { type Advice, adviceOf, type Lost, type Whom } from './advice.ts';
import { CauseHelp } from './cause-help.tsx';

/** `line` belongs above the stage, `dialog` beside it, where a dialogue has the colours of the page. */
export interface ShownAdvice {
  line: VNode;
  dialog: VNode | undefined;
}

/** The dialogue belongs to the cause it was opened for, and stays when that has passed. */
export function useAdvice(call: Call, view: CallView, lost: Lost, someone: Whom): ShownAdvice {
  const texts = { call: useCallTexts(), causes: useCauseTexts() };
  const media = useView(call.media);
  const [asked, setAsked] = useState<Cause | undefined>(undefined);
  const device = media.microphones.find(({ id }) => id === media.chosen.microphone)?.label;
  const whom = { ...someone, device };
  const advice = adviceOf(view, lost, whom, texts);
  const isCut = view.phase === 'interrupted' || advice?.cause === 'nothing-arrives';
  return {
    line: <AdviceLine advice={advice} isCut={isCut} help={texts.causes.help} onHelp={setAsked} />,
    dialog: asked && <CauseHelp call={call} cause={asked} whom={whom} onClose={() => setAsked(undefined)} />,
  };
}

interface AdviceLineProps {
  advice: Advice | undefined;
  isCut: boolean;
  help: string;
  onHelp: (cause: Cause) => void;
}

/** Announced when it changes. */
function AdviceLine({ advice, isCut, help, onHelp }: AdviceLineProps) {
  const { cause } = advice ?? {};
  return (
    <div class="call-advice" role="status">
      {advice && (
        <p>
          <Icon name={isCut ? 'wifi-off' : 'info'} />
          <span>{advice.sentence}</span>
          {cause && (
            <button type="button" class="advice-help" aria-haspopup="dialog" onClick={() => onHelp(cause)}>
              {help}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
