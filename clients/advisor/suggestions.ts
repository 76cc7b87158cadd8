/** Days, times and durations worth offering, so that the keyboard needs one key instead of a date. */
import { addDays, type Day, momentOf, nextQuarter, type Time, wallClock } from './dates.ts';
import type { FormSetting } from './form.ts';

const quarterMs = 15 * 60_000;
const officeTimes: readonly Time[] = ['09:00', '10:00', '11:00', '14:00'];

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Today, tomorrow, the next working day after, and the day that is shown, in their order. */
export function suggestedDays(shown: Day, { zone, now }: FormSetting): Day[] {
  const today = wallClock(now, zone).day;
  const tomorrow = addDays(today, 1);
  const later = [2, 3, 4].map((count) => addDays(today, count)).filter((day) => !isWeekend(day));
  const days = new Set([today, tomorrow, ...later.slice(0, 1), ...(shown >= today ? [shown] : [])]);
  return [...days].sort();
}

/** On today the next full quarters, on other days the usual hours. */
export function suggestedTimes(day: Day, setting: FormSetting): Time[] {
  if (day !== wallClock(setting.now, setting.zone).day) return [...officeTimes];
  const first = nextQuarter(setting.now, setting.zone);
  const at = momentOf(first.day, first.time, setting.zone);
  if (at === undefined || first.day !== day) return [];
  return [0, 1, 2, 4]
    .map((count) => wallClock(at + count * quarterMs, setting.zone))
    .filter((wall) => wall.day === day)
    .map(({ time }) => time);
}

/** Another day: a time that was only a suggestion gives way to one of that day, a chosen one stays. */
export function changeDay(from: { day: Day; time: Time }, day: Day, setting: FormSetting): { day: Day; time: Time } {
  const was = suggestedTimes(from.day, setting);
  const next = suggestedTimes(day, setting);
  const stays = !was.includes(from.time) || next.includes(from.time);
  return { day, time: stays ? from.time : (next[0] ?? from.time) };
}
