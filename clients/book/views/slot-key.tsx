/** One time to press, what a choice of times is given, and what stands there when times cannot be loaded. */
import { Button, HelpLine, useLanguage, useUiTexts } from '@visavis/ui';
import type { Slots } from '../booking-types.ts';
import { dayAt } from '../slots.ts';
import { useTexts } from '../texts/index.ts';
import { dayWords, ownTime, ownZone, shortDay, timeAt } from '../when.ts';

export interface SlotChoiceProps {
  slots: Slots | undefined;
  chosen: string | undefined;
  isLoading: boolean;
  isFailed: boolean;
  phone: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  onSlot: (startsAt: string) => void;
  /** Somebody wants to see a month (`2026-12`); may be asked for again. */
  onMonth: (month: string) => void;
}

/** One time to press. Readers hear day and time in full, and the guest's own time where it is another. */
export function SlotKey(
  props: Pick<SlotChoiceProps, 'chosen' | 'onSlot'> & { slots: Slots; startsAt: string; withDay?: boolean },
) {
  const texts = useTexts();
  const language = useLanguage();
  const { timeZone } = props.slots;
  const atMs = Date.parse(props.startsAt);
  const day = dayAt(atMs, timeZone);
  const own = ownTime(atMs, language, timeZone, ownZone());
  return (
    <button
      type="button"
      class={props.startsAt === props.chosen ? 'button slot-key slot-chosen' : 'button slot-key'}
      aria-pressed={props.startsAt === props.chosen}
      onClick={() => props.onSlot(props.startsAt)}
    >
      {props.withDay && (
        <>
          <span class="slot-day" aria-hidden="true">
            {shortDay(day, language)}
          </span>
          <span class="unseen">{dayWords(day, language)}, </span>
        </>
      )}
      <span class="slot-time">{texts.slot.time(timeAt(atMs, language, timeZone))}</span>
      {own !== undefined && <span class="slot-own">{texts.slot.atYours(own)}</span>}
    </button>
  );
}

/** The list could not be loaded: a way to try again. */
export function SlotsFailed(props: Pick<SlotChoiceProps, 'onMonth' | 'now' | 'phone'> & { month: string | undefined }) {
  const texts = useTexts();
  const { words } = useUiTexts();
  return (
    <div class="stack" role="alert">
      <p>{texts.slot.failed}</p>
      <div class="actions">
        <Button icon="refresh-cw" onClick={() => props.onMonth(props.month ?? dayAt(props.now, undefined).slice(0, 7))}>
          {words.tryAgain}
        </Button>
      </div>
      <HelpLine phone={props.phone} />
    </div>
  );
}
