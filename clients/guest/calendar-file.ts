/** The calendar file of an appointment, with the person's own link in it; the secret never left this page. */
import { fragmentOf, type Link } from './link.ts';

/** The address of this page with the whole link, for another browser or a calendar. */
export const wholeLink = (link: Link, origin: string = location.origin): string => `${origin}/j${fragmentOf(link)}`;

/** Puts the link in the place the service left for it. */
export const withLink = (calendar: string, link: string): string => calendar.replaceAll('{link}', link);

/** A `blob:` address of the finished file (RFC 5545); revoke it when it is no longer shown. */
export function calendarUrl(calendar: string, link: Link): string {
  return URL.createObjectURL(new Blob([withLink(calendar, wholeLink(link))], { type: 'text/calendar' }));
}
