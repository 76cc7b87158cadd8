/** An error, in the order people need it: what happened, what to do now, what already happens, whom to call, the code. */
import type { ErrorCode } from '@visavis/shared';
import type { ComponentChildren } from 'preact';
import { LinkButton } from './button.tsx';
import { StepHeading, telephoneHref, unbroken } from './frame.tsx';
import { useUiTexts } from './texts/index.ts';

export interface ProblemProps {
  code: ErrorCode;
  incident?: string | undefined;
  phone?: string | undefined;
  /** What the software already does by itself. */
  already?: ComponentChildren;
  /** The ways on: one strong button, then the others. */
  children?: ComponentChildren;
}

/** A whole page about one error. */
export function Problem(props: ProblemProps) {
  const { errors } = useUiTexts();
  const { what, now } = errors[props.code];
  return (
    <section class="stack-loose">
      <StepHeading title={what} />
      <p>{now}</p>
      {props.already && <p class="soft">{props.already}</p>}
      {props.children && <div class="actions">{props.children}</div>}
      <HelpLine phone={props.phone} incident={props.incident} />
    </section>
  );
}

/** Whom to call, and the code to name. Nothing where neither is known. */
export function HelpLine(props: { phone?: string | undefined; incident?: string | undefined }) {
  const { words } = useUiTexts();
  if (!props.phone && !props.incident) return null;
  return (
    <div class="stack">
      {props.phone && (
        <div>
          <LinkButton icon="phone" href={telephoneHref(props.phone)}>
            {words.callUs(unbroken(props.phone))}
          </LinkButton>
        </div>
      )}
      {props.incident && (
        <p class="soft">
          {words.incident}: <strong class="numbers nowrap">{props.incident}</strong>. {words.incidentWhy}
        </p>
      )}
    </div>
  );
}
