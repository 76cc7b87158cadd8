/** A month as a grid of days (W3C APG, grid pattern: arrows, Home, End, Page Up, Page Down), and the times of the chosen day. */
import { Announcement, Button, useLanguage } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Slots } from '../booking-types.ts';
import { dayAfter, dayAt, monthAfter, monthOf, sameDayIn, slotsOn, weekdayOf } from '../slots.ts';
import { useTexts } from '../texts/index.ts';
import { dayWords, monthWords } from '../when.ts';
import { MonthGrid } from './month-grid.tsx';
import { type SlotChoiceProps, SlotKey, SlotsFailed } from './slot-key.tsx';

/** Nobody looks further ahead; the service offers a year at most. */
const mostMonths = 13;

type DayPickerProps = SlotChoiceProps & { slots: Slots; today: string };

/** Where the arrows lead; undefined for other keys. */
function dayByKey(key: string, day: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return dayAfter(day, -1);
    case 'ArrowRight':
      return dayAfter(day, 1);
    case 'ArrowUp':
      return dayAfter(day, -7);
    case 'ArrowDown':
      return dayAfter(day, 7);
    case 'Home':
      return dayAfter(day, 1 - weekdayOf(day));
    case 'End':
      return dayAfter(day, 7 - weekdayOf(day));
    case 'PageUp':
      return sameDayIn(monthAfter(monthOf(day), -1), day);
    case 'PageDown':
      return sameDayIn(monthAfter(monthOf(day), 1), day);
    default:
      return undefined;
  }
}

/** The day that the keyboard is on, and how it gets to another one; the focus follows the keys. */
function useDay(start: string, today: string) {
  const [day, setDay] = useState(start);
  const movesFocus = useRef(false);
  const table = useRef<HTMLTableElement>(null);
  const last = dayAfter(`${monthAfter(monthOf(today), mostMonths)}-01`, -1);
  useEffect(() => {
    if (!movesFocus.current) return;
    movesFocus.current = false;
    table.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [day]);
  const go = (wanted: string) => setDay(wanted < today ? today : wanted > last ? last : wanted);
  const onKey = (event: KeyboardEvent) => {
    const wanted = dayByKey(event.key, day);
    if (wanted === undefined) return;
    event.preventDefault();
    movesFocus.current = true;
    go(wanted);
  };
  return { day, go, onKey, table, last };
}

export function DayPicker(props: DayPickerProps) {
  const { slots, today, chosen } = props;
  const texts = useTexts();
  const first = chosen ?? slots.next;
  const start = first === null ? today : dayAt(Date.parse(first), slots.timeZone);
  const { day, go, onKey, table, last } = useDay(start, today);
  /** The day whose times are shown. */
  const [shown, setShown] = useState<string | undefined>(chosen === undefined ? undefined : start);
  const month = monthOf(day);
  useEffect(() => props.onMonth(month), [month]);
  const page = (months: number) => {
    const target = monthAfter(month, months);
    go(slots.days.find((one) => monthOf(one.day) === target)?.day ?? `${target}-01`);
  };
  const onDay = (wanted: string) => {
    go(wanted);
    setShown(wanted);
  };
  return (
    <div class="stack">
      <h2>{texts.slot.others}</h2>
      <div class="day-picker">
        <MonthHead month={month} first={monthOf(today)} last={monthOf(last)} onPage={page} />
        <MonthGrid {...{ month, day, shown, today, slots, table, onKey, onDay }} />
        {props.isFailed && <SlotsFailed {...props} month={month} />}
      </div>
      <Times {...props} day={shown} />
    </div>
  );
}

function MonthHead(props: { month: string; first: string; last: string; onPage: (months: number) => void }) {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <div class="row row-apart">
      <h3 id="month" aria-live="polite">
        {monthWords(props.month, language)}
      </h3>
      <div class="row">
        <Button small disabled={props.month <= props.first} onClick={() => props.onPage(-1)}>
          {texts.slot.previousMonth}
        </Button>
        <Button small disabled={props.month >= props.last} onClick={() => props.onPage(1)}>
          {texts.slot.nextMonth}
        </Button>
      </div>
    </div>
  );
}

/** The free times of the chosen day; readers hear how many there are as soon as it is chosen. */
function Times(props: DayPickerProps & { day: string | undefined }) {
  const texts = useTexts();
  const language = useLanguage();
  const { day, slots } = props;
  const free = day === undefined ? [] : slotsOn(slots, day);
  return (
    <div class="stack">
      {day !== undefined && <h3>{texts.slot.onDay(dayWords(day, language))}</h3>}
      <Announcement>
        {day === undefined ? '' : `${dayWords(day, language)}: ${texts.slot.free(free.length)}`}
      </Announcement>
      {day !== undefined && (
        <ul class="slot-keys plain-list">
          {free.map((startsAt) => (
            <li key={startsAt}>
              <SlotKey {...props} slots={slots} startsAt={startsAt} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
