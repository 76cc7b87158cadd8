/** The receipt after a conversation: how long, what there was, what is erased, what is kept until when. */

import type { CallEnd } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { StepHeading } from '../frame.tsx';
import { useUiTexts } from '../texts/index.ts';
import { useReceiptTexts } from '../texts/receipt.ts';
import { talkedWords } from './advice.ts';

export interface ReceiptProps {
  end: CallEnd;
  peerName: string;
  /** The last day anything of the appointment is kept, in words; undefined while that is asked. */
  erasedBy: string | undefined;
  /** The ways on; the strong one first. */
  children?: ComponentChildren;
}

/** True whatever happened: a conversation that never was is said to be none. */
export function Receipt(props: ReceiptProps) {
  const receipt = useReceiptTexts();
  const { words } = useUiTexts();
  const talked = props.end.talkedMs > 0;
  const rows: [string, string][] = [
    ...(talked ? [[receipt.talked, talkedWords(props.end.talkedMs, words)] satisfies [string, string]] : []),
    [receipt.existed, talked ? receipt.existedTalked : receipt.existedNothing],
    ...(talked ? [[receipt.erased, receipt.erasedKeys] satisfies [string, string]] : []),
    ...(props.erasedBy === undefined
      ? []
      : [[receipt.kept, receipt.keptUntil(props.erasedBy)] satisfies [string, string]]),
  ];
  return (
    <section class="stack-loose">
      <StepHeading title={receipt.title[props.end.reason](props.peerName)} />
      {talked && props.end.reason !== 'replaced' && <p>{receipt.thanks(props.peerName)}</p>}
      {props.children && <div class="stack">{props.children}</div>}
      <dl class="facts card">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
