/** A request that failed, in the order people need: what happened, what to do now, the code for the telephone. */
import type { ErrorCode } from '@visavis/shared';
import { ApiError, HelpLine, Notice, useUiTexts } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from './texts/index.ts';

/** Whatever was thrown, as the one kind of error that the page has words for. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('internal', { cause: error });

/** What happened and the next step; the advisor's own words where a guest's would mislead. */
export function useErrorWords(code: ErrorCode): { what: string; now: string } {
  const { errors } = useUiTexts();
  const own: Partial<Record<ErrorCode, { what: string; now: string }>> = useTexts().errors;
  return own[code] ?? errors[code];
}

export interface FailureProps {
  /** What did not happen, in the words of this place. */
  what: string;
  error: ApiError;
  /** Why and what to do now, where codes mean something else in this place than of an appointment. */
  words?: Partial<Record<ErrorCode, string>>;
  /** Takes the focus: it answers something the person just did. */
  focused?: boolean;
  children?: ComponentChildren;
}

export function FailureNotice({ what, error, words, focused, children }: FailureProps) {
  const usual = useErrorWords(error.code);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) element.current?.focus();
  }, [focused, error]);
  return (
    <div ref={element} role="alert" tabIndex={-1}>
      <Notice tone="stop">
        <p>
          <strong>{what}</strong>
        </p>
        <p>{words?.[error.code] ?? `${usual.what} ${usual.now}`}</p>
        <HelpLine incident={error.incident} />
        {children && <div class="row">{children}</div>}
      </Notice>
    </div>
  );
}
