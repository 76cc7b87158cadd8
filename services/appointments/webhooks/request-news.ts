/** What one step of a request means to receivers. What a confirmed one becomes is told of the appointment. */
import type { Transaction } from '../database.ts';
import type { RequestRow } from '../requests/request-row.ts';
import type { RequestState } from '../requests/request-state.ts';
import { announce, type News } from './webhook-announce.ts';

/** Pure. Proposals are no news yet: nothing is agreed. Neither is what nobody ever confirmed to be theirs. */
export function newsOfStep(before: RequestState, row: RequestRow): News | null {
  if (before.phase === 'unconfirmed')
    return row.phase === 'requested' ? { event: 'appointment.requested', request: row } : null;
  if (before.phase !== 'requested' && before.phase !== 'proposed') return null;
  switch (row.phase) {
    case 'requested':
      return { event: 'appointment.moved', request: row, movedFrom: new Date(before.startsAtMs) };
    case 'declined':
    case 'expired':
    case 'cancelled':
      return { event: 'appointment.cancelled', request: row, cause: row.phase };
    case 'unconfirmed':
    case 'proposed':
    case 'confirmed':
      return null;
    default:
      return row.phase satisfies never;
  }
}

/** `row` is the request after the step. */
export async function announceStep(
  tx: Transaction,
  before: RequestState,
  row: RequestRow,
  nowMs: number,
): Promise<void> {
  const news = newsOfStep(before, row);
  if (news !== null) await announce(tx, news, nowMs);
}
