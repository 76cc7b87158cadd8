/** Days that are not like the others: away, or with hours of their own. */
import { Button, FieldError } from '@visavis/ui';
import { useTimes } from '../setting.tsx';
import { dayId, type ExceptionForm, exceptionId, type HoursProblems } from './hours-form.ts';
import { SpanList } from './span-list.tsx';
import { useOfferTexts } from './texts/index.ts';

interface RowProps {
  exception: ExceptionForm;
  at: number;
  problems: HoursProblems;
  onChange: (change: Partial<ExceptionForm>) => void;
  onRemove: () => void;
}

type Kind = ExceptionForm['kind'];

function KindChoice({ id, kind, onKind }: { id: string; kind: Kind; onKind: (kind: Kind) => void }) {
  const { exceptions: texts } = useOfferTexts();
  return (
    <div class="choice choice-small" role="radiogroup" aria-label={texts.kind}>
      {(['away', 'other'] as const).map((value) => (
        <label key={value}>
          <input type="radio" name={`${id}-kind`} checked={kind === value} onChange={() => onKind(value)} />
          <span>{texts[value]}</span>
        </label>
      ))}
    </div>
  );
}

function ExceptionRow({ exception, at, problems, onChange, onRemove }: RowProps) {
  const { exceptions: texts, hours } = useOfferTexts();
  const times = useTimes();
  const { day, kind, spans } = exception;
  const id = dayId(at);
  const problem = problems.get(id);
  const name = day === '' ? texts.newOne : times.day(Date.parse(`${day}T12:00:00Z`));
  return (
    <fieldset class="card stack">
      <legend class="unseen">{name}</legend>
      <div class="row">
        <input
          class="input input-short"
          id={id}
          type="date"
          aria-label={`${texts.day}: ${name}`}
          aria-describedby={problem ? `${id}-error` : undefined}
          aria-invalid={problem ? true : undefined}
          value={day}
          onInput={(event) => onChange({ day: event.currentTarget.value })}
        />
        <KindChoice id={id} kind={kind} onKind={(value) => onChange({ kind: value })} />
      </div>
      <FieldError id={`${id}-error`}>{problem && hours.problems[problem]}</FieldError>
      {kind === 'other' && (
        <SpanList
          name={name}
          spans={spans}
          idOf={(span) => exceptionId(at, span)}
          problems={problems}
          onSpans={(next) => onChange({ spans: next })}
        />
      )}
      <div>
        <Button kind="quiet" icon="x" small onClick={onRemove}>
          {texts.remove}
          <span class="unseen"> {name}</span>
        </Button>
      </div>
    </fieldset>
  );
}

export function ExceptionList(props: {
  exceptions: readonly ExceptionForm[];
  problems: HoursProblems;
  onExceptions: (exceptions: ExceptionForm[]) => void;
}) {
  const { exceptions: texts } = useOfferTexts();
  const { exceptions, problems, onExceptions } = props;
  return (
    <section class="stack">
      <h3>{texts.title}</h3>
      <p class="soft">{texts.hint}</p>
      {exceptions.length === 0 && <p>{texts.none}</p>}
      {exceptions.map((exception, at) => (
        <ExceptionRow
          key={at}
          exception={exception}
          at={at}
          problems={problems}
          onChange={(change) =>
            onExceptions(exceptions.map((one, index) => (index === at ? { ...one, ...change } : one)))
          }
          onRemove={() => onExceptions(exceptions.filter((_one, index) => index !== at))}
        />
      ))}
      <div>
        <Button icon="plus" small onClick={() => onExceptions([...exceptions, { day: '', kind: 'away', spans: [] }])}>
          {texts.add}
        </Button>
      </div>
    </section>
  );
}
