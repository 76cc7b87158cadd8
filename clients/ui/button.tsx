/** Buttons, and links that look like one. An icon always comes with its word. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

/** `primary`: the one thing to do next, once a page. `plain`: other ways on. `stop`: ends or erases. `quiet`: a link's weight. */
export type ButtonKind = 'primary' | 'plain' | 'stop' | 'quiet';

interface Looks {
  kind?: ButtonKind;
  icon?: IconName;
  small?: boolean;
  wide?: boolean;
  class?: string;
  children: ComponentChildren;
}

const classes = ({ kind = 'plain', small, wide, class: own }: Looks): string =>
  ['button', kind !== 'plain' && `button-${kind}`, small && 'button-small', wide && 'button-wide', own]
    .filter(Boolean)
    .join(' ');

const inside = ({ icon, children }: Looks) => (
  <>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </>
);

export interface ButtonProps extends Looks {
  /** Absent in a form's own button, which submits. */
  onClick?: () => void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Busy: stays focusable, does nothing, says so to readers. */
  busy?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  describedBy?: string;
  /** Takes the focus when it appears. */
  focused?: boolean;
}

/** A button. While `busy` it keeps its place and its focus but ignores clicks. */
export function Button(props: ButtonProps) {
  const { type = 'button', busy = false, onClick, focused } = props;
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) element.current?.focus();
  }, [focused]);
  return (
    <button
      ref={element}
      type={type}
      class={classes(props)}
      disabled={props.disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {inside(props)}
    </button>
  );
}

export interface LinkButtonProps extends Looks {
  href: string;
  /** Opens beside this page: for terms and privacy, so that nothing typed is lost. */
  newTab?: boolean;
  download?: string;
}

/** A link dressed as a button; use it for addresses, telephone numbers and files. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={classes(props)}
      href={props.href}
      download={props.download}
      {...(props.newTab ? { target: '_blank', rel: 'noreferrer' } : {})}
    >
      {inside(props)}
    </a>
  );
}
