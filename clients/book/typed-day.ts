/** A date of birth as people write it: `23.5.1948`, `23 05 1948`, `23051948`. Pure. */

const written = /^(\d{1,2})\s*[.,/ -]\s*(\d{1,2})\s*[.,/ -]\s*(\d{4})$/;
const together = /^(\d{2})(\d{2})(\d{4})$/;

/** `1948-05-23`, also where the browser filled it in like that; anything else comes back as it was typed. The year has four digits: `48` may be this century. */
export function typedDay(text: string): string {
  const typed = text.trim();
  const [, day = '', month = '', year = ''] = written.exec(typed) ?? together.exec(typed) ?? [];
  return year === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
