/** A dialogue on the browser's own element: it keeps the focus inside, closes on Escape, and gives the focus back. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { useUiTexts } from './texts/index.ts';

export interface DialogProps {
  title: ComponentChildren;
  /** Asked for by Escape, by the close button and, unless `steady`, by a click beside the dialogue. */
  onClose: () => void;
  children: ComponentChildren;
  /** The row of buttons at its foot, the strong one first. */
  foot?: ComponentChildren;
  /** At the side of a stage, without darkening it. */
  side?: boolean;
  /** A click beside it does nothing: it holds what was typed, or what is shown only once. */
  steady?: boolean;
}

/** Is open as long as it is on the page. */
export function Dialog(props: DialogProps) {
  const texts = useUiTexts();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={props.side ? 'dialog dialog-side' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        if (!props.steady && event.target === element.current) props.onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        <Button kind="quiet" icon="x" small onClick={props.onClose}>
          {texts.words.close}
        </Button>
      </div>
      <div class="dialog-body stack">{props.children}</div>
      {props.foot && <div class="dialog-foot">{props.foot}</div>}
    </dialog>
  );
}
