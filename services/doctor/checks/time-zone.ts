/** Whether this runtime knows the zone in which mails tell times, and its summer time. */
import { broken, type Check, type Finding, ok } from '../check.ts';

/** What this runtime takes for `at` in `zone`, for instance `GMT+02:00`. @throws {RangeError} for an unknown zone */
export function offsetIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

const reference = { zone: 'Europe/Berlin', winter: 'GMT+01:00', summer: 'GMT+02:00' } as const;
const [winter, summer] = [new Date('2026-01-15T12:00:00Z'), new Date('2026-07-15T12:00:00Z')];

/** The data of the runtime by a zone whose rules are known, and the operator's own zone. */
export function interpretTimeZone(zone: string, offset: typeof offsetIn): Finding {
  const fix = 'run the Node.js of the image, which carries all zones.';
  try {
    const isSound =
      offset(reference.zone, winter) === reference.winter && offset(reference.zone, summer) === reference.summer;
    if (!isSound) return broken('the time zone data are incomplete', fix);
    return ok(`${zone}: ${offset(zone, winter)} in January, ${offset(zone, summer)} in July`);
  } catch {
    return broken(`this runtime does not know ${zone}`, fix);
  }
}

export const timeZoneCheck: Check = {
  name: 'time zone',
  remedy: 'run the Node.js of the image, which carries all zones.',
  run: async ({ settings }) => interpretTimeZone(settings.TIME_ZONE, offsetIn),
};
