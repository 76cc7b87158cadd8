/** A time of day as people type it: `9`, `9:30`, `9.30 Uhr`, `1730`, and `24` for the end of the day. Pure. */

const pattern = /^(\d{1,2})(?:\s*[:.]?\s*(\d{2}))?(?:\s*(?:Uhr|h))?$/i;

/** `HH:MM` on a clock of 24 hours, up to `24:00`; what is no time comes back as it was typed, so that it can be put right. */
export function typedTime(text: string): string {
  const typed = text.trim();
  const [, hours = '', minutes = '00'] = pattern.exec(typed) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (hours === '' || Number(minutes) > 59 || total > 24 * 60) return typed;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

/** The same for an end: midnight, however it is written, is the end of the day that begins before it. */
export function typedEnd(text: string): string {
  const time = typedTime(text);
  return time === '00:00' ? '24:00' : time;
}
