/** The line of truth above the stage: who, how long, how private. */

import type { Call } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';
import { useNow, useView } from '../use-view.ts';
import { durationWords } from './advice.ts';

export interface CallHeadProps {
  call: Call;
  name: string;
  organisation: string | undefined;
  /** A few silent words after the duration. */
  note?: ComponentChildren;
}

/** Name, duration in words, and the badge, which explains itself when pressed. */
export function CallHead(props: CallHeadProps) {
  const call = useCallTexts();
  useNow(5_000);
  const [explained, explain] = useState(false);
  const { proof, talkingSince } = useView(props.call);
  return (
    <header class="call-head">
      <h1 class="call-name" tabIndex={-1}>
        {props.organisation ? `${props.name}, ${props.organisation}` : props.name}
      </h1>
      {talkingSince !== undefined && (
        <span class="call-time">{durationWords(props.call.podNow() - talkingSince, call)}</span>
      )}
      {props.note}
      <button type="button" class={`badge badge-${proof}`} onClick={() => explain(true)}>
        <Icon name={proof === 'sealed' ? 'shield-check' : 'shield'} />
        <span class="badge-long">{call.badge[proof]}</span>
        <span class="badge-short">{call.badgeShort[proof]}</span>
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
