/** What the guest of a confirmed request takes along: their own link, and the calendar file; nothing once it is over. */
import type { GuestRequest } from '@visavis/shared';
import { windowOf } from '../appointment-view.ts';
import type { Context } from '../context.ts';
import { joinLink, publicFacts } from '../invitation-facts.ts';
import { calendarOf } from '../invitations/calendar.ts';
import type { AppointmentRow } from '../proof.ts';
import { roomState } from '../room-window.ts';
import { openCode, openLinkSecret } from '../sealed-columns.ts';

/** `{link}` stands in the file where the page puts the link. A code that is told separately is in neither. @throws {SealBroken} */
export function visitOf(context: Context, row: AppointmentRow | null, advisor: string): GuestRequest['visit'] {
  if (row === null || row.status === 'cancelled') return null;
  if (roomState(windowOf(row), context.clock.now()) === 'over') return null;
  const secret = openLinkSecret(context.vault, row);
  const code = row.codeMode === 'with-link' ? openCode(context.vault, row) : null;
  return {
    joinLink: secret === null ? null : joinLink(context.settings.publicUrl, row.id, secret, code),
    calendar: calendarOf(publicFacts(context, row, advisor), context.invitations, 'file'),
  };
}
