/** When: the next free times as large keys, then a calendar of days and the times of the chosen one. */
import { Announcement, HelpLine, Notice, useLanguage, useUiTexts } from '@visavis/ui';
import type { Slots } from '../booking-types.ts';
import { dayAt, firstSlots } from '../slots.ts';
import { useTexts } from '../texts/index.ts';
import { ownTime, ownZone } from '../when.ts';
import { DayPicker } from './day-picker.tsx';
import type { PageProps } from './page-props.ts';
import { type SlotChoiceProps, SlotKey, SlotsFailed } from './slot-key.tsx';
import { StepHead } from './step-head.tsx';

const nextCount = 6;

export function SlotPage({ booking, send, now }: PageProps) {
  const texts = useTexts();
  const { at } = booking;
  return (
    <section class="stack-loose">
      <StepHead booking={booking} send={send} step="slot" title={texts.slot.title} />
      {at.phase === 'step' && at.notice === 'taken' && (
        <Notice tone="warn" live>
          <p>{texts.slot.taken}</p>
        </Notice>
      )}
      <SlotChoice
        slots={booking.slots}
        chosen={booking.draft.startsAt}
        isLoading={booking.isLoadingSlots}
        isFailed={booking.trouble !== undefined}
        phone={booking.organisation?.phone}
        now={now}
        onSlot={(startsAt) => send({ type: 'slot', startsAt })}
        onMonth={(month) => send({ type: 'month', month })}
      />
    </section>
  );
}

/** The choice itself, for a new wish and for another time. */
export function SlotChoice(props: SlotChoiceProps) {
  const texts = useTexts();
  const { words } = useUiTexts();
  const { slots, now } = props;
  if (!slots) {
    if (!props.isFailed) return <p class="loading">{words.loading}</p>;
    return <SlotsFailed {...props} month={undefined} />;
  }
  const next = firstSlots(slots, nextCount);
  if (next.length === 0 && !props.isLoading) {
    return (
      <div class="stack">
        <p>{texts.slot.none}</p>
        <HelpLine phone={props.phone} />
      </div>
    );
  }
  return (
    <div class="stack-loose">
      <ZoneNotice slots={slots} now={now} />
      <div class="stack">
        <h2>{texts.slot.next}</h2>
        <ul class="slot-keys plain-list">
          {next.map((startsAt) => (
            <li key={startsAt}>
              <SlotKey {...props} slots={slots} startsAt={startsAt} withDay />
            </li>
          ))}
        </ul>
      </div>
      <DayPicker {...props} slots={slots} today={dayAt(now, slots.timeZone)} />
      <Announcement>{props.isLoading ? words.loading : ''}</Announcement>
    </div>
  );
}

/** Said once above the times where the guest's clock reads otherwise. */
function ZoneNotice({ slots, now }: { slots: Slots; now: number }) {
  const texts = useTexts();
  const language = useLanguage();
  const first = Date.parse(slots.next ?? '') || now;
  const zone = ownZone();
  if (ownTime(first, language, slots.timeZone, zone) === undefined) return null;
  return (
    <Notice icon="clock">
      <p>{texts.slot.otherZone(slots.timeZone, zone)}</p>
    </Notice>
  );
}
