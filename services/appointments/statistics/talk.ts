/** What a conversation was like, told by the advisor's page: counted by service, and forgotten. */
import { type AppointmentId, minutesBucket, type TalkNote } from '@visavis/shared';
import { windowOf } from '../appointment-view.ts';
import { ownRow } from '../book-read.ts';
import type { Advisor, Context } from '../context.ts';
import type { AppointmentRow } from '../proof.ts';
import { roomState } from '../room-window.ts';
import { isFirstUse } from '../used-once.ts';
import { count, type Happening, happening } from './count.ts';

const minute = 60_000;

/** Past the agreed time, or past their own coming when that was later; nobody waits for less than a minute. */
function waitingOf(row: AppointmentRow, talkedMinutes: number, nowMs: number): Happening[] {
  if (row.admittedAt === null) return [];
  const since = Math.max(row.startsAt.getTime(), row.admittedAt.getTime());
  const minutes = Math.round((nowMs - since) / minute) - talkedMinutes;
  return minutes < 1 ? [] : [happening(row.serviceId, 'waiting', minutesBucket('waiting', minutes))];
}

function happeningsOf(row: AppointmentRow, note: TalkNote, nowMs: number): Happening[] {
  if (note.result !== 'talked') return [happening(row.serviceId, 'failures', note.result)];
  return [
    happening(row.serviceId, 'duration', minutesBucket('duration', note.minutes)),
    ...waitingOf(row, note.minutes, nowMs),
    ...[...new Set(note.features)].map((feature) => happening(row.serviceId, 'features', feature)),
  ];
}

/**
 * Answers `POST /api/v1/appointments/:id/talk`. Each appointment counts once as talked and once as failed; later notes, and notes
 * of a room that is not open, change nothing.
 * @throws {VisavisError} `not-found`
 */
export async function noteTalk(context: Context, advisor: Advisor, id: AppointmentId, note: TalkNote): Promise<void> {
  const now = context.clock.now();
  await context.db.transaction(async (tx) => {
    const row = await ownRow(tx, advisor, id);
    const window = windowOf(row);
    if (row.status !== 'confirmed' || row.mode !== 'video' || roomState(window, now) !== 'open') return;
    const kind = note.result === 'talked' ? 'talked' : 'talk-failed';
    if (await isFirstUse(tx, kind, id, window.closesAtMs)) await count(context, tx, happeningsOf(row, note, now));
  });
}
