/** A dialogue with something secret that is shown only here and now: read, copied, and gone when it closes. */
import { Button, Dialog } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy-button.tsx';

export interface ShownOnceProps {
  title: string;
  /** That it is shown once; stands out. */
  once: string;
  /** What it opens, and who may have it. */
  hint: string;
  secret: string;
  copy: string;
  done: string;
  onClose: () => void;
  children?: ComponentChildren;
}

export function ShownOnce(props: ShownOnceProps) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      steady
      foot={
        <Button icon="check" onClick={props.onClose}>
          {props.done}
        </Button>
      }
    >
      <p>
        <strong>{props.once}</strong> {props.hint}
      </p>
      <p class="shown-once">{props.secret}</p>
      <div class="row">
        <CopyButton text={props.secret} strong>
          {props.copy}
        </CopyButton>
      </div>
      {props.children}
    </Dialog>
  );
}
