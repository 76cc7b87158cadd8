/** Whether the guest was there: two keys once the time of an appointment has come, and what they said so far. */
import { Appointment, type Outcome } from '@visavis/shared';
import { type ApiError, Button } from '@visavis/ui';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import type { DayEntry } from './day.ts';
import { asApiError, FailureNotice } from './failure.tsx';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export function OutcomeKeys({ entry }: { entry: DayEntry }) {
  const { parts, day: store } = useSetting();
  const { day } = useTexts();
  const [busy, setBusy] = useState<Outcome | undefined>(undefined);
  const [failure, setFailure] = useState<ApiError | undefined>(undefined);
  const { appointment } = entry;
  const note = async (outcome: Outcome) => {
    setBusy(outcome);
    setFailure(undefined);
    try {
      store.put(v.parse(Appointment, await parts.booking.noteOutcome(appointment.id, outcome)));
    } catch (error) {
      setFailure(asApiError(error));
    } finally {
      setBusy(undefined);
    }
  };
  const key = (outcome: Outcome) => (
    <Button
      icon={outcome === 'held' ? 'circle-check' : 'user-x'}
      small
      pressed={appointment.outcome === outcome}
      busy={busy === outcome}
      onClick={() => void note(outcome)}
    >
      {day.outcome[outcome]}
    </Button>
  );
  return (
    <div class="stack-tight">
      {failure && <FailureNotice what={day.outcome.failed} error={failure} />}
      <fieldset class="row">
        <legend class="unseen">{day.outcome.question(appointment.guest.name)}</legend>
        {key('held')}
        {key('missed')}
      </fieldset>
    </div>
  );
}
