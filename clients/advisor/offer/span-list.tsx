/** Lines of "from … to …", each with its own error and a key that takes it away. */
import { Button, FieldError } from '@visavis/ui';
import type { HoursProblem, HoursProblems, Span } from './hours-form.ts';
import { useOfferTexts } from './texts/index.ts';
import { typedEnd, typedTime } from './typed-time.ts';

export interface SpanListProps {
  /** Whose hours: read out with each line. */
  name: string;
  spans: readonly Span[];
  idOf: (at: number) => string;
  problems: HoursProblems;
  onSpans: (spans: Span[]) => void;
}

interface TimeProps {
  id: string;
  end: keyof Span;
  label: string;
  value: string;
  isWrong: boolean;
  onTime: (value: string) => void;
}

/**
 * The first input of a line carries its id: there the focus goes when the line is wrong. Text, because the browser's own input
 * for times has no 24:00.
 */
function TimeInput({ id, end, label, value, isWrong, onTime }: TimeProps) {
  return (
    <input
      class="input input-time"
      id={end === 'from' ? id : undefined}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={9}
      aria-label={label}
      aria-describedby={isWrong ? `${id}-error` : undefined}
      aria-invalid={isWrong ? true : undefined}
      value={value}
      onInput={(event) => onTime(event.currentTarget.value)}
      onBlur={() => {
        const read = end === 'from' ? typedTime(value) : typedEnd(value);
        if (read !== value) onTime(read);
      }}
    />
  );
}

interface LineProps {
  name: string;
  id: string;
  span: Span;
  problem: HoursProblem | undefined;
  onChange: (change: Partial<Span>) => void;
  onRemove: () => void;
}

/** `name` says whose line it is and which. */
function SpanLine({ name, id, span, problem, onChange, onRemove }: LineProps) {
  const { hours: texts } = useOfferTexts();
  const time = (end: keyof Span) => (
    <TimeInput
      id={id}
      end={end}
      label={`${name}, ${texts[end]}`}
      value={span[end]}
      isWrong={problem !== undefined}
      onTime={(value) => onChange({ [end]: value })}
    />
  );
  return (
    <div class="stack-tight">
      <div class="row">
        {time('from')}
        <span aria-hidden="true">–</span>
        {time('to')}
        <Button kind="quiet" icon="x" small onClick={onRemove}>
          {texts.remove}
          <span class="unseen"> {name}</span>
        </Button>
      </div>
      <FieldError id={`${id}-error`}>{problem && texts.problems[problem]}</FieldError>
    </div>
  );
}

export function SpanList({ name, spans, idOf, problems, onSpans }: SpanListProps) {
  const { hours: texts } = useOfferTexts();
  const fresh = spans.length === 0 ? { from: '09:00', to: '12:00' } : { from: '', to: '' };
  return (
    <div class="stack-tight">
      {spans.length === 0 && <p class="soft">{texts.free}</p>}
      {spans.map((span, at) => (
        <SpanLine
          key={idOf(at)}
          name={texts.line(name, at + 1)}
          id={idOf(at)}
          span={span}
          problem={problems.get(idOf(at))}
          onChange={(change) => onSpans(spans.map((one, index) => (index === at ? { ...one, ...change } : one)))}
          onRemove={() => onSpans(spans.filter((_one, index) => index !== at))}
        />
      ))}
      <div>
        <Button kind="quiet" icon="plus" small onClick={() => onSpans([...spans, fresh])}>
          {texts.add}
          <span class="unseen"> {name}</span>
        </Button>
      </div>
    </div>
  );
}
