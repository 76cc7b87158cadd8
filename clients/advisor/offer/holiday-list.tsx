/** The public holidays of the coming twelve months: each can be kept open, and closed again. */
import type { Holiday, HolidayList as Holidays } from '@visavis/shared';
import { Button, Chip, useLanguage } from '@visavis/ui';
import { closedOn, hoursOn, openedOn } from './holiday-form.ts';
import type { ExceptionForm, HoursForm, Span } from './hours-form.ts';
import { useOfferTexts } from './texts/index.ts';

interface RowProps {
  holiday: Holiday;
  spans: readonly Span[];
  /** Undefined for who has no hours to change. */
  onToggle: (() => void) | undefined;
}

function HolidayRow({ holiday, spans, onToggle }: RowProps) {
  const { holidays: texts } = useOfferTexts();
  const language = useLanguage();
  const name = holiday.names[language];
  const isOpen = spans.length > 0;
  return (
    <li class="holiday">
      <span>
        <span class="holiday-name">{name}</span>
        <br />
        {texts.day(Date.parse(holiday.day))}
      </span>
      {onToggle && (
        <Chip tone={isOpen ? 'good' : 'plain'}>
          {isOpen ? texts.open(spans.map(({ from, to }) => `${from}–${to}`).join(', ')) : texts.closed}
        </Chip>
      )}
      {onToggle && (
        <Button kind="quiet" small onClick={onToggle}>
          {isOpen ? texts.close : texts.keepOpen}
          <span class="unseen">: {name}</span>
        </Button>
      )}
    </li>
  );
}

/** Without `form`, only to be looked at. */
export function HolidayList(props: {
  list: Holidays;
  form?: HoursForm;
  onExceptions?: (exceptions: ExceptionForm[]) => void;
}) {
  const { holidays: texts } = useOfferTexts();
  const language = useLanguage();
  const { list, form, onExceptions } = props;
  const toggle = (day: string) => {
    if (form === undefined || onExceptions === undefined) return undefined;
    const change = hoursOn(form, day).length > 0 ? closedOn : openedOn;
    return () => onExceptions(change(form, day));
  };
  return (
    <section class="stack">
      <h3>{texts.title}</h3>
      {list.holidays.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <p class="soft">{`${texts.region(list.regionNames[language])} ${form ? texts.hint : ''}`}</p>
      )}
      <ul class="plain-list">
        {list.holidays.map((holiday) => (
          <HolidayRow
            key={holiday.day}
            holiday={holiday}
            spans={form ? hoursOn(form, holiday.day) : []}
            onToggle={toggle(holiday.day)}
          />
        ))}
      </ul>
    </section>
  );
}
