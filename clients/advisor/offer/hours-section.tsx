/** The advisor's own hours: the week, line by line, and the exceptions; saved together. */
import type { AdvisorHours, HolidayList as Holidays } from '@visavis/shared';
import { Button, Notice } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { wallClock } from '../dates.ts';
import { FailureNotice } from '../failure.tsx';
import { useSetting } from '../setting.tsx';
import { ExceptionList } from './exception-list.tsx';
import { HolidayList } from './holiday-list.tsx';
import { checkHours, type HoursForm, type HoursProblems, hoursForm, hoursOf, settled, weekId } from './hours-form.ts';
import { SpanList } from './span-list.tsx';
import { useOfferTexts } from './texts/index.ts';
import { useSaving } from './use-saving.ts';

/** The form with what is wrong in it: shown from the first attempt to save on. */
function useHours(start: AdvisorHours, onSaved: () => void) {
  const { parts, session, day } = useSetting();
  const [form, setForm] = useState<HoursForm>(() => hoursForm(start));
  const [problems, setProblems] = useState<HoursProblems>(new Map());
  const [tried, setTried] = useState(false);
  const saving = useSaving();
  const check = (next: HoursForm) => checkHours(next, wallClock(day.now(), session.organisation.timeZone).day);
  const change = (part: Partial<HoursForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    saving.touch();
    if (tried) setProblems(check(settled(next)));
  };
  const submit = async () => {
    const written = settled(form);
    const found = check(written);
    setForm(written);
    setTried(true);
    setProblems(found);
    const [first] = found.keys();
    if (first !== undefined) return document.getElementById(first)?.focus();
    const isSaved = await saving.save(async () => {
      setForm(hoursForm(await parts.booking.saveHours(hoursOf(written))));
    });
    if (isSaved) onSaved();
  };
  return { form, problems, saving, change, submit };
}

export function HoursSection(props: { hours: AdvisorHours; holidays: Holidays; onSaved: () => void }) {
  const texts = useOfferTexts();
  const { form, problems, saving, change, submit } = useHours(props.hours, props.onSaved);
  return (
    <form
      class="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{texts.hours.title}</h2>
      <p class="soft">{texts.hours.hint}</p>
      <div class="week">
        {form.week.map((spans, index) => {
          const name = texts.hours.days[index] ?? '';
          return (
            <section key={name} class="stack-tight">
              <h3>{name}</h3>
              <SpanList
                name={name}
                spans={spans}
                idOf={(at) => weekId(index + 1, at)}
                problems={problems}
                onSpans={(next) => change({ week: form.week.map((one, at) => (at === index ? next : one)) })}
              />
            </section>
          );
        })}
      </div>
      <ExceptionList
        exceptions={form.exceptions}
        problems={problems}
        onExceptions={(exceptions) => change({ exceptions })}
      />
      <HolidayList list={props.holidays} form={form} onExceptions={(exceptions) => change({ exceptions })} />
      {saving.failure && <FailureNotice what={texts.notSaved} error={saving.failure} focused />}
      <div role="status">
        {problems.size > 0 && <Notice tone="stop">{texts.problems(problems.size)}</Notice>}
        {saving.state === 'saved' && <Notice tone="good">{texts.hours.saved}</Notice>}
      </div>
      <div>
        <Button kind="primary" type="submit" icon="check" busy={saving.state === 'saving'}>
          {saving.state === 'saving' ? texts.saving : texts.hours.save}
        </Button>
      </div>
    </form>
  );
}
