/** The line of truth above the stage: who, how long, how private. */

import type { Call } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusHere } from '../focus.ts';
import { Icon } from '../icon.tsx';
import { badgeOf } from '../proof/proof-step.ts';
import { useCallTexts } from '../texts/call.ts';
import { useNow, useView } from '../use-view.ts';
import { durationWords } from './advice.ts';

export interface CallHeadProps {
  call: Call;
  name: string;
  organisation: string | undefined;
  /** A few silent words after the duration. */
  note?: ComponentChildren;
  /** The badge was pressed: how private is this? */
  onProof: () => void;
}

/** What the badge shows beside its words. */
const shields = { pending: 'shield', checked: 'shield-check', unchecked: 'shield', broken: 'shield-alert' } as const;

/** Name, duration in words, and the badge, which explains itself when pressed. */
export function CallHead(props: CallHeadProps) {
  const call = useCallTexts();
  const title = useRef<HTMLHeadingElement>(null);
  useFocusHere(title);
  useNow(5_000);
  const { privacy, talkingSince } = useView(props.call);
  return (
    <header class="call-head">
      <h1 ref={title} class="call-name" tabIndex={-1}>
        {props.organisation ? `${props.name}, ${props.organisation}` : props.name}
      </h1>
      {talkingSince !== undefined && (
        <span class="call-time">{durationWords(props.call.podNow() - talkingSince, call)}</span>
      )}
      {props.note}
      <button type="button" class={`badge badge-${privacy.state}`} aria-haspopup="dialog" onClick={props.onProof}>
        <Icon name={shields[privacy.state]} />
        <span>{call.badge[badgeOf(privacy)]}</span>
      </button>
    </header>
  );
}
