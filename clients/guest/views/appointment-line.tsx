/** The chip that says when, and the notice that the time has changed. */
import { Chip, Notice, useLanguage, useNow, useUiTexts, whenOf } from '@visavis/ui';
import { appointmentWords, serviceTime } from '../appointment-words.ts';
import type { Facts } from '../journey-types.ts';
import { useTexts } from '../texts/index.ts';

/** The appointment in words, kept true while the page is open. */
export function useAppointment(facts: Facts) {
  const now = serviceTime(facts, useNow(10_000));
  const language = useLanguage();
  const texts = useUiTexts();
  return { ...appointmentWords(facts, now, language, texts), now };
}

/** `Heute, 10:00 Uhr · 30 Minuten`, and what the organisation says to whoever comes. */
export function WhenChip(props: { facts: Facts }) {
  const { when, durationMinutes } = useAppointment(props.facts);
  const { words } = useUiTexts();
  const texts = useTexts();
  const welcome = props.facts.organisation?.welcome?.[useLanguage()];
  if (!when || !durationMinutes) return null;
  return (
    <>
      <Chip icon="calendar">{texts.appointment(when, words.duration(durationMinutes))}</Chip>
      {welcome && <p>{welcome}</p>}
    </>
  );
}

/** Old and new time; nothing when the appointment was never moved. */
export function MovedNotice(props: { facts: Facts }) {
  const { answer, organisation } = props.facts;
  const { words } = useUiTexts();
  const language = useLanguage();
  const texts = useTexts();
  const { when, now } = useAppointment(props.facts);
  if (!answer?.movedFrom || !when) return null;
  const from = whenOf(Date.parse(answer.movedFrom), now, { language, timeZone: organisation?.timeZone }, words);
  return (
    <Notice tone="warn" icon="calendar-clock">
      <p>{texts.moved(from, when)}</p>
    </Notice>
  );
}
