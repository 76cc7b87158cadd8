/** The file that calendars read (RFC 5545): busy times, each with the one word that everybody may see, and nothing of a person. */
import { createHash } from 'node:crypto';
import type { Language } from '@visavis/shared';
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { BusyTime } from './busy-times.ts';

const words: Record<Language, { name: string; firm: string; asked: string }> = {
  de: { name: 'Vis-à-vis', firm: 'Termin', asked: 'Termin (angefragt)' },
  en: { name: 'Vis-à-vis', firm: 'Appointment', asked: 'Appointment (requested)' },
};

/** How often a calendar is asked to look again, in seconds. */
const lookAgainS = 15 * 60;

/** Another than that of the mailed file: whoever has both in one calendar shall not see one swallow the other. */
function uidOf({ id, isFirm }: BusyTime, host: string): string {
  const kind = isFirm ? 'appointment' : 'request';
  return `${createHash('sha256').update(`visavis/busy/${kind}/${id}`).digest('base64url').slice(0, 22)}@${host}`;
}

/** CRLF line ends, times in UTC. The same times make the same text, so that its digest can serve as `ETag`. */
export function feedFile(times: readonly BusyTime[], settings: { language: Language; publicUrl: string }): string {
  const { name, firm, asked } = words[settings.language];
  const host = new URL(settings.publicUrl).hostname;
  const calendar = ical({
    prodId: { company: 'visavis', product: 'busy times', language: settings.language },
    method: ICalCalendarMethod.PUBLISH,
    name,
    ttl: lookAgainS,
  });
  for (const time of times) {
    calendar.createEvent({
      id: uidOf(time, host),
      sequence: time.sequence,
      stamp: new Date(time.madeAtMs),
      start: new Date(time.fromMs),
      end: new Date(time.toMs),
      summary: time.isFirm ? firm : asked,
      status: time.isFirm ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      busystatus: time.isFirm ? ICalEventBusyStatus.BUSY : ICalEventBusyStatus.TENTATIVE,
      class: ICalEventClass.PRIVATE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** Strong: of the very bytes. */
export const entityTag = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
