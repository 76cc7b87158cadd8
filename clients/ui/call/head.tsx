/** The line of truth above the stage: who, how long, how private. */
import type { CallView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { useUiTexts } from '../texts/index.ts';
import { useNow } from '../use-view.ts';
import { durationWords } from './advice.ts';

export interface CallHeadProps {
  view: CallView;
  name: string;
  organisation: string | undefined;
  /** When this page first saw the conversation run, by its own clock. */
  since: number | undefined;
  note?: ComponentChildren;
}

/** Name, duration in words, and the badge, which explains itself when pressed. */
export function CallHead(props: CallHeadProps) {
  const { call } = useUiTexts();
  const now = useNow(5_000);
  const [explained, explain] = useState(false);
  const { proof } = props.view;
  return (
    <header class="call-head">
      <h1 class="call-name" tabIndex={-1}>
        {props.organisation ? `${props.name}, ${props.organisation}` : props.name}
      </h1>
      {props.since !== undefined && <span class="call-time">{durationWords(now - props.since, call)}</span>}
      {props.note}
      <button type="button" class={`badge badge-${proof}`} onClick={() => explain(true)}>
        <Icon name={proof === 'sealed' ? 'shield-check' : 'shield'} />
        <span>{call.badge[proof]}</span>
      </button>
      {explained && (
        <Dialog title={call.badgeWhat} onClose={() => explain(false)}>
          {call.badgeWhy[proof].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Dialog>
      )}
    </header>
  );
}
