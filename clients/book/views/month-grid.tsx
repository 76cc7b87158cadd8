/** The grid itself: a table of weeks whose days are keys, one of them in the order of Tab. */
import { useLanguage } from '@visavis/ui';
import type { RefObject } from 'preact';
import type { Slots } from '../booking-types.ts';
import { monthOf, slotsOn, weeksOf } from '../slots.ts';
import { useTexts } from '../texts/index.ts';
import { dayWords, weekdays } from '../when.ts';

interface MonthGridProps {
  month: string;
  /** The day that the keyboard is on. */
  day: string;
  /** The day whose times are shown. */
  shown: string | undefined;
  today: string;
  slots: Slots;
  table: RefObject<HTMLTableElement | null>;
  onKey: (event: KeyboardEvent) => void;
  onDay: (day: string) => void;
}

export function MonthGrid(props: MonthGridProps) {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <>
      <p class="soft" id="day-picker-hint">
        {texts.slot.pickDay} <span class="only-keys">{texts.slot.keys}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern of the APG is built on a table */}
      <table ref={props.table} class="month" role="grid" aria-labelledby="month" aria-describedby="day-picker-hint">
        <thead>
          <tr>
            {weekdays(language).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={props.onKey}>
          {weeksOf(props.month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day key={day} {...props} cell={day} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A day of the month; those of its neighbours are left empty. */
function Day(props: MonthGridProps & { cell: string }) {
  const texts = useTexts();
  const language = useLanguage();
  const { cell } = props;
  if (monthOf(cell) !== props.month) return <td />;
  const free = slotsOn(props.slots, cell).length;
  const words = [
    dayWords(cell, language),
    ...(cell === props.today ? [texts.slot.today] : []),
    texts.slot.free(free),
    ...(cell === props.shown ? [texts.slot.chosen] : []),
  ];
  const looks = ['day', free > 0 && 'day-free', cell === props.shown && 'day-chosen'].filter(Boolean).join(' ');
  return (
    <td>
      <button
        type="button"
        class={looks}
        data-day={cell}
        tabIndex={cell === props.day ? 0 : -1}
        aria-label={words.join(', ')}
        aria-disabled={free === 0}
        aria-current={cell === props.today ? 'date' : undefined}
        onClick={() => free > 0 && props.onDay(cell)}
      >
        {Number(cell.slice(8))}
      </button>
    </td>
  );
}
